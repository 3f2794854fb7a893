package dev.anvil.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.catalogue.Credential;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The door as the AWS SDK for Java with its default settings sees it. */
class SdkIT {
    private static final String KEY = "ANVILTESTACCESSKEY00";
    private static final String SECRET = "secretsecretsecretsecretsecretsecret0000";
    private static TestGateway gateway;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        Credential app = gateway.store().addApp(KEY, SECRET, "*|*");
        gateway.store().addBucket("photos", app.tenant().id());
        s3 = client(gateway.s3Port(), SECRET, "eu-test-1");
    }

    @AfterAll
    static void stop() {
        s3.close();
        gateway.close();
    }

    @Test
    void createsAndListsBuckets() {
        s3.createBucket(request -> request.bucket("made-by-sdk"));
        assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).contains("made-by-sdk", "photos");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 64 * 1024, 1 << 20, (3 << 20) + 17})
    void putsAndGetsWithDefaultChecksums(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        s3.putObject(
                request -> request.bucket("photos").key("sized/" + size).metadata(Map.of("colour", "blue")),
                RequestBody.fromBytes(bytes));
        ResponseBytes<GetObjectResponse> got =
                s3.getObjectAsBytes(request -> request.bucket("photos").key("sized/" + size));
        assertThat(got.asByteArray()).isEqualTo(bytes);
        assertThat(got.response().metadata()).containsEntry("colour", "blue");
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "SHA1", "SHA256"})
    void takesChecksumsOfEveryKindThatTheSdkHas(ChecksumAlgorithm algorithm) {
        byte[] bytes = new byte[2 << 20];
        new Random(1).nextBytes(bytes);
        s3.putObject(
                request -> request.bucket("photos").key("checked").checksumAlgorithm(algorithm),
                RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes), bytes.length, "image/png"));
        assertThat(Objects.requireNonNull(gateway.store().object("photos", "checked"))
                        .bytes())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a+b",
                "a%b",
                "a%20b",
                "a//b",
                "/leading",
                "trailing/",
                "üñí/☃/😀",
                "a;b=c",
                "a?b#c",
                "a&b=c",
                "'quoted'",
                "a*b(c)!",
                "a\\b",
                "..a/..b",
                "./dot",
                "tilde~",
                "new\nline",
                "a:b@c,d$e",
                "[x]{y}|^`"
            })
    void keepsKeysExactly(String key) {
        s3.putObject(request -> request.bucket("photos").key(key), RequestBody.fromString(key));
        assertThat(gateway.store().object("photos", key)).isNotNull();
        assertThat(s3.getObjectAsBytes(request -> request.bucket("photos").key(key))
                        .asUtf8String())
                .isEqualTo(key);
        s3.deleteObject(request -> request.bucket("photos").key(key));
    }

    @Test
    void presignsGetsAndPuts() throws Exception {
        try (S3Presigner presigner = S3Presigner.builder()
                        .endpointOverride(URI.create("http://127.0.0.1:" + gateway.s3Port()))
                        .region(Region.of("eu-test-1"))
                        .credentialsProvider(credentials(SECRET))
                        .serviceConfiguration(S3Configuration.builder()
                                .pathStyleAccessEnabled(true)
                                .build())
                        .build();
                HttpClient http = HttpClient.newHttpClient()) {
            URI put = presigner
                    .presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(
                                    request -> request.bucket("photos").key("pre signed+1")))
                    .url()
                    .toURI();
            HttpResponse<String> stored = http.send(
                    HttpRequest.newBuilder(put)
                            .PUT(HttpRequest.BodyPublishers.ofString("hello"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
            URI get = presigner
                    .presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(
                                    request -> request.bucket("photos").key("pre signed+1")))
                    .url()
                    .toURI();
            HttpResponse<String> got =
                    http.send(HttpRequest.newBuilder(get).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(got.body()).isEqualTo("hello");
            HttpResponse<String> tampered = http.send(
                    HttpRequest.newBuilder(URI.create(get.toString().replace("pre%20signed", "pre%20sign")))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(tampered.statusCode()).isEqualTo(403);
            assertThat(tampered.body()).contains("<Code>SignatureDoesNotMatch</Code>");
        }
    }

    @Test
    void worksOnTheCommonPortToo() {
        try (S3Client common = client(gateway.apiPort(), SECRET, "eu-test-1")) {
            byte[] bytes = new byte[5 << 20];
            new Random(5).nextBytes(bytes);
            common.putObject(request -> request.bucket("photos").key("common"), RequestBody.fromBytes(bytes));
            assertThat(common.getObjectAsBytes(
                                    request -> request.bucket("photos").key("common"))
                            .asByteArray())
                    .isEqualTo(bytes);
        }
    }

    @Test
    void refusesAWrongSecret() {
        try (S3Client wrong = client(gateway.s3Port(), "x".repeat(40), "eu-test-1")) {
            assertRefused(() -> wrong.listBuckets(), 403, "SignatureDoesNotMatch");
        }
    }

    @Test
    void refusesAWrongRegionAndNamesTheRightOne() {
        try (S3Client wrong = client(gateway.s3Port(), SECRET, "us-west-2")) {
            assertThatThrownBy(() -> wrong.listBuckets()).isInstanceOfSatisfying(S3Exception.class, refused -> {
                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AuthorizationHeaderMalformed");
                assertThat(refused.awsErrorDetails().errorMessage()).contains("expecting 'eu-test-1'");
            });
        }
    }

    @Test
    void tellsWhatIsMissing() {
        assertRefused(() -> s3.headBucket(request -> request.bucket("nowhere")), 404, null);
        assertRefused(() -> s3.listObjectsV2(request -> request.bucket("nowhere")), 404, "NoSuchBucket");
        assertThatThrownBy(
                        () -> s3.getObject(request -> request.bucket("photos").key("nothing")))
                .isInstanceOf(NoSuchKeyException.class);
        assertRefused(() -> s3.getBucketWebsite(request -> request.bucket("photos")), 501, "NotImplemented");
    }

    @Test
    void tenantsNeverSeeEachOther() {
        Credential other = gateway.store().addApp("ANVILOTHERACCESSKEY0", SECRET, "*|*");
        gateway.store().addBucket("others", other.tenant().id());
        assertRefused(() -> s3.listObjectsV2(request -> request.bucket("others")), 403, "AccessDenied");
        assertRefused(
                () -> s3.putObject(request -> request.bucket("others").key("k"), RequestBody.fromString("x")),
                403,
                "AccessDenied");
    }

    private static void assertRefused(Runnable call, int status, @Nullable String code) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(refused.requestId()).isNotBlank();
            if (code != null) {
                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
            }
        });
    }

    private static S3Client client(int port, String secret, String region) {
        return builder(port, secret, region).build();
    }

    private static S3ClientBuilder builder(int port, String secret, String region) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.of(region))
                .forcePathStyle(true)
                .credentialsProvider(credentials(secret));
    }

    private static StaticCredentialsProvider credentials(String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, secret));
    }
}
