package dev.anvil.runtime;

import dev.anvil.runtime.channel.LocalServers;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.credential.CredentialServerInterceptor;
import dev.anvil.runtime.credential.PublicServices;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.failure.CallFailures;
import dev.anvil.runtime.meter.CallTimer;
import dev.anvil.runtime.request.RequestIdServerInterceptor;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.tls.ClusterTls;
import dev.anvil.runtime.trace.Traces;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerExecutorProvider;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/** What every service gets by having this library: credentials, failures, channels, virtual threads, sane gRPC limits. */
@AutoConfiguration(before = GrpcServerAutoConfiguration.class)
@EnableConfigurationProperties(ServiceRuntimeSettings.class)
public class ServiceRuntimeAutoConfiguration {
    private static final int SERVER_FLOW_WINDOW_BYTES = 4 << 20;

    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    ClusterSecret clusterSecret(ServiceRuntimeSettings settings) {
        return ClusterSecret.of(settings.clusterSecret());
    }

    @Bean
    ServiceCredential serviceCredential(ClusterSecret secret, InstantSource clock) {
        return new ServiceCredential(secret, clock);
    }

    @Bean
    ServiceChannels serviceChannels(
            ServiceCredential credential,
            ObjectProvider<LocalServers> local,
            ObjectProvider<ClusterTls> tls,
            ObjectProvider<Traces> traces) {
        return new ServiceChannels(
                credential,
                local.getIfAvailable(LocalServers::new),
                Optional.ofNullable(tls.getIfAvailable()),
                Optional.ofNullable(traces.getIfAvailable()).map(Traces::client));
    }

    /** Where services are siblings, each says by what name the others reach it without a socket. */
    @Bean
    @ConditionalOnBean(LocalServers.class)
    @ConditionalOnProperty("spring.grpc.server.inprocess.name")
    ApplicationListener<GrpcServerStartedEvent> localServerRegistration(LocalServers local, Environment environment) {
        String name = environment.getRequiredProperty("spring.grpc.server.inprocess.name");
        String host = environment.getRequiredProperty("spring.grpc.server.address");
        return event -> {
            if (event.getPort() > 0) {
                local.add(new HostPort(host, event.getPort()), name);
            }
        };
    }

    @Bean
    ServerBuilderCustomizer<InProcessServerBuilder> inProcessExecutor(ExecutorService grpcCallExecutor) {
        return builder -> builder.executor(grpcCallExecutor);
    }

    @Bean
    @ConditionalOnMissingBean
    PublicServices publicServices() {
        return PublicServices.NONE;
    }

    /** Outermost, so that what is refused is counted as well. */
    @Bean
    @GlobalServerInterceptor
    @Order(-1)
    CallTimer callTimer(ObjectProvider<MeterRegistry> meters) {
        return new CallTimer(meters.getIfAvailable(CompositeMeterRegistry::new));
    }

    @Bean
    @GlobalServerInterceptor
    @Order(0)
    CredentialServerInterceptor credentialServerInterceptor(
            ServiceCredential credential, PublicServices publicServices) {
        return new CredentialServerInterceptor(credential, publicServices);
    }

    /** After the credential: strangers do not write into our logs. */
    @Bean
    @GlobalServerInterceptor
    @Order(1)
    RequestIdServerInterceptor requestIdServerInterceptor(PublicServices publicServices) {
        return new RequestIdServerInterceptor(publicServices);
    }

    @Bean
    CallFailures callFailures() {
        return new CallFailures();
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService grpcCallExecutor() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("grpc-", 0).factory());
    }

    @Bean
    GrpcServerExecutorProvider grpcServerExecutorProvider(ExecutorService grpcCallExecutor) {
        return () -> grpcCallExecutor;
    }

    @Bean
    ServerBuilderCustomizer<NettyServerBuilder> grpcServerLimits() {
        return builder -> builder.flowControlWindow(SERVER_FLOW_WINDOW_BYTES)
                .maxInboundMessageSize(ServiceChannels.MAX_MESSAGE_BYTES)
                .permitKeepAliveWithoutCalls(true)
                .permitKeepAliveTime(10, TimeUnit.SECONDS);
    }
}
