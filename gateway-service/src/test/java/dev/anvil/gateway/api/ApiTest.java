package dev.anvil.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.anvil.admin.v1.AdminServiceGrpc;
import dev.anvil.api.v1.AuthServiceGrpc;
import dev.anvil.api.v1.BeginUploadRequest;
import dev.anvil.api.v1.BucketServiceGrpc;
import dev.anvil.api.v1.CompleteUploadRequest;
import dev.anvil.api.v1.CopyObjectRequest;
import dev.anvil.api.v1.CreateBucketRequest;
import dev.anvil.api.v1.DeleteObjectRequest;
import dev.anvil.api.v1.GetAccessTokenRequest;
import dev.anvil.api.v1.GetAccessTokenResponse;
import dev.anvil.api.v1.GetObjectRequest;
import dev.anvil.api.v1.GetObjectResponse;
import dev.anvil.api.v1.HeadObjectRequest;
import dev.anvil.api.v1.ListBucketsRequest;
import dev.anvil.api.v1.ListBucketsResponse;
import dev.anvil.api.v1.ListObjectsRequest;
import dev.anvil.api.v1.ListObjectsResponse;
import dev.anvil.api.v1.ListPartsRequest;
import dev.anvil.api.v1.ListPartsResponse;
import dev.anvil.api.v1.ObjectInfo;
import dev.anvil.api.v1.ObjectMetadata;
import dev.anvil.api.v1.ObjectServiceGrpc;
import dev.anvil.api.v1.PutObjectRequest;
import dev.anvil.api.v1.PutObjectResponse;
import dev.anvil.api.v1.Range;
import dev.anvil.api.v1.UploadedPart;
import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.catalogue.AdminRole;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.pace.Admission;
import dev.anvil.gateway.pace.AppPace;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.object.ObjectLookup;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.ListRegionsResponse;
import dev.anvil.metadata.v1.Region;
import dev.anvil.metadata.v1.RegionCatalogueGrpc;
import dev.anvil.runtime.membership.ClusterView;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ApiTest {
    private final MemoryGateway gateway = new MemoryGateway();
    private final Map<String, Credential> credentials = new HashMap<>();
    private final Admission admission = new Admission(2, Duration.ofMillis(50));
    private final Server server;
    private final Server metadata;
    private final ManagedChannel channel;
    private final ManagedChannel metadataChannel;

    ApiTest() throws IOException {
        metadata = InProcessServerBuilder.forName("metadata-" + System.identityHashCode(this))
                .addService(new RegionCatalogueGrpc.RegionCatalogueImplBase() {
                    @Override
                    public void listRegions(ListRegionsRequest request, StreamObserver<ListRegionsResponse> observer) {
                        observer.onNext(ListRegionsResponse.newBuilder()
                                .addRegions(Region.newBuilder().setName("eu-west-1"))
                                .build());
                        observer.onCompleted();
                    }
                })
                .build()
                .start();
        metadataChannel = InProcessChannelBuilder.forName("metadata-" + System.identityHashCode(this))
                .build();
        AccessTokens tokens = new AccessTokens(TokenSecret.of("0123456789abcdef"), gateway.clock);
        CredentialDirectory directory = id -> Optional.ofNullable(credentials.get(id));
        Authorizer authorizer = gateway.part(Authorizer.class);
        ApiBuckets buckets = new ApiBuckets(gateway.buckets, authorizer, MemoryGateway.REGION);
        BucketCalls calls = gateway.part(BucketCalls.class);
        ObjectLookup lookup = gateway.part(ObjectLookup.class);
        ChangeListeners changes = new ChangeListeners(List.of());
        server = InProcessServerBuilder.forName("api-" + System.identityHashCode(this))
                .addService(new AuthApi(tokens, directory))
                .addService(new BucketApi(gateway.buckets, buckets, authorizer, changes, MemoryGateway.REGION))
                .addService(new ObjectApi(
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
                        admission))
                .addService(new AdminApi(
                        new AdminPeers(metadataChannel, Optional::empty, address -> metadataChannel),
                        new DriveQuestions(() -> ClusterView.EMPTY, address -> metadataChannel),
                        changes,
                        gateway.buckets))
                .intercept(new BearerInterceptor(tokens, directory, AppPace.unlimited()))
                .build()
                .start();
        channel = InProcessChannelBuilder.forName("api-" + System.identityHashCode(this))
                .build();
    }

    @BeforeEach
    void makeApp() {
        addApp("APPAPPAPPAPPAPPAPPAP", AdminRole.NONE, new Grant("*", "*"));
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        metadataChannel.shutdownNow();
        server.shutdownNow();
        metadata.shutdownNow();
        gateway.close();
    }

    private void addApp(String clientId, AdminRole role, Grant... grants) {
        Caller.App app = MemoryGateway.app("acme", grants);
        credentials.put(
                clientId,
                new Credential(app.id(), app.name(), clientId, "secret", app.tenant(), app.grants(), role, true));
    }

    private GetAccessTokenResponse token(String clientId, String secret, String... scopes) {
        return AuthServiceGrpc.newBlockingStub(channel)
                .getAccessToken(GetAccessTokenRequest.newBuilder()
                        .setClientId(clientId)
                        .setClientSecret(secret)
                        .addAllScopes(List.of(scopes))
                        .build());
    }

    private <S extends AbstractStub<S>> S as(S stub, String clientId, String... scopes) {
        return withToken(stub, token(clientId, "secret", scopes).getAccessToken());
    }

    private static <S extends AbstractStub<S>> S withToken(S stub, String token) {
        Metadata headers = new Metadata();
        headers.put(BearerInterceptor.AUTHORIZATION, "Bearer " + token);
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private <S extends AbstractStub<S>> S allowed(S stub) {
        return as(stub, "APPAPPAPPAPPAPPAPPAP");
    }

    private static void assertRefused(Status.Code code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode())
                                .as(refused.getMessage())
                                .isEqualTo(code));
    }

    private void createBucket(String name) {
        allowed(BucketServiceGrpc.newBlockingStub(channel))
                .createBucket(
                        CreateBucketRequest.newBuilder().setBucketName(name).build());
    }

    @Test
    void aTokenIsGivenForIdAndSecretOnly() {
        assertThat(token("APPAPPAPPAPPAPPAPPAP", "secret").getExpiresIn()).isEqualTo(3600);
        assertRefused(Status.Code.UNAUTHENTICATED, () -> token("APPAPPAPPAPPAPPAPPAP", "guess"));
        assertRefused(Status.Code.UNAUTHENTICATED, () -> token("NOBODY", "secret"));
        assertRefused(Status.Code.INVALID_ARGUMENT, () -> token("APPAPPAPPAPPAPPAPPAP", "secret", "everything"));
    }

    @Test
    void callsWithoutAGoodTokenAreRefused() {
        var buckets = BucketServiceGrpc.newBlockingStub(channel);
        ListBucketsRequest request = ListBucketsRequest.getDefaultInstance();
        assertRefused(Status.Code.UNAUTHENTICATED, () -> buckets.listBuckets(request));
        String token = token("APPAPPAPPAPPAPPAPPAP", "secret").getAccessToken();
        assertThat(withToken(buckets, token).listBuckets(request).getBucketsCount())
                .isZero();
        assertRefused(
                Status.Code.UNAUTHENTICATED,
                () -> withToken(buckets, token.substring(0, token.length() - 3) + "abc")
                        .listBuckets(request));
        credentials.remove("APPAPPAPPAPPAPPAPPAP");
        assertRefused(
                Status.Code.UNAUTHENTICATED, () -> withToken(buckets, token).listBuckets(request));
    }

    @Test
    void bucketsAreMadeAndListed() {
        createBucket("photos");
        createBucket("films");
        ListBucketsResponse page = allowed(BucketServiceGrpc.newBlockingStub(channel))
                .listBuckets(ListBucketsRequest.newBuilder().setPageSize(1).build());
        assertThat(page.getBuckets(0).getName()).isEqualTo("films");
        assertThat(page.getBuckets(0).getRegion()).isEqualTo("eu-west-1");
        assertThat(allowed(BucketServiceGrpc.newBlockingStub(channel))
                        .listBuckets(ListBucketsRequest.newBuilder()
                                .setPageToken(page.getNextPageToken())
                                .build())
                        .getBucketsList())
                .hasSize(1);
        assertRefused(Status.Code.ABORTED, () -> createBucket("films"));
        assertRefused(Status.Code.INVALID_ARGUMENT, () -> createBucket("No Bucket"));
    }

    @Test
    void anObjectGoesInAndComesOutInChunks() throws Exception {
        createBucket("photos");
        long seed = System.nanoTime();
        byte[] bytes = new byte[5_000_000];
        new Random(seed).nextBytes(bytes);
        PutObjectResponse put = put("photos", "cat", bytes, 300_000, null).get(30, TimeUnit.SECONDS);
        assertThat(put.getEtag()).hasSize(32);
        assertThat(put.getVersionId()).isEqualTo("null");
        assertThat(get(GetObjectRequest.newBuilder().setBucketName("photos").setObjectKey("cat")))
                .as("seed " + seed)
                .isEqualTo(bytes);
        assertThat(get(GetObjectRequest.newBuilder()
                        .setBucketName("photos")
                        .setObjectKey("cat")
                        .setRange(Range.newBuilder().setOffset(4_999_990).setLength(100))))
                .isEqualTo(Arrays.copyOfRange(bytes, 4_999_990, 5_000_000));

        var objects = allowed(ObjectServiceGrpc.newBlockingStub(channel));
        ObjectInfo info = objects.headObject(HeadObjectRequest.newBuilder()
                .setBucketName("photos")
                .setObjectKey("cat")
                .build());
        assertThat(info.getContentLength()).isEqualTo(5_000_000);
        assertThat(info.getContentType()).isEqualTo("image/jpeg");
        assertThat(info.getUserMetadataMap()).containsEntry("mood", "lazy");
        ListObjectsResponse page = objects.listObjects(
                ListObjectsRequest.newBuilder().setBucketName("photos").build());
        assertThat(page.getObjects(0).getKey()).isEqualTo("cat");
        objects.deleteObject(DeleteObjectRequest.newBuilder()
                .setBucketName("photos")
                .setObjectKey("cat")
                .build());
        assertRefused(
                Status.Code.NOT_FOUND,
                () -> objects.headObject(HeadObjectRequest.newBuilder()
                        .setBucketName("photos")
                        .setObjectKey("cat")
                        .build()));
    }

    @Test
    void anUploadThatBreaksItsPromiseOrBreaksOffLeavesNothing() throws Exception {
        createBucket("photos");
        assertThatThrownBy(() -> put("photos", "cat", new byte[10], 10, 11L).get(30, TimeUnit.SECONDS))
                .hasMessageContaining("10 bytes came where 11 were promised");
        assertThatThrownBy(() -> put("photos", "cat", new byte[12], 6, 11L).get(30, TimeUnit.SECONDS))
                .hasMessageContaining("more came than the 11 bytes");
        assertThatThrownBy(() -> put("none", "cat", new byte[12], 6, null).get(30, TimeUnit.SECONDS))
                .hasMessageContaining("NOT_FOUND");
        assertThat(gateway.drives.shards()).isZero();
    }

    @Test
    void uploadsAndDownloadsWaitForAPlaceAndAreThenToldToSlowDown() throws Exception {
        createBucket("photos");
        put("photos", "cat", new byte[12], 6, null).get(30, TimeUnit.SECONDS);
        GetObjectRequest.Builder cat =
                GetObjectRequest.newBuilder().setBucketName("photos").setObjectKey("cat");
        admission.enter();
        admission.enter();
        assertThatThrownBy(() -> put("photos", "dog", new byte[12], 6, null).get(30, TimeUnit.SECONDS))
                .hasMessageContaining("UNAVAILABLE");
        assertRefused(Status.Code.UNAVAILABLE, () -> get(cat));
        admission.leave();
        put("photos", "dog", new byte[12], 6, null).get(30, TimeUnit.SECONDS);
        assertThat(get(cat)).hasSize(12);
        assertThat(admission.served()).isEqualTo(1);
    }

    @Test
    void anEmptyObjectNeedsNoChunk() throws Exception {
        createBucket("photos");
        put("photos", "empty", new byte[0], 1, 0L).get(30, TimeUnit.SECONDS);
        assertThat(get(GetObjectRequest.newBuilder().setBucketName("photos").setObjectKey("empty")))
                .isEmpty();
    }

    @Test
    void anObjectIsMadeOfPartsThatMayBePutAgainAndCopied() throws Exception {
        createBucket("photos");
        ObjectServiceGrpc.ObjectServiceBlockingStub objects = allowed(ObjectServiceGrpc.newBlockingStub(channel));
        String upload = objects.beginUpload(BeginUploadRequest.newBuilder()
                        .setBucketName("photos")
                        .setObjectKey("large")
                        .setContentType("text/plain")
                        .build())
                .getUploadId();
        byte[] first = new byte[5 << 20];
        byte[] second = new byte[1000];
        putPart(upload, 2, second);
        putPart(upload, 1, first);
        putPart(upload, 1, first);
        ListPartsResponse parts = objects.listParts(ListPartsRequest.newBuilder()
                .setBucketName("photos")
                .setObjectKey("large")
                .setUploadId(upload)
                .build());
        assertThat(parts.getPartsList()).extracting(UploadedPart::getPartNumber).containsExactly(1, 2);
        PutObjectResponse done = objects.completeUpload(CompleteUploadRequest.newBuilder()
                .setBucketName("photos")
                .setObjectKey("large")
                .setUploadId(upload)
                .addAllParts(parts.getPartsList())
                .build());
        assertThat(done.getEtag()).endsWith("-2");
        var ignored = objects.copyObject(CopyObjectRequest.newBuilder()
                .setSourceBucket("photos")
                .setSourceKey("large")
                .setBucketName("photos")
                .setObjectKey("copy")
                .build());
        ObjectInfo copy = objects.headObject(HeadObjectRequest.newBuilder()
                .setBucketName("photos")
                .setObjectKey("copy")
                .build());
        assertThat(copy.getContentLength()).isEqualTo(first.length + second.length);
        assertThat(copy.getContentType()).isEqualTo("text/plain");
    }

    @Test
    void scopesNarrowAToken() {
        createBucket("photos");
        var reader = as(ObjectServiceGrpc.newBlockingStub(channel), "APPAPPAPPAPPAPPAPPAP", "object:read|photos/*");
        assertRefused(
                Status.Code.NOT_FOUND,
                () -> reader.headObject(HeadObjectRequest.newBuilder()
                        .setBucketName("photos")
                        .setObjectKey("cat")
                        .build()));
        assertRefused(
                Status.Code.PERMISSION_DENIED,
                () -> reader.deleteObject(DeleteObjectRequest.newBuilder()
                        .setBucketName("photos")
                        .setObjectKey("cat")
                        .build()));
    }

    @Test
    void administrationNeedsARoleAndATokenWithoutScopes() {
        addApp("ADMINADMINADMINADMIN", AdminRole.SUPER_ADMIN);
        addApp("VIEWERVIEWERVIEWERVI", AdminRole.READ_ONLY_VIEWER);
        var admin = AdminServiceGrpc.newBlockingStub(channel);
        ListRegionsRequest look = ListRegionsRequest.getDefaultInstance();
        assertThat(as(admin, "ADMINADMINADMINADMIN").listRegions(look).getRegionsCount())
                .isOne();
        assertThat(as(admin, "VIEWERVIEWERVIEWERVI").listRegions(look).getRegionsCount())
                .isOne();
        assertRefused(Status.Code.PERMISSION_DENIED, () -> allowed(admin).listRegions(look));
        assertRefused(
                Status.Code.PERMISSION_DENIED,
                () -> as(admin, "ADMINADMINADMINADMIN", "*|*").listRegions(look));
        assertRefused(
                Status.Code.PERMISSION_DENIED,
                () -> as(admin, "VIEWERVIEWERVIEWERVI").createTenant(CreateTenantRequest.getDefaultInstance()));
        assertRefused(
                Status.Code.UNIMPLEMENTED,
                () -> as(admin, "ADMINADMINADMINADMIN").createTenant(CreateTenantRequest.getDefaultInstance()));
    }

    private void putPart(String upload, int number, byte[] bytes) throws Exception {
        PutObjectResponse answer = put(
                        bytes,
                        1 << 20,
                        ObjectMetadata.newBuilder()
                                .setBucketName("photos")
                                .setObjectKey("large")
                                .setUploadId(upload)
                                .setPartNumber(number))
                .get(30, TimeUnit.SECONDS);
        assertThat(answer.getEtag()).hasSize(32);
    }

    private CompletableFuture<PutObjectResponse> put(
            String bucket, String key, byte[] bytes, int chunk, @Nullable Long promised) {
        ObjectMetadata.Builder metadata = ObjectMetadata.newBuilder()
                .setBucketName(bucket)
                .setObjectKey(key)
                .setContentType("image/jpeg")
                .putUserMetadata("Mood", "lazy");
        if (promised != null) {
            metadata.setContentLength(promised);
        }
        return put(bytes, chunk, metadata);
    }

    private CompletableFuture<PutObjectResponse> put(byte[] bytes, int chunk, ObjectMetadata.Builder metadata) {
        CompletableFuture<PutObjectResponse> answer = new CompletableFuture<>();
        StreamObserver<PutObjectRequest> request = allowed(ObjectServiceGrpc.newStub(channel))
                .putObject(new StreamObserver<>() {
                    @Override
                    public void onNext(PutObjectResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answer.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {}
                });
        request.onNext(PutObjectRequest.newBuilder().setMetadata(metadata).build());
        for (int at = 0; at < bytes.length; at += chunk) {
            request.onNext(PutObjectRequest.newBuilder()
                    .setChunk(ByteString.copyFrom(bytes, at, Math.min(chunk, bytes.length - at)))
                    .build());
        }
        request.onCompleted();
        return answer;
    }

    private byte[] get(GetObjectRequest.Builder request) {
        Iterator<GetObjectResponse> answers =
                allowed(ObjectServiceGrpc.newBlockingStub(channel)).getObject(request.build());
        assertThat(answers.next().hasMetadata()).isTrue();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        answers.forEachRemaining(answer -> bytes.writeBytes(answer.getChunk().toByteArray()));
        return bytes.toByteArray();
    }
}
