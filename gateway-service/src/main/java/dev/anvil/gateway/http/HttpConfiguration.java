package dev.anvil.gateway.http;

import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.auth.signature.Authenticator;
import dev.anvil.gateway.body.BlockPool;
import dev.anvil.gateway.cluster.PlacementViews;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.Dispatcher;
import dev.anvil.model.RegionName;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpSettings.class)
class HttpConfiguration {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
    Admission admission(HttpSettings settings, MeterRegistry meters) {
        Admission admission = new Admission(settings.maxRequests(), PATIENCE);
        Gauge.builder("anvil.s3.requests.served", admission, Admission::served)
                .description("Requests by S3 that are being served right now")
                .register(meters);
        return admission;
    }

    /** Nothing can be stored where nothing is known to store it on. */
    @Bean
    ReadinessCheck drivesAreKnown(ObjectProvider<PlacementViews> views) {
        return () ->
                views.stream().anyMatch(view -> view.current().defaultScheme().isEmpty())
                        ? Optional.of("no drive is known that takes objects")
                        : Optional.empty();
    }

    @Bean
    ServletRegistrationBean<S3Servlet> s3Servlet(
            Authenticator authenticator,
            Dispatcher dispatcher,
            Admission admission,
            BucketDirectory buckets,
            BlockPool blocks,
            HttpSettings settings,
            InstantSource clock,
            MeterRegistry meters,
            ClientAddresses clients,
            ObjectProvider<ReadinessCheck> checks) {
        Addressing addressing = new Addressing(settings.domain());
        S3Service service = new S3Service(
                authenticator, dispatcher, admission, addressing, new CorsHeaders(buckets), blocks, clock);
        HealthPage health = new HealthPage(addressing, checks.orderedStream().toList());
        S3Servlet servlet =
                new S3Servlet(service, health, new RequestIds(new SecureRandom()), new RequestLog(meters), clients);
        ServletRegistrationBean<S3Servlet> registration = new ServletRegistrationBean<>(servlet, "/*");
        registration.setName("s3");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
