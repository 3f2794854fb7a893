package dev.anvil.gateway.s3;

import dev.anvil.gateway.auth.Authorizer;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class S3Configuration {
    @Bean
    Authorizer authorizer() {
        return new Authorizer();
    }

    @Bean
    AccessCheck access(Authorizer authorizer) {
        return new AccessCheck(authorizer);
    }

    @Bean
    HandlerTable handlerTable(List<S3Handler> single, List<HandlerGroup> groups) {
        return new HandlerTable(
                Stream.concat(single.stream(), groups.stream().flatMap(group -> group.handlers().stream()))
                        .toList());
    }

    @Bean
    Dispatcher dispatcher(
            HandlerTable handlers,
            BucketDirectory buckets,
            AccessCheck access,
            List<RequestGate> gates,
            ObjectProvider<Detour> detours) {
        return new Dispatcher(
                handlers, buckets, access, gates, detours.orderedStream().toList());
    }
}
