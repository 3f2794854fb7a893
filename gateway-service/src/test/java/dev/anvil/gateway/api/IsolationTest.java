package dev.anvil.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.anvil.admin.v1.AdminServiceGrpc;
import dev.anvil.api.v1.AuthServiceGrpc;
import dev.anvil.api.v1.BucketServiceGrpc;
import dev.anvil.api.v1.ObjectServiceGrpc;
import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.catalogue.AdminRole;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.gateway.catalogue.NewBucket;
import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.pace.Admission;
import dev.anvil.gateway.pace.AppPace;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.object.ObjectLookup;
import dev.anvil.model.BucketName;
import dev.anvil.runtime.membership.ClusterView;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Server;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every call of the public API, with the credentials of another tenant that may do anything, in its own tenant. The calls are taken from
 * the contract: a new one is tested from the day that it is there.
 */
final class IsolationTest {
    private static final String BUCKET = "secrets-of-acme";
    private static final List<ServiceDescriptor> SERVICES = List.of(
            BucketServiceGrpc.getServiceDescriptor(),
            ObjectServiceGrpc.getServiceDescriptor(),
            AdminServiceGrpc.getServiceDescriptor());

    /** They name nobody else's bucket. */
    private static final Set<String> ABOUT_ONESELF = Set.of("ListBuckets", "CreateBucket");

    private static final List<String> LOOKING = List.of("List", "Get", "Count", "Test", "Verify");

    private static final Set<Status.Code> REFUSALS = Set.of(Status.Code.PERMISSION_DENIED, Status.Code.NOT_FOUND);

    private final MemoryGateway gateway = new MemoryGateway();
    private final AccessTokens tokens = new AccessTokens(TokenSecret.of("0123456789abcdef"), gateway.clock);
    private final Map<String, Credential> credentials = new ConcurrentHashMap<>();
    private final Server server;
    private final ManagedChannel channel;

    IsolationTest() throws IOException {
        CredentialDirectory directory = id -> Optional.ofNullable(credentials.get(id));
        Authorizer authorizer = gateway.part(Authorizer.class);
        ApiBuckets buckets = new ApiBuckets(gateway.buckets, authorizer, MemoryGateway.REGION);
        BucketCalls calls = gateway.part(BucketCalls.class);
        ObjectLookup lookup = gateway.part(ObjectLookup.class);
        ChangeListeners changes = new ChangeListeners(List.of());
        String name = "isolation-" + System.identityHashCode(this);
        channel = InProcessChannelBuilder.forName(name).build();
        List<BindableService> services = List.of(
                new AuthApi(tokens, directory),
                new BucketApi(gateway.buckets, buckets, authorizer, changes, MemoryGateway.REGION),
                new ObjectApi(
                        buckets,
                        calls,
                        gateway.objects,
                        lookup,
                        new ObjectUpload(
                                buckets,
                                calls,
                                gateway.writer,
                                gateway.objects,
                                gateway.uploads,
                                gateway.blocks,
                                (bucket, objects, bytes) -> {},
                                new NewObjects(gateway.keys, gateway.clock),
                                gateway.clock),
                        new ObjectParts(
                                buckets,
                                calls,
                                gateway.objects,
                                gateway.uploads,
                                (bucket, objects, bytes) -> {},
                                new NewObjects(gateway.keys, gateway.clock),
                                gateway.clock),
                        new ObjectDownload(buckets, lookup, gateway.reader, gateway.keys),
                        new Admission(8, Duration.ofSeconds(1))),
                new AdminApi(
                        new AdminPeers(channel, Optional::empty, address -> channel),
                        new DriveQuestions(() -> ClusterView.EMPTY, address -> channel),
                        changes,
                        gateway.buckets));
        InProcessServerBuilder builder = InProcessServerBuilder.forName(name)
                .intercept(new BearerInterceptor(tokens, directory, AppPace.unlimited()));
        services.forEach(builder::addService);
        server = builder.build().start();
        Caller.App owner = MemoryGateway.app("acme", new Grant("*", "*"));
        gateway.buckets.create(
                new NewBucket(new BucketName(BUCKET), owner.tenant().id(), MemoryGateway.REGION, Map.of()));
        addStranger("STRANGER", AdminRole.NONE);
        addStranger("VIEWER", AdminRole.READ_ONLY_VIEWER);
    }

    private void addStranger(String clientId, AdminRole role) {
        Caller.App stranger = MemoryGateway.app("stranger", new Grant("*", "*"));
        credentials.put(
                clientId,
                new Credential(
                        stranger.id(),
                        stranger.name(),
                        clientId,
                        "secret",
                        stranger.tenant(),
                        stranger.grants(),
                        role,
                        true));
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
        gateway.close();
    }

