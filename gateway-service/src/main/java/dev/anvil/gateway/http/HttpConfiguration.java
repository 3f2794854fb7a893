package dev.anvil.gateway.http;

import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.auth.signature.Authenticator;
import dev.anvil.gateway.body.BlockPool;
import dev.anvil.gateway.catalogue.CatalogueReach;
import dev.anvil.gateway.cluster.PlacementViews;
import dev.anvil.gateway.forward.ForwardLimit;
import dev.anvil.gateway.forward.ForwardSeal;
import dev.anvil.gateway.pace.Admission;
import dev.anvil.gateway.pace.AppPace;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.Dispatcher;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.MembershipLink;
import dev.anvil.runtime.trace.Traces;
import dev.anvil.runtime.trace.TracingWanted;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
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
    ClientSilence clientSilence(HttpSettings settings) {
        return new ClientSilence(settings.clientSilence());
    }

    @Bean
    RelayConnector relayConnector() {
        return new RelayConnector();
    }

    @Bean
    TomcatTuning tomcatTuning(
            ListenAddresses addresses,
            HttpSettings settings,
            ClientSilence silence,
            SslBundles bundles,
            RelayConnector relayConnector) {
        return new TomcatTuning(addresses.s3(), settings.s3Listen().port(), silence, bundles, relayConnector);
    }

    @Bean
    Authenticator authenticator(CredentialDirectory credentials, HttpSettings settings, InstantSource clock) {
        return new Authenticator(credentials, settings.regionName(), clock);
    }

    @Bean
    ForwardLimit forwardLimit(HttpSettings settings) {
        return ForwardLimit.ofAll(settings.requestsAtOnce());
    }

    @Bean
    AppPace appPace(HttpSettings settings) {
        return new AppPace(settings.appRequestsPerSecond(), System::nanoTime);
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
        Admission admission = new Admission(settings.requestsAtOnce(), PATIENCE);
        Gauge.builder("anvil.s3.requests.served", admission, Admission::served)
                .description("Requests of S3, and uploads and downloads of gRPC, that are being served right now")
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
    ReadinessCheck databasesAnswer(ObjectProvider<CatalogueReach> catalogues) {
        return () -> catalogues.stream()
                .map(CatalogueReach::problem)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Bean
    ReadinessCheck aMemberIsKnown(ObjectProvider<MembershipLink> links) {
        return () -> links.stream()
                .filter(link -> link.current() == ClusterView.EMPTY)
                .findFirst()
                .map(link ->
                        "no member of the cluster is known: " + link.problem().orElse("it has sent no view yet"));
    }

    @Bean
    ReadinessCheck notStarting(ApplicationAvailability availability) {
        return () -> availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC
                ? Optional.empty()
                : Optional.of("this gateway is starting or stopping");
    }

    /** Under this name in the service's YAML: what the management port says agrees with {@code GET /ready}. */
    @Bean
    HealthIndicator gatewayHealthIndicator(ObjectProvider<ReadinessCheck> checks) {
        return () -> {
            List<String> reasons = checks.orderedStream()
                    .map(ReadinessCheck::problem)
                    .flatMap(Optional::stream)
                    .toList();
            return reasons.isEmpty()
                    ? Health.up().build()
                    : Health.outOfService().withDetail("reasons", reasons).build();
        };
    }

    @Bean
    @TracingWanted
    FilterRegistrationBean<TraceFilter> traceFilter(Traces traces) {
        return new FilterRegistrationBean<>(new TraceFilter(traces));
    }

    @Bean
    ServletRegistrationBean<S3Servlet> s3Servlet(
            Authenticator authenticator,
            ForwardSeal seal,
            Dispatcher dispatcher,
            Admission admission,
            AppPace pace,
            BucketDirectory buckets,
            BlockPool blocks,
            HttpSettings settings,
            InstantSource clock,
            MeterRegistry meters,
            ClientAddresses clients,
            ApplicationAvailability availability,
            ObjectProvider<ReadinessCheck> checks) {
        Addressing addressing = new Addressing(settings.domain());
        S3Service service = new S3Service(
                settings.regionName(),
                seal,
                authenticator,
                dispatcher,
                admission,
                pace,
                addressing,
                new CorsHeaders(buckets),
                blocks,
                clock);
        HealthPage health = new HealthPage(addressing, checks.orderedStream().toList());
        S3Servlet servlet = new S3Servlet(
                service,
                health,
                new RequestIds(new SecureRandom()),
                new RequestLog(meters),
                clients,
                () -> availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
        ServletRegistrationBean<S3Servlet> registration = new ServletRegistrationBean<>(servlet, "/*");
        registration.setName("s3");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
