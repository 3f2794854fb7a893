package dev.anvil.gateway.http;

import dev.anvil.api.v1.BucketServiceGrpc;
import dev.anvil.api.v1.ListBucketsRequest;
import dev.anvil.api.v1.ListBucketsResponse;
import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.catalogue.RegionDirectory;
import dev.anvil.gateway.s3.AccessCheck;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.Detour;
import dev.anvil.gateway.s3.Dispatcher;
import dev.anvil.gateway.s3.HandlerTable;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.credential.PublicServices;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** The real door, Tomcat and gRPC and all, in front of a store in memory. */
final class TestGateway implements AutoCloseable {
    static final String DOMAIN = "s3.test.anvil";

    private final ConfigurableApplicationContext context;
    private final MemoryStore store;

    private TestGateway(ConfigurableApplicationContext context) {
        this.context = context;
        this.store = context.getBean(MemoryStore.class);
    }

    static TestGateway start(String... more) {
        return startIn(MemoryStore.REGION, more);
    }

    static TestGateway startIn(RegionName region, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.config.name=gateway",
                "--anvil.cluster-secret=0123456789abcdef0123456789abcdef",
                "--anvil.gateway.region=" + region,
                "--anvil.gateway.s3-address=127.0.0.1:0",
                "--anvil.gateway.api-address=127.0.0.1:0",
                "--anvil.gateway.s3-domain=" + DOMAIN,
                "--management.server.address=127.0.0.1",
                "--management.server.port=0"));
        arguments.addAll(List.of(more));
        return new TestGateway(SpringApplication.run(Application.class, arguments.toArray(String[]::new)));
    }

    MemoryStore store() {
        return store;
    }

    int s3Port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    int apiPort() {
        return context.getBean(GrpcServerLifecycle.class).getPort();
    }

    int managementPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = {
                "dev.anvil.gateway.http",
                "dev.anvil.gateway.s3.cors",
                "dev.anvil.gateway.s3.form",
                "dev.anvil.gateway.forward"
            })
    static class Application {
        @Bean
        MemoryStore memoryStore() {
            return new MemoryStore();
        }

        @Bean
        CredentialDirectory credentialDirectory(MemoryStore store) {
            return store::findCredential;
        }

        @Bean
        BucketDirectory bucketDirectory(MemoryStore store) {
            return store::findBucket;
        }

        @Bean
        Authorizer authorizer() {
            return new Authorizer();
        }

        @Bean
        AccessCheck access(Authorizer authorizer) {
            return new AccessCheck(authorizer);
        }

        @Bean
        HandlerTable handlerTable(MemoryStore store, List<S3Handler> more) {
            List<S3Handler> handlers = new ArrayList<>(store.handlers());
            handlers.addAll(more);
            return new HandlerTable(handlers);
        }

        @Bean
        Dispatcher dispatcher(
                HandlerTable handlers, BucketDirectory buckets, AccessCheck access, ObjectProvider<Detour> detours) {
            return new Dispatcher(
                    handlers, buckets, access, List.of(), detours.stream().toList());
        }

        @Bean
        RegionDirectory regionDirectory(MemoryStore store) {
            return region -> Optional.ofNullable(store.regions.get(region));
        }

        @Bean
        PublicServices publicServices() {
            return new PublicServices(List.of("anvil.v1."));
        }

        @Bean
        BucketServiceGrpc.BucketServiceImplBase bucketService() {
            return new BucketServiceGrpc.BucketServiceImplBase() {
                @Override
                public void listBuckets(ListBucketsRequest request, StreamObserver<ListBucketsResponse> answers) {
                    answers.onNext(ListBucketsResponse.newBuilder()
                            .setNextPageToken(request.getPageToken())
                            .build());
                    answers.onCompleted();
                }
            };
        }

        @Bean
        ReadinessCheck readinessCheck() {
            return () -> Optional.empty();
        }
    }
}
