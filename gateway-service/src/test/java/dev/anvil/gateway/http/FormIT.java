package dev.anvil.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.http.RawClient.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Uploads as browsers send them. */
class FormIT {
    private static final String KEY = "ANVILFORMACCESSKEY00";
    private static final String SECRET = "secretsecretsecretsecretsecretsecret0000";
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        Credential app = gateway.store().addApp(KEY, SECRET, "object:write|forms/foo*");
        gateway.store().addBucket("forms", app.tenant().id());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void storesTheFileOfAForm() throws IOException {
        String file = "f".repeat(3 << 20);
        Response response = post(signed(Map.of("key", "foo/${filename}", "x-amz-meta-colour", "blue")), file);
        assertThat(response.status()).as(response.body()).isEqualTo(204);
        MemoryStore.Stored stored = Objects.requireNonNull(gateway.store().object("forms", "foo/a.txt"));
        assertThat(new String(stored.bytes(), StandardCharsets.US_ASCII)).isEqualTo(file);
        assertThat(stored.metadata()).containsEntry("colour", "blue");
        assertThat(response.header("ETag")).isEqualTo(stored.digests().md5().quoted());
    }

    @Test
    void answersAsTheFormAsks() throws IOException {
        Response document = post(signed(Map.of("key", "foo&bar", "success_action_status", "201")), "x");
        assertThat(document.status()).isEqualTo(201);
        assertThat(document.body()).contains("<PostResponse>", "<Bucket>forms</Bucket>", "<Key>foo&amp;bar</Key>");
        Response page =
                post(signed(Map.of("key", "foo bar", "success_action_redirect", "http://example.org/done")), "x");
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.header("Location"))
                .isEqualTo(
                        "http://example.org/done?bucket=forms&key=foo%20bar&etag=%229dd4e461268c8034f5c8564e155c67a6%22");
    }

    @Test
    void refusesFormsThatNobodyMayUse() throws IOException {
        assertRefused(Map.of("key", "foo"), "x", 403, "AccessDenied");
        assertRefused(signed(Map.of("key", "other")), "x", 403, "AccessDenied");
        Map<String, String> tampered = signed(Map.of("key", "foo"));
        tampered.put("policy", tampered.get("policy") + "IA==");
        assertRefused(tampered, "x", 403, "SignatureDoesNotMatch");
        Map<String, String> stranger = signed(Map.of("key", "foo"));
        stranger.put("AWSAccessKeyId", "ANVILNOBODY");
        assertRefused(stranger, "x", 403, "InvalidAccessKeyId");
        Map<String, String> unsigned = signed(Map.of("key", "foo"));
        unsigned.remove("signature");
        assertRefused(unsigned, "x", 400, "InvalidArgument");
    }

    @Test
    void refusesFilesThatAreTooLongOrWrong() throws IOException {
        assertRefused(signed(Map.of("key", "foo-long")), "f".repeat((4 << 20) + 1), 400, "EntityTooLarge");
        assertRefused(signed(Map.of("key", "foo-empty")), "", 400, "EntityTooSmall");
        assertRefused(signed(Map.of("key", "foo-wrong", "x-amz-checksum-crc32", "AAAAAA==")), "x", 400, "BadDigest");
        for (String key : new String[] {"foo-long", "foo-empty", "foo-wrong"}) {
            assertThat(gateway.store().object("forms", key)).isNull();
        }
    }

    private static void assertRefused(Map<String, String> fields, String file, int status, String code)
            throws IOException {
        Response response = post(fields, file);
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("<Code>" + code + "</Code>");
    }

    private static Map<String, String> signed(Map<String, String> fields) {
        StringBuilder policy = new StringBuilder("{\"expiration\":\"")
                .append(Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS))
                .append("\",\"conditions\":[{\"bucket\":\"forms\"},[\"content-length-range\",1,4194304]");
        fields.keySet()
                .forEach(name ->
                        policy.append(",[\"starts-with\",\"$").append(name).append("\",\"\"]"));
        String encoded = Base64.getEncoder()
                .encodeToString(policy.append("]}").toString().getBytes(StandardCharsets.UTF_8));
        Map<String, String> signed = new LinkedHashMap<>(fields);
        signed.put("AWSAccessKeyId", KEY);
        signed.put("policy", encoded);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            signed.put(
                    "signature",
                    Base64.getEncoder().encodeToString(mac.doFinal(encoded.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return signed;
    }

    private static Response post(Map<String, String> fields, String file) throws IOException {
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--bound\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        body.append("--bound\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n")
                .append(file)
                .append("\r\n--bound--\r\n");
        try (RawClient client = new RawClient(gateway.s3Port())) {
            client.send(
                    "POST /forms HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=bound\r\nContent-Length: "
                            + body.length() + "\r\n\r\n");
            client.send(body.toString());
            return client.receive(false);
        }
    }
}