    @TestFactory
    Stream<DynamicTest> noCallReachesAnotherTenant() {
        return methods()
                .filter(method -> !ABOUT_ONESELF.contains(method.getBareMethodName()) || isAdmin(method))
                .map(method -> DynamicTest.dynamicTest(method.getFullMethodName(), () -> {
                    Outcome outcome = call(method, Optional.of(tokens.issue("STRANGER", List.of())));
                    assertThat(outcome.status().getCode())
                            .as(outcome.status().toString())
                            .isIn(isAdmin(method) ? Set.of(Status.Code.PERMISSION_DENIED) : REFUSALS);
                    assertThat(outcome.messages()).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> noCallIsServedWithoutAToken() {
        return methods()
                .map(method -> DynamicTest.dynamicTest(
                        method.getFullMethodName(),
                        () -> assertThat(call(method, Optional.empty()).status().getCode())
                                .isEqualTo(Status.Code.UNAUTHENTICATED)));
    }

    /** By the contract: whatever does not say in its name that it only looks. */
    @TestFactory
    Stream<DynamicTest> whoMayOnlyLookChangesNothing() {
        return methods()
                .filter(IsolationTest::isAdmin)
                .filter(method ->
                        LOOKING.stream().noneMatch(Objects.requireNonNull(method.getBareMethodName())::startsWith))
                .map(method -> DynamicTest.dynamicTest(
                        method.getFullMethodName(),
                        () -> assertThat(call(method, Optional.of(tokens.issue("VIEWER", List.of())))
                                        .status()
                                        .getCode())
                                .isEqualTo(Status.Code.PERMISSION_DENIED)));
    }

    @TestFactory
    Stream<DynamicTest> whatIsAboutOneselfTellsNothingOfOthers() {
        return methods()
                .filter(method -> ABOUT_ONESELF.contains(method.getBareMethodName()) && !isAdmin(method))
                .map(method -> DynamicTest.dynamicTest(method.getFullMethodName(), () -> {
                    Outcome outcome = call(method, Optional.of(tokens.issue("STRANGER", List.of())));
                    assertThat(outcome.messages().toString()).doesNotContain(BUCKET);
                    assertThat(gateway.buckets
                                    .find(new BucketName(BUCKET))
                                    .orElseThrow()
                                    .tenant())
                            .isNotEqualTo(Objects.requireNonNull(credentials.get("STRANGER"))
                                    .tenant()
                                    .id());
                }));
    }

    private static Stream<MethodDescriptor<?, ?>> methods() {
        assertThat(AuthServiceGrpc.getServiceDescriptor().getMethods()).hasSize(1);
        return SERVICES.stream().flatMap(service -> service.getMethods().stream());
    }

    private static boolean isAdmin(MethodDescriptor<?, ?> method) {
        return AdminServiceGrpc.SERVICE_NAME.equals(method.getServiceName());
    }

    private record Outcome(Status status, List<Object> messages) {}

    private <Q, A> Outcome call(MethodDescriptor<Q, A> method, Optional<String> token) throws Exception {
        Metadata headers = new Metadata();
        token.ifPresent(text -> headers.put(BearerInterceptor.AUTHORIZATION, "Bearer " + text));
        CompletableFuture<Status> ended = new CompletableFuture<>();
        List<Object> messages = new CopyOnWriteArrayList<>();
        ClientCall<Q, A> call = channel.newCall(method, CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(A message) {
                        messages.add(message);
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        ended.complete(status);
                    }
                },
                headers);
        call.request(100);
        call.sendMessage(
                method.parseRequest(naming(prototype(method)).toByteString().newInput()));
        call.halfClose();
        return new Outcome(ended.get(20, TimeUnit.SECONDS), messages);
    }

    private static Message prototype(MethodDescriptor<?, ?> method) {
        PrototypeMarshaller<?> marshaller = (PrototypeMarshaller<?>) method.getRequestMarshaller();
        return (Message) Objects.requireNonNull(marshaller.getMessagePrototype());
    }

    /** The request with the stranger's aim wherever it has room for a bucket and a key. */
    private static Message naming(Message prototype) {
        Message.Builder request = prototype.toBuilder();
        for (FieldDescriptor field : prototype.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                continue;
            }
            if (field.getJavaType() == FieldDescriptor.JavaType.STRING) {
                switch (field.getName()) {
                    case "bucket_name", "source_bucket" -> request.setField(field, BUCKET);
                    case "object_key", "source_key", "prefix", "upload_id" -> request.setField(field, "secret");
                    default -> {
                        // Nothing that could name it.
                    }
                }
            } else if (field.getName().equals("metadata")) {
                request.setField(field, naming(request.newBuilderForField(field).build()));
            }
        }
        return request.build();
    }
}
