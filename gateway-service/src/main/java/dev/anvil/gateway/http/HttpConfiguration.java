package dev.anvil.gateway.http;

import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.auth.sigv4.Authenticator;
import dev.anvil.gateway.body.BlockPool;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.Dispatcher;
import dev.anvil.model.RegionName;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpSettings.class)
class HttpConfiguration {
    @Bean
    RegionName region(HttpSettings settings) {
        return settings.regionName();
    }

    @Bean
    ListenAddresses listenAddresses(HttpSettings settings) {
        return settings.listenAddresses();
    }

    @Bean
    TomcatTuning tomcatTuning(ListenAddresses addresses, HttpSettings settings) {
        return new TomcatTuning(addresses.s3(), settings.s3Listen().port());
    }

    @Bean
    Authenticator authenticator(CredentialDirectory credentials, HttpSettings settings, InstantSource clock) {
        return new Authenticator(credentials, settings.regionName(), clock);
    }

    @Bean
    BlockPool blockPool() {
        return new BlockPool();
    }

    @Bean
    ClientAddresses clientAddresses() {
        return new ClientAddresses();
    }

    @Bean
    ServletRegistrationBean<S3Servlet> s3Servlet(
            Authenticator authenticator,
            Dispatcher dispatcher,
            BucketDirectory buckets,
            BlockPool blocks,
            HttpSettings settings,
            InstantSource clock,
            MeterRegistry meters,
            ClientAddresses clients,
            ObjectProvider<ReadinessCheck> checks) {
        S3Service service = new S3Service(
                authenticator, dispatcher, new Addressing(settings.domain()), new CorsHeaders(buckets), blocks, clock);
        HealthPage health = new HealthPage(checks.orderedStream().toList());
        S3Servlet servlet =
                new S3Servlet(service, health, new RequestIds(new SecureRandom()), new RequestLog(meters), clients);
        ServletRegistrationBean<S3Servlet> registration = new ServletRegistrationBean<>(servlet, "/*");
        registration.setName("s3");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
