package dev.anvil.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.api.v1.BucketServiceGrpc;
import dev.anvil.api.v1.ListBucketsRequest;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.http.RawClient.Response;
import dev.anvil.gateway.s3.xml.UrlEncoding;
import dev.anvil.model.TenantId;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door does byte for byte, where clients and proxies depend on it. */
class WireIT {
    private static final String KEY = "ANVILWIREACCESSKEY00";
    private static final String READER = "ANVILREADERACCESSKEY";
    private static final String SECRET = "secretsecretsecretsecretsecretsecret0000";
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        Credential app = gateway.store().addApp(KEY, SECRET, "*|*");
        gateway.store().addApp(READER, SECRET, "object:read|*");
        gateway.store().addBucket("photos", app.tenant().id());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void saysThatItIsThere() throws IOException {
        try (RawClient client = client()) {
            assertThat(client.exchange(get("/"))).satisfies(response -> {
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.header("Content-Type")).startsWith("text/plain");
            });
            assertThat(client.exchange(get("/ready")).body()).isEqualTo("{\"ready\":true,\"reasons\":[]}\n");
            assertThat(client.exchange("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theRootOfABucketsOwnHostIsTheBucket() throws IOException {
        try (RawClient client = client()) {
            Response listing = client.exchange("GET / HTTP/1.1\r\nHost: photos." + TestGateway.DOMAIN + "\r\n\r\n");
            assertThat(listing.status()).isEqualTo(403);
        }
    }

    @Test
    void thePathOfTheReadinessCheckIsNoBucket() throws IOException {
        try (RawClient client = client()) {
            Response refused = client.exchange(signed("PUT", "/ready", ""));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("<Code>InvalidBucketName</Code>")
                    .contains("/ready is the path of the readiness check");
        }
    }

    @Test
    void tellsErrorsInS3sDocument() throws IOException {
        try (RawClient client = client()) {
            Response response = client.exchange("DELETE /photos/a%20b HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(response.status()).isEqualTo(403);
            assertThat(response.header("Content-Type")).isEqualTo("application/xml");
            assertThat(response.body())
                    .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code>")
                    .contains("<Resource>/photos/a%20b</Resource>")
                    .contains("<RequestId>" + response.header("x-amz-request-id") + "</RequestId>")
                    .contains("<HostId>" + response.header("x-amz-id-2") + "</HostId>");
        }
    }

    @Test
    void headsTellErrorsWithoutADocument() throws IOException {
        try (RawClient client = client()) {
            Response missing = client.exchange(signed("HEAD", "/photos/nothing", ""));
            assertThat(missing.status()).isEqualTo(404);
            assertThat(client.exchange(get("/ready")).status()).isEqualTo(200);
        }
    }

    @Test
    void neverTellsWhatHappenedInside() throws IOException {
        try (RawClient client = client()) {
            Response response = client.exchange(signed("GET", "/photos/secret-failure", ""));
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.body()).contains("<Code>InternalError</Code>").doesNotContain("hunter2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /photos/k, 405, MethodNotAllowed",
        "GET, /Photos, 400, InvalidBucketName",
        "GET, /ab, 400, InvalidBucketName"
    })
    void refusesWhatS3DoesNotHave(String method, String path, int status, String code) throws IOException {
        try (RawClient client = client()) {
            Response response =
                    client.exchange(method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.body()).contains("<Code>" + code + "</Code>");
        }
    }

    @Test
    void refusesBeforeAWaitingClientHasSentItsBody() throws IOException {
        long before = gateway.store().bodyBytesRead.get();
        for (int port : ports()) {
            try (RawClient client = new RawClient(port)) {
                Response response = client.exchange(
                        signed(READER, "PUT", "/photos/k", "Content-Length: 300000000\r\nExpect: 100-continue\r\n"));
                assertThat(response.status()).isEqualTo(403);
                assertThat(response.reason()).isEqualTo("Forbidden");
                assertThat(response.body()).contains("<Code>AccessDenied</Code>");
                assertThat(response.header("Connection")).isEqualTo("close");
                assertThat(client.isEnded()).isTrue();
            }
        }
        assertThat(gateway.store().bodyBytesRead).hasValue(before);
    }

    @Test
    void refusesABigBodyWithoutReadingItToItsEnd() throws IOException {
        long before = gateway.store().bodyBytesRead.get();
        for (int port : ports()) {
            try (RawClient client = new RawClient(port)) {
                client.send(signed(READER, "PUT", "/photos/k", "Content-Length: 300000000\r\n"));
                int sent = sendUntilTheServerStops(client);
                assertThat(sent).isLessThan(300);
                Response response = client.receive(false);
                assertThat(response.status()).isEqualTo(403);
                assertThat(response.header("Connection")).isEqualTo("close");
            }
        }
        assertThat(gateway.store().bodyBytesRead).hasValue(before);
    }

    private static int sendUntilTheServerStops(RawClient client) {
        byte[] megabyte = new byte[1_000_000];
        for (int sent = 0; sent < 300; sent++) {
            try {
                client.send(megabyte);
            } catch (IOException e) {
                return sent;
            }
        }
        return 300;
    }

    @Test
    void keepsTheConnectionAfterASmallRefusal() throws IOException {
        for (int port : ports()) {
            try (RawClient client = new RawClient(port)) {
                Response refused =
                        client.exchange(signed(READER, "PUT", "/photos/k", "Content-Length: 5\r\n") + "hello");
                assertThat(refused.status()).isEqualTo(403);
                Response next = client.exchange(signed("PUT", "/photos/k", "Content-Length: 5\r\n") + "hello");
                assertThat(next.status()).isEqualTo(200);
                assertThat(next.header("ETag")).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
            }
        }
    }

    @Test
    void letsAWaitingClientGoOn() throws IOException {
        try (RawClient client = client()) {
            client.send(signed("PUT", "/photos/waiting", "Content-Length: 5\r\nExpect: 100-continue\r\n"));
            Response goOn = client.receive(false);
            assertThat(goOn.status()).isEqualTo(100);
            assertThat(goOn.reason())
                    .as("boto3 takes a status line without a reason for the end")
                    .isEqualTo("Continue");
            client.send("hello");
            assertThat(client.receive(false).status()).isEqualTo(200);
            assertThat(client.exchange(get("/ready")).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "", "something-else"})
    void ignoresExpectationsThatItDoesNotKnow(String expected) throws IOException {
        try (RawClient client = client()) {
            String put = signed("PUT", "/photos/expecting", "Content-Length: 5\r\nExpect: " + expected + "\r\n");
            assertThat(client.exchange(put + "hello").status()).isEqualTo(200);
            assertThat(client.exchange(get("/ready")).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "five"})
    void refusesALengthThatIsNone(String length) throws IOException {
        try (RawClient client = client()) {
            assertThat(client.exchange(signed("PUT", "/photos/k", "Content-Length: " + length + "\r\n"))
                            .status())
                    .isEqualTo(400);
        }
    }

    /** Nothing of these ever reaches a servlet. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /b/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /b/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /../../b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /b/\u00fc HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /b HTTP/1.1\r\n\r\n",
                "G(T /b HTTP/1.1\r\nHost: x\r\n\r\n",
                "PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
            })
    void whatTomcatRefusesIsADocumentToo(String request) throws IOException {
        try (RawClient client = client()) {
            Response response = client.exchange(request);
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.header("content-type")).startsWith("application/xml");
            assertThat(response.body())
                    .contains("<Code>BadRequest</Code>")
                    .contains("<RequestId>" + response.header("x-amz-request-id") + "</RequestId>");
        }
    }

    @Test
    void headsThatAreTooBigAreRefusedWithADocument() throws IOException {
        try (RawClient client = client()) {
            Response response =
                    client.exchange("GET /b HTTP/1.1\r\nHost: x\r\nX-Big: " + "a".repeat(40_000) + "\r\n\r\n");
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).contains("<Code>BadRequest</Code>");
        }
    }

    @Test
    void needsAContentLength() throws IOException {
        try (RawClient client = client()) {
            Response none = client.exchange(signed("PUT", "/photos/k", ""));
            assertThat(none.status()).isEqualTo(411);
            assertThat(none.body()).contains("<Code>MissingContentLength</Code>");
        }
    }

    @Test
    void anAnswerThatBreaksInTheMiddleBreaksTheConnection() throws IOException {
        try (RawClient client = client()) {
            byte[] body = new byte[2_000_000];
            client.send(signed("PUT", "/photos/breaks", "Content-Length: " + body.length + "\r\n"));
            client.send(body);
            assertThat(client.receive(false).status()).isEqualTo(200);
        }
        for (int port : ports()) {
            try (RawClient client = new RawClient(port)) {
                assertThatThrownBy(() -> client.exchange(signed("GET", "/photos/breaks", "")))
                        .isInstanceOfAny(EOFException.class, SocketException.class);
            }
        }
    }

    @Test
    void anObjectThatCannotBeReadIsAnErrorAndNotAnEmptyAnswer() throws IOException {
        for (int port : ports()) {
            try (RawClient client = new RawClient(port)) {
                String put = signed("PUT", "/photos/unreadable", "Content-Length: 5\r\nContent-Type: text/x\r\n");
                assertThat(client.exchange(put + "hello").status()).isEqualTo(200);
                Response response = client.exchange(signed("GET", "/photos/unreadable", ""));
                assertThat(response.status()).isEqualTo(503);
                assertThat(response.header("Content-Type")).isEqualTo("application/xml");
                assertThat(response.header("x-amz-request-id")).isNotEmpty();
                assertThat(response.body())
                        .contains("<Code>ServiceUnavailable</Code>", "Too few of the drives", "</Error>")
                        .doesNotContain("3 are left");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/photos/a//b",
                "/photos//a",
                "/photos/a/",
                "/photos/a%2Fb",
                "/photos/a%2F%2Fb",
                "/photos/a+b",
                "/photos/a;b",
                "/photos/a:b@c",
                "/photos/a/../b",
                "/photos/%5C",
                "/photos/a%25b",
                "/photos/x%20",
                "/photos/%E2%98%83",
                "/photos/~a!b*c'(d)"
            })
    void keepsKeysExactly(String path) throws IOException {
        String key = URLDecoder.decode(path.substring("/photos/".length()).replace("+", "%2B"), StandardCharsets.UTF_8);
        String canonical = "/photos/" + UrlEncoding.keepingSlashes(key);
        String request =
                signed("PUT", canonical, "Content-Length: 1\r\n").replaceFirst(" \\S+ HTTP", " " + path + " HTTP");
        try (RawClient client = client()) {
            assertThat(client.exchange(request + "x").status()).isEqualTo(200);
            assertThat(gateway.store().object("photos", key)).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/photos/%zz", "/photos/%ff", "/photos/%", "/photos/k?a=%zz"})
    void refusesPathsThatAreNotUtf8(String path) throws IOException {
        try (RawClient client = client()) {
            assertThat(client.exchange(get(path)).status()).isEqualTo(400);
        }
    }

    @Test
    void takesTheBucketFromTheHost() throws IOException {
        try (RawClient client = client()) {
            String host = "photos." + TestGateway.DOMAIN + ":" + gateway.s3Port();
            String put = RawClient.signed("PUT", host, "//by/host", KEY, SECRET, "Content-Length: 1\r\n");
            assertThat(client.exchange(put + "x").status()).isEqualTo(200);
            assertThat(gateway.store().object("photos", "/by/host")).isNotNull();
            String elsewhere = "nowhere." + TestGateway.DOMAIN;
            assertThat(client.exchange(RawClient.signed("GET", elsewhere, "/k", KEY, SECRET, ""))
                            .body())
                    .contains("<Code>NoSuchBucket</Code>");
        }
    }

    @Test
    void givesHeadersBackAsTheyWereSent() throws IOException {
        String type = "text/plain; charset=UTF-8; x=\"y z\"";
        String head = signed("PUT", "/photos/headers", "Content-Length: 1\r\nContent-Type: " + type + "\r\n");
        try (RawClient client = client()) {
            assertThat(client.exchange(head + "x").status()).isEqualTo(200);
            assertThat(client.exchange(signed("GET", "/photos/headers", "")).header("Content-Type"))
                    .isEqualTo(type);
        }
    }

    @Test
    void answersBrowsers() throws IOException {
        gateway.store()
                .addBucket(
                        "pages",
                        TenantId.create(),
                        Map.of(
                                "cors",
                                "<CORSConfiguration><CORSRule><AllowedOrigin>http://*.example</AllowedOrigin>"
                                        + "<AllowedMethod>PUT</AllowedMethod></CORSRule></CORSConfiguration>"));
        String origin = "Host: x\r\nOrigin: http://a.example\r\n";
        String method = "Access-Control-Request-Method: PUT\r\n";
        try (RawClient client = client()) {
            Response preflight =
                    client.exchange("OPTIONS /pages/k?X-Amz-Signature=0 HTTP/1.1\r\n" + origin + method + "\r\n");
            assertThat(preflight.status()).isEqualTo(200);
            assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("http://a.example");
            Response refused = client.exchange("PUT /pages/k HTTP/1.1\r\nContent-Length: 0\r\n" + origin + "\r\n");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("http://a.example");
            assertThat(client.exchange("OPTIONS /photos HTTP/1.1\r\n" + origin + method + "\r\n")
                            .body())
                    .contains("<Code>AccessForbidden</Code>", "CORS is not enabled");
        }
        for (String incomplete : List.of(origin, "Host: x\r\n" + method)) {
            try (RawClient client = client()) {
                assertThat(client.exchange("OPTIONS /pages/k HTTP/1.1\r\n" + incomplete + "\r\n")
                                .status())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void knowsTheClientBehindTheCommonPort() throws IOException {
        for (int port : ports()) {
            try (RawClient client = new RawClient(port, "127.0.0.7")) {
                assertThat(client.exchange(signed("PUT", "/photos/from", "Content-Length: 1\r\n") + "x")
                                .status())
                        .isEqualTo(200);
                assertThat(Objects.requireNonNull(gateway.store().object("photos", "from"))
                                .client())
                        .isEqualTo("127.0.0.7");
            }
        }
    }

    @Test
    void servesGrpcOnTheCommonPort() throws Exception {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", gateway.apiPort())
                .usePlaintext()
                .maxInboundMessageSize(8 << 20)
                .build();
        try {
            String long5MiB = "x".repeat(5 << 20);
            assertThat(BucketServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(20, TimeUnit.SECONDS)
                            .listBuckets(ListBucketsRequest.newBuilder()
                                    .setPageToken(long5MiB)
                                    .build())
                            .getNextPageToken())
                    .isEqualTo(long5MiB);
        } finally {
            channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void manyConnectionsShareTheCommonPort() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                clients.add(new RawClient(gateway.apiPort()));
            }
            for (RawClient client : clients) {
                // In pieces, so that the first four bytes do not come at once.
                client.send("GE");
                client.send("T /ready HT");
                client.send("TP/1.1\r\nHost: x\r\n\r\n");
            }
            for (RawClient client : clients) {
                assertThat(client.receive(false).status()).isEqualTo(200);
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void measuresRequests() throws Exception {
        try (RawClient client = client()) {
            client.exchange(signed("GET", "/photos/nothing", ""));
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            String metrics = http.send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://127.0.0.1:" + gateway.managementPort() + "/actuator/prometheus"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(metrics)
                    .contains(
                            "anvil_s3_requests_seconds_count{code=\"NoSuchKey\",operation=\"GetObject\",status=\"404\"}");
        }
    }

    private static int[] ports() {
        return new int[] {gateway.s3Port(), gateway.apiPort()};
    }

    private static RawClient client() throws IOException {
        return new RawClient(gateway.s3Port());
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    private static String signed(String method, String path, String headers) {
        return signed(KEY, method, path, headers);
    }

    private static String signed(String key, String method, String path, String headers) {
        return RawClient.signed(method, "127.0.0.1", path, key, SECRET, headers);
    }
}
