package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What is refused, and the words that it is refused with. */
final class Refusals {
    private static final Pattern JSON_FIELD = Pattern.compile("\"(clientId|clientSecret)\"\\s*:\\s*\"([^\"]+)\"");

    private final Suite suite;

    Refusals(Suite suite) {
        this.suite = suite;
    }

    void all() throws Exception {
        try (S3Client s3 = suite.client()) {
            s3.createBucket(b -> b.bucket("guarded"));
            s3.putObject(b -> b.bucket("guarded").key("k"), RequestBody.fromString("ours"));
            try {
                wrongKeysAndRegions();
                unknownThings(s3);
                foreignTenants();
                expiredAndTamperedUrls();
                largePutsAreRefusedBeforeTheirBody();
            } finally {
                SdkRoad.deleteAll(s3, "guarded");
                s3.deleteBucket(b -> b.bucket("guarded"));
            }
        }
    }

    private void wrongKeysAndRegions() {
        try (S3Client wrong =
                suite.client(suite.s3Endpoint(), new Suite.Keys(suite.keys().id(), "not-the-secret"), suite.region())) {
            refused(() -> wrong.listBuckets(), 403, "SignatureDoesNotMatch");
        }
        try (S3Client unknown =
                suite.client(suite.s3Endpoint(), new Suite.Keys("AKIANOBODYKNOWSTHIS0", "secret"), suite.region())) {
            refused(() -> unknown.listBuckets(), 403, "InvalidAccessKeyId");
        }
        try (S3Client elsewhere = suite.client(suite.s3Endpoint(), suite.keys(), "mars-north-1")) {
            refused(() -> elsewhere.listObjectsV2(b -> b.bucket("guarded")), 400, "AuthorizationHeaderMalformed");
        }
    }

    private void unknownThings(S3Client s3) {
        refused(() -> s3.listObjectsV2(b -> b.bucket("nobody-made-this")), 404, "NoSuchBucket");
        refused(() -> s3.getObject(b -> b.bucket("guarded").key("absent")), 404, "NoSuchKey");
        refused(() -> s3.createBucket(b -> b.bucket("not-a-name-s3alias")), 400, "InvalidBucketName");
    }

    private void foreignTenants() {
        Suite.Keys foreign = foreignKeys();
        try (S3Client other = suite.client(suite.s3Endpoint(), foreign, suite.region())) {
            assertThat(other.listBuckets().buckets()).isEmpty();
            refused(() -> other.getObject(b -> b.bucket("guarded").key("k")), 403, "AccessDenied");
            refused(() -> other.listObjectsV2(b -> b.bucket("guarded")), 403, "AccessDenied");
            refused(
                    () -> other.putObject(b -> b.bucket("guarded").key("k"), RequestBody.fromString("theirs")),
                    403,
                    "AccessDenied");
            refused(() -> other.createBucket(b -> b.bucket("guarded")), 409, "BucketAlreadyExists");
        }
    }

    private void expiredAndTamperedUrls() throws Exception {
        try (S3Presigner presigner = suite.presigner();
                HttpClient http = HttpClient.newHttpClient()) {
            URI brief = presigner
                    .presignGetObject(b -> b.signatureDuration(Duration.ofSeconds(1))
                            .getObjectRequest(p -> p.bucket("guarded").key("k")))
                    .url()
                    .toURI();
            HttpResponse<String> answer;
            do {
                answer = http.send(HttpRequest.newBuilder(brief).build(), HttpResponse.BodyHandlers.ofString());
            } while (answer.statusCode() == 200);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("<Code>AccessDenied</Code>").contains("expired");

            URI put = presigner
                    .presignPutObject(b -> b.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(p -> p.bucket("guarded").key("k")))
                    .url()
                    .toURI();
            answer = http.send(
                    HttpRequest.newBuilder(URI.create(put.toString().replace("guarded/k", "guarded/other")))
                            .PUT(HttpRequest.BodyPublishers.ofString("x"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
            answer = http.send(
                    HttpRequest.newBuilder(put)
                            .header("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==")
                            .PUT(HttpRequest.BodyPublishers.ofString("tampered on its way"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("<Code>BadDigest</Code>");
        }
    }

    /** Announces 300 MB and waits: the answer must come although not one byte of the body was sent. */
    private void largePutsAreRefusedBeforeTheirBody() throws IOException {
        Suite.Keys foreign = foreignKeys();
        try (S3Presigner presigner = software.amazon.awssdk.services.s3.presigner.S3Presigner.builder()
                        .endpointOverride(suite.s3Endpoint())
                        .region(software.amazon.awssdk.regions.Region.of(suite.region()))
                        .credentialsProvider(foreign.provider())
                        .serviceConfiguration(software.amazon.awssdk.services.s3.S3Configuration.builder()
                                .pathStyleAccessEnabled(true)
                                .build())
                        .build();
                Socket socket = new Socket(
                        suite.s3Endpoint().getHost(), suite.s3Endpoint().getPort())) {
            URI put = URI.create(presigner
                    .presignPutObject(b -> b.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(p -> p.bucket("guarded").key("big")))
                    .url()
                    .toString());
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + put.getRawPath() + "?" + put.getRawQuery() + " HTTP/1.1\r\nHost: " + put.getAuthority()
                            + "\r\nContent-Length: 300000000\r\nExpect: 100-continue\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            byte[] first = in.readNBytes("HTTP/1.1 403".length());
            assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 403");
        }
    }

    /** An app of another tenant that may do everything, there. */
    private Suite.Keys foreignKeys() {
        String tenant = "tenant-" + Long.toUnsignedString(System.nanoTime(), 36);
        suite.anvil("admin", "tenants", "create", "--name", tenant).succeeded();
        String app = suite.anvil("admin", "apps", "create", "--tenant", tenant, "--name", "visitor", "--json")
                .succeeded()
                .output();
        suite.anvil(
                        "admin",
                        "policies",
                        "grant",
                        "--tenant",
                        tenant,
                        "--app",
                        "visitor",
                        "--action",
                        "*",
                        "--resource",
                        "*")
                .succeeded();
        Map<String, String> fields = new java.util.HashMap<>();
        for (Matcher matcher = JSON_FIELD.matcher(app); matcher.find(); ) {
            fields.put(matcher.group(1), matcher.group(2));
        }
        return new Suite.Keys(required(fields, "clientId", app), required(fields, "clientSecret", app));
    }

    private static String required(Map<String, String> fields, String name, String output) {
        String value = fields.get(name);
        if (value == null) {
            throw new AssertionError("no " + name + " in: " + output);
        }
        return value;
    }

    private static void refused(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(SdkRoad.code(e)).as(e.getMessage()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.requestId()).isNotBlank();
        });
    }
}
