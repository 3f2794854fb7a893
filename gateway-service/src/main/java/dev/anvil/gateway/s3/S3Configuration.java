package dev.anvil.gateway.s3;

import dev.anvil.gateway.auth.Authorizer;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class S3Configuration {
    @Bean
    Authorizer authorizer() {
        return new Authorizer();
    }

    @Bean
    HandlerTable handlerTable(List<S3Handler> handlers) {
        return new HandlerTable(handlers);
    }

    @Bean
    Dispatcher dispatcher(HandlerTable handlers, BucketDirectory buckets, Authorizer authorizer) {
        return new Dispatcher(handlers, buckets, authorizer);
    }
}
