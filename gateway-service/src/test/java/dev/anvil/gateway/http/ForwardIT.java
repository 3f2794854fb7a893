package dev.anvil.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.model.RegionName;
import java.io.EOFException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A gateway that passes requests for another region's bucket on to a gateway there. */
class ForwardIT {
    private static final RegionName THERE = new RegionName("us-test-2");
    private static final String SECRET = "--anvil.gateway.forward.secret=0123456789abcdef";
    private static final String KEY = "AKIAFORWARD";
    private static final String KEY_SECRET = "forward-secret";

    private static TestGateway here;
    private static TestGateway there;
    private static S3Client s3;
    private static Credential app;

    @BeforeAll
    static void start() {
        here = TestGateway.start(SECRET, "--anvil.gateway.forward.enabled=true");
        there = TestGateway.startIn(THERE, SECRET, "--anvil.gateway.forward.enabled=true");
        app = here.store().addApp(KEY, KEY_SECRET, "*|*");
        here.store().addBucket("faraway", app.tenant().id(), Map.of(), THERE);
        there.store().addBucket("faraway", app.tenant().id(), Map.of(), THERE);
        s3 = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + here.s3Port()))
                .region(Region.of(MemoryStore.REGION.value()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY_SECRET)))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    @AfterAll
    static void stop() {
        s3.close();
        here.close();
        there.close();
    }

    @BeforeEach
    void connect() {
        there.store().add(app);
        here.store().regions.put(THERE, "http://127.0.0.1:" + there.s3Port());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64 * 1024, (5 << 20) + 17})
    void bodiesComeThroughBothWays(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        String key = "sized/" + size;
        s3.putObject(
                b -> b.bucket("faraway").key(key).metadata(Map.of("colour", "blau-grün")),
                RequestBody.fromBytes(bytes));
        assertThat(Objects.requireNonNull(there.store().object("faraway", key)).bytes())
                .isEqualTo(bytes);
        assertThat(here.store().object("faraway", key)).isNull();
        var got = s3.getObjectAsBytes(b -> b.bucket("faraway").key(key));
        assertThat(got.asByteArray()).isEqualTo(bytes);
        assertThat(got.response().metadata()).containsKey("colour");
        assertThat(s3.headObject(b -> b.bucket("faraway").key(key)).contentLength())
                .isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a+b", "a%20b", "a//b", "üñí/☃/😀", "a?b#c", "a&b=c", "a/../b", "a*b(c)!"})
    void keysComeThroughAsTheyAre(String key) {
        s3.putObject(b -> b.bucket("faraway").key(key), RequestBody.fromString(key));
        assertThat(s3.getObjectAsBytes(b -> b.bucket("faraway").key(key)).asUtf8String())
                .isEqualTo(key);
        assertThat(s3.listObjectsV2(b -> b.bucket("faraway")).contents())
                .extracting(object -> object.key())
                .contains(key);
        s3.deleteObject(b -> b.bucket("faraway").key(key));
        assertThatThrownBy(() -> s3.getObjectAsBytes(b -> b.bucket("faraway").key(key)))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void aPresignedAddressOfThisRegionIsGoodForTheOthersBucket() throws Exception {
        s3.putObject(b -> b.bucket("faraway").key("shown"), RequestBody.fromString("look"));
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + here.s3Port()))
                .region(Region.of(MemoryStore.REGION.value()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY_SECRET)))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            URI url = presigner
                    .presignGetObject(b -> b.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(get -> get.bucket("faraway").key("shown")))
                    .url()
                    .toURI();
            try (HttpClient browser = HttpClient.newHttpClient()) {
                assertThat(browser.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                                .body())
                        .isEqualTo("look");
            }
        }
    }

    @Test
    void aBucketInFrontOfOurDomainIsFoundThere() throws Exception {
        String host = "faraway." + TestGateway.DOMAIN;
        try (RawClient client = new RawClient(here.s3Port(), "127.0.0.7")) {
            client.send(signed("PUT", host, "/hosted", "Content-Length: 2\r\n"));
            client.send("hi");
            assertThat(client.receive(false).status()).isEqualTo(200);
        }
        assertThat(Objects.requireNonNull(there.store().object("faraway", "hosted"))
                        .client())
                .isEqualTo("127.0.0.7");
    }

    @Test
    void whatTheOtherRegionRefusesCostsNoBody() throws Exception {
        there.store().forgetApps();
        long read = there.store().bodyBytesRead.get();
        try (RawClient client = new RawClient(here.s3Port())) {
            client.send(signed(
                    "PUT", "localhost", "/faraway/refused", "Content-Length: 50000000\r\nExpect: 100-continue\r\n"));
            RawClient.Response refused = client.receive(false);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("InvalidAccessKeyId");
        }
        assertThat(there.store().bodyBytesRead).hasValue(read);
    }

    @Test
    void aClientThatWaitsIsToldToGoOn() throws Exception {
        try (RawClient client = new RawClient(here.s3Port())) {
            client.send(signed("PUT", "localhost", "/faraway/waited", "Content-Length: 3\r\nExpect: 100-continue\r\n"));
            assertThat(client.receive(false).status()).isEqualTo(100);
            client.send("yes");
            assertThat(client.receive(false).status()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerThatBreaksOffThereBreaksOffHere() throws Exception {
        s3.putObject(b -> b.bucket("faraway").key("breaks"), RequestBody.fromBytes(new byte[1 << 20]));
        try (RawClient client = new RawClient(here.s3Port())) {
            client.send(signed("GET", "localhost", "/faraway/breaks", ""));
            assertThatThrownBy(() -> client.receive(false)).isInstanceOf(EOFException.class);
        }
    }

    /** Each of them takes the bucket for the other's. */
    @Test
    void nothingGoesRoundInCircles() {
        here.store().addBucket("circle", app.tenant().id(), Map.of(), THERE);
        there.store().addBucket("circle", app.tenant().id(), Map.of(), MemoryStore.REGION);
        there.store().regions.put(MemoryStore.REGION, "http://127.0.0.1:" + here.s3Port());
        s3.putObject(b -> b.bucket("circle").key("once"), RequestBody.fromString("round"));
        assertThat(there.store().object("circle", "once")).isNotNull();
        assertThat(here.store().object("circle", "once")).isNull();
    }

    @Test
    void aRegionThatIsGoneIsSaidToBe() {
        here.store().regions.put(THERE, "http://127.0.0.1:1");
        assertThatThrownBy(() -> s3.getObjectAsBytes(b -> b.bucket("faraway").key("any")))
                .isInstanceOfSatisfying(S3Exception.class, gone -> {
                    assertThat(gone.statusCode()).isEqualTo(503);
                    assertThat(gone.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
                });
    }

    @Test
    void onlyAGatewayMayPassOn() throws Exception {
        // Signed for the first region, sent straight to the second: with nothing, and with what a gateway would say but
        // for its seal.
        RawClient.Response straight = atTheOther(signed("GET", "localhost", "/faraway/x", ""));
        assertThat(straight.status()).isEqualTo(400);
        assertThat(straight.body()).contains("AuthorizationHeaderMalformed");
        for (String seal : new String[] {"", "x-anvil-forwarded-seal: 1.AAAA\r\n"}) {
            RawClient.Response pretended = atTheOther(signed(
                    "GET",
                    "localhost",
                    "/faraway/x",
                    "x-anvil-forwarded-region: eu-test-1\r\nx-anvil-forwarded-host: localhost\r\n" + seal));
            assertThat(pretended.status()).isEqualTo(403);
            assertThat(pretended.body()).contains("AccessDenied");
        }
    }

    private static RawClient.Response atTheOther(String request) throws Exception {
        try (RawClient client = new RawClient(there.s3Port())) {
            return client.exchange(request);
        }
    }

    private static String signed(String method, String host, String path, String more) {
        return RawClient.signed(method, host, path, KEY, KEY_SECRET, more);
    }
}
