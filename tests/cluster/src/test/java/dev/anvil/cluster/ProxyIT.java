package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import dev.anvil.api.v1.AuthServiceGrpc;
import dev.anvil.api.v1.GetAccessTokenRequest;
import dev.anvil.api.v1.GetObjectRequest;
import dev.anvil.api.v1.GetObjectResponse;
import dev.anvil.api.v1.ObjectMetadata;
import dev.anvil.api.v1.ObjectServiceGrpc;
import dev.anvil.api.v1.PutObjectRequest;
import dev.anvil.api.v1.PutObjectResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The files of {@code deploy/proxy} in front of two gateways, by the proxies of this machine. */
@EnabledIfSystemProperty(named = "anvil.campaigns", matches = "true")
class ProxyIT {
    /** A property makes it the 2 GB that the files promise: {@code -Danvil.proxy.upload-megabytes=2048}. */
    private static final long UPLOAD_BYTES = Long.getLong("anvil.proxy.upload-megabytes", 200) << 20;

    private static final int CHUNK = 1 << 20;

    @TempDir
    static Path folder;

    private static SeparateProcesses suite;
    private static TestCertificate certificate;

    @BeforeAll
    static void start() {
        assumeTrue(Tool.isInstalled("openssl"), "openssl is not installed, which makes the proxies' certificate");
        assumeTrue(
                Stream.of(ProxyKind.values()).anyMatch(ProxyKind::isInstalled),
                "neither nginx nor Caddy nor HAProxy is installed");
        suite = SeparateProcesses.start(
                folder.resolve("suite"), Map.of("ANVIL_RECLAIM_DELAY", "1s", "ANVIL_DRAIN_DELAY", "2s"));
        suite.startSecondGateway();
        certificate = TestCertificate.make(folder.resolve("tls"));
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            suite.close();
        }
    }

    private static BehindProxy proxy(ProxyKind kind) throws IOException {
        Assumptions.assumeTrue(kind.isInstalled(), kind + " is not installed");
        return BehindProxy.start(kind, Files.createTempDirectory(folder, kind.name()), suite, certificate);
    }

    @ParameterizedTest
    @EnumSource
    void signaturesHoldForOddKeysAndForEverythingThatProgramsDo(ProxyKind kind) throws Exception {
        try (BehindProxy proxy = proxy(kind)) {
            SdkRoad road = new SdkRoad(proxy);
            road.oddKeysAreKeptAsTheyAre();
            road.partsBecomeOneObject();
            // Caddy writes the names of headers its own way, and SDKs show names of metadata as they come by HTTP/1.1.
            if (kind != ProxyKind.CADDY) {
                road.putsAndGetsComeBackAsTheyWere();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void presignedUrlsWorkByHttp2(ProxyKind kind) throws Exception {
        try (BehindProxy proxy = proxy(kind);
                S3Client s3 = proxy.client();
                S3Presigner presigner = proxy.presigner();
                HttpClient http = HttpClient.newBuilder()
                        .sslContext(certificate.context())
                        .version(HttpClient.Version.HTTP_2)
                        .build()) {
            String bucket = bucket(kind, "http2");
            s3.createBucket(b -> b.bucket(bucket));
            URI put = presigner
                    .presignPutObject(b -> b.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(p -> p.bucket(bucket).key("a//b +%☃")))
                    .url()
                    .toURI();
            HttpResponse<String> stored = http.send(
                    HttpRequest.newBuilder(put)
                            .PUT(HttpRequest.BodyPublishers.ofString("by the new protocol"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(stored.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
            assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("a//b +%☃"))
                            .asUtf8String())
                    .isEqualTo("by the new protocol");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLargeObjectStreamsThroughInBothDirections(ProxyKind kind) throws Exception {
        Path file = SomeBytes.file(folder.resolve("large"), 11, UPLOAD_BYTES);
        try (BehindProxy proxy = proxy(kind);
                S3Client s3 = proxy.client()) {
            String bucket = bucket(kind, "large");
            s3.createBucket(b -> b.bucket(bucket));
            s3.putObject(b -> b.bucket(bucket).key("one"), RequestBody.fromFile(file));
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in =
                    new DigestInputStream(s3.getObject(b -> b.bucket(bucket).key("one")), digest)) {
                assertThat(in.transferTo(java.io.OutputStream.nullOutputStream()))
                        .isEqualTo(UPLOAD_BYTES);
            }
            assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(SomeBytes.sha256(file));
            s3.deleteObject(b -> b.bucket(bucket).key("one"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void grpcPassesUnderTheSameName(ProxyKind kind) throws Exception {
        try (BehindProxy proxy = proxy(kind);
                S3Client s3 = proxy.client()) {
            String bucket = bucket(kind, "grpc");
            s3.createBucket(b -> b.bucket(bucket));
            ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", proxy.port())
                    .sslContext(GrpcSslContexts.forClient()
                            .trustManager(certificate.certificate().toFile())
                            .build())
                    .build();
            try {
                byte[] bytes = SomeBytes.of(7, 20 * CHUNK + 3);
                put(channel, bucket, bytes);
                assertThat(get(channel, bucket)).isEqualTo(bytes);
                assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("streamed"))
                                .asByteArray())
                        .isEqualTo(bytes);
                assertThat(byCommand(proxy, "object", "head", bucket + "/streamed", "--json"))
                        .contains(Integer.toString(bytes.length));
            } finally {
                channel.shutdownNow();
            }
        }
    }

    private static void put(ManagedChannel channel, String bucket, byte[] bytes) throws Exception {
        BlockingClientCall<PutObjectRequest, PutObjectResponse> call =
                objects(channel).putObject();
        call.write(PutObjectRequest.newBuilder()
                .setMetadata(ObjectMetadata.newBuilder().setBucketName(bucket).setObjectKey("streamed"))
                .build());
        for (int from = 0; from < bytes.length; from += CHUNK) {
            int length = Math.min(CHUNK, bytes.length - from);
            call.write(PutObjectRequest.newBuilder()
                    .setChunk(ByteString.copyFrom(bytes, from, length))
                    .build());
        }
        call.halfClose();
        assertThat(call.read(1, TimeUnit.MINUTES)).isNotNull();
    }

    /** By our own command, which trusts the proxy's certificate because it is told to. */
    private static String byCommand(BehindProxy proxy, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Repository.anvil()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--ca-file", certificate.certificate().toString()));
        Map<String, String> environment = Map.of(
                "ANVIL_ENDPOINT",
                proxy.apiEndpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                proxy.keys().id(),
                "AWS_SECRET_ACCESS_KEY",
                proxy.keys().secret());
        return new Tool(folder, environment).run(command).succeeded().output();
    }

    private static byte[] get(ManagedChannel channel, String bucket) throws Exception {
        BlockingClientCall<?, GetObjectResponse> call = objects(channel)
                .getObject(GetObjectRequest.newBuilder()
                        .setBucketName(bucket)
                        .setObjectKey("streamed")
                        .build());
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        while (call.hasNext()) {
            call.read(1, TimeUnit.MINUTES).getChunk().writeTo(got);
        }
        return got.toByteArray();
    }

    private static ObjectServiceGrpc.ObjectServiceBlockingV2Stub objects(ManagedChannel channel) {
        String token = AuthServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .getAccessToken(GetAccessTokenRequest.newBuilder()
                        .setClientId(suite.keys().id())
                        .setClientSecret(suite.keys().secret())
                        .build())
                .getAccessToken();
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return ObjectServiceGrpc.newBlockingV2Stub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /**
     * All proxies at once, since it takes a gateway long to come back. While one drains, reads are not even repeated by the
     * client; everything else is repeated as every SDK does by default. It takes a minute and a machine that is not busy with other
     * things, so it runs when it is asked for: {@code -Danvil.proxy.leaving=true}.
     */
    @Test
    @EnabledIfSystemProperty(named = "anvil.proxy.leaving", matches = "true")
    void aGatewayThatDrainsOrDiesCostsNobodyAnything() throws Exception {
        List<BehindProxy> proxies = new ArrayList<>();
        List<S3Client> patient = new ArrayList<>();
        List<S3Client> strict = new ArrayList<>();
        List<String> buckets = new ArrayList<>();
        try {
            for (ProxyKind kind : ProxyKind.values()) {
                if (kind.isInstalled()) {
                    BehindProxy proxy = proxy(kind);
                    proxies.add(proxy);
                    patient.add(proxy.client());
                    strict.add(proxy.clientWithoutRetries());
                    buckets.add(bucketWithOneObject(patient.getLast(), kind, "leaving"));
                }
            }
            AtomicBoolean killing = new AtomicBoolean();
            try (ClientLoad load = ClientLoad.start(2 * proxies.size(), (client, round) -> {
                int proxy = client % proxies.size();
                read((killing.get() ? patient : strict).get(proxy), buckets.get(proxy));
                write(patient.get(proxy), buckets.get(proxy), client, round);
            })) {
                load.awaitRounds(20);
                ProcessHandle draining = suite.process("gateway-2");
                draining.destroy();
                draining.onExit().get(1, TimeUnit.MINUTES);
                load.awaitRounds(40);
                assertThat(load.failures()).as("while one drained").isEmpty();
                suite.startSecondGateway();
                load.awaitRounds(40);
                assertThat(load.failures()).as("while one came back").isEmpty();
                killing.set(true);
                load.awaitRounds(20);
                ProcessHandle dying = suite.process("gateway-2");
                dying.destroyForcibly();
                dying.onExit().get(1, TimeUnit.MINUTES);
                load.awaitRounds(100);
                assertThat(load.failures())
                        .as(() -> "while one died; proxies said:\n"
                                + proxies.stream().map(BehindProxy::said).collect(Collectors.joining("\n")))
                        .isEmpty();
            } finally {
                suite.startSecondGateway();
            }
        } finally {
            patient.forEach(S3Client::close);
            strict.forEach(S3Client::close);
            proxies.forEach(BehindProxy::close);
        }
    }

    private static String bucketWithOneObject(S3Client s3, ProxyKind kind, String what) {
        String bucket = bucket(kind, what);
        s3.createBucket(b -> b.bucket(bucket));
        s3.putObject(b -> b.bucket(bucket).key("read"), RequestBody.fromBytes(SomeBytes.of(3, 100_000)));
        return bucket;
    }

    private static void read(S3Client s3, String bucket) {
        assertThat(s3.headObject(b -> b.bucket(bucket).key("read")).contentLength())
                .isEqualTo(100_000);
        assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("read")).asByteArray())
                .hasSize(100_000);
    }

    private static void write(S3Client s3, String bucket, int client, int round) {
        List.of("written-" + client + "-" + round).forEach(key -> {
            s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(key));
            s3.deleteObject(b -> b.bucket(bucket).key(key));
        });
    }

    private static String bucket(ProxyKind kind, String what) {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + what;
    }
}
