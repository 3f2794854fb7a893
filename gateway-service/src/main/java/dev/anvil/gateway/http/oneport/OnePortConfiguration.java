package dev.anvil.gateway.http.oneport;

import dev.anvil.gateway.http.ClientAddresses;
import dev.anvil.gateway.http.ClientSilence;
import dev.anvil.gateway.http.ListenAddresses;
import dev.anvil.gateway.http.RelayConnector;
import io.grpc.netty.NettyServerBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerExecutorProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.NettyGrpcServerFactory;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.grpc.server.service.GrpcServiceConfigurer;
import org.springframework.grpc.server.service.GrpcServiceDiscoverer;

@Configuration(proxyBeanMethods = false)
class OnePortConfiguration {
    /** Public clients put up to 4 MiB into a message; the rest is room for what they add. */
    private static final int MAX_MESSAGE_BYTES = 8 << 20;

    private static final Duration GRACE = Duration.ofSeconds(20);
    /** Our own limit on silent connections stands in {@link FirstBytes}; gRPC's would end every HTTP/1.1 connection. */
    private static final long NEVER_DAYS = 3650;

    @Bean
    TomcatAddress tomcatAddress(ListenAddresses addresses, RelayConnector relayConnector) {
        return new TomcatAddress(addresses.s3(), relayConnector);
    }

    @Bean
    NettyGrpcServerFactory grpcServerFactory(
            ListenAddresses addresses,
            TomcatAddress tomcat,
            ClientAddresses clients,
            ClientSilence silence,
            SslBundles bundles,
            GrpcServiceDiscoverer services,
            GrpcServiceConfigurer configurer,
            GrpcServerExecutorProvider executor,
            ObjectProvider<ServerBuilderCustomizer<NettyServerBuilder>> customizers) {
        List<ServerBuilderCustomizer<NettyServerBuilder>> all =
                new ArrayList<>(customizers.orderedStream().toList());
        all.add(builder -> builder.executor(executor.getExecutor())
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .handshakeTimeout(NEVER_DAYS, TimeUnit.DAYS));
        OnePortServerFactory factory = new OnePortServerFactory(
                addresses.api(),
                all,
                new OnePortNegotiator(new HttpRelay(tomcat, clients), OnePortTls.of(bundles), silence));
        services.findServices().forEach(service -> factory.addService(configurer.configure(service, factory)));
        return factory;
    }

    @Bean
    GrpcServerLifecycle grpcServerLifecycle(NettyGrpcServerFactory factory, ApplicationEventPublisher publisher) {
        return new OnePortLifecycle(factory, GRACE, publisher);
    }
}
