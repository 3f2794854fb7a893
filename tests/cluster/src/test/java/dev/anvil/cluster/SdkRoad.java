package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What every S3 program does, done by the AWS SDK for Java with its default settings. */
final class SdkRoad {
    /** What curl sends by itself, and what many a filter would parse instead of letting it through. */
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final int MIB = 1 << 20;
    private static final long SEED = 20_261_120;

    private final Suite suite;

    SdkRoad(Suite suite) {
        this.suite = suite;
    }

    void putsAndGetsComeBackAsTheyWere() {
        for (URI endpoint : List.of(suite.s3Endpoint(), suite.apiEndpoint())) {
            try (S3Client s3 = suite.client(endpoint, suite.keys(), suite.region())) {
                String bucket = "road-" + endpoint.getPort();
                s3.createBucket(b -> b.bucket(bucket));
                for (int size : new int[] {0, 1, 65_536, 65_537, MIB - 1, MIB, 5 * MIB + 3}) {
                    byte[] bytes = SomeBytes.of(SEED + size, size);
                    s3.putObject(
                            b -> b.bucket(bucket)
                                    .key("size-" + size)
                                    .contentType(FORM)
                                    .metadata(Map.of("mark", "m" + size)),
                            RequestBody.fromBytes(bytes));
                    var got = s3.getObjectAsBytes(b -> b.bucket(bucket).key("size-" + size));
                    assertThat(got.asByteArray()).as("object of %d bytes", size).isEqualTo(bytes);
                    assertThat(got.response().contentType()).isEqualTo(FORM);
                    assertThat(got.response().metadata()).containsEntry("mark", "m" + size);
                }
                byte[] whole = SomeBytes.of(SEED + 5 * MIB + 3, 5 * MIB + 3);
                assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket)
                                        .key("size-" + whole.length)
                                        .range("bytes=1048570-2097160"))
                                .asByteArray())
                        .isEqualTo(java.util.Arrays.copyOfRange(whole, 1_048_570, 2_097_161));
                deleteAll(s3, bucket);
                s3.deleteBucket(b -> b.bucket(bucket));
            }
        }
    }

    void oddKeysAreKeptAsTheyAre() {
        List<String> keys = List.of(
                "a b",
                "a+b",
                "a%b",
                "a%20b",
                "a//b",
                "/leading",
                "trailing/",
                "ünïcødé-☃-😀",
                "q?x=y&z",
                "semi;colon",
                "quote'\"<>",
                "#hash",
                "tilde~(paren)*!",
                "dots/./and/../more",
                "tab\tand-newline\n");
        try (S3Client s3 = suite.client()) {
            s3.createBucket(b -> b.bucket("odd-keys"));
            for (String key : keys) {
                s3.putObject(b -> b.bucket("odd-keys").key(key), RequestBody.fromString(key));
            }
            for (String key : keys) {
                assertThat(s3.getObjectAsBytes(b -> b.bucket("odd-keys").key(key))
                                .asUtf8String())
                        .isEqualTo(key);
            }
            List<String> listed = s3
                    .listObjectsV2Paginator(b -> b.bucket("odd-keys").maxKeys(4))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
            assertThat(listed).containsExactlyInAnyOrderElementsOf(keys);
            deleteAll(s3, "odd-keys");
            s3.deleteBucket(b -> b.bucket("odd-keys"));
        }
    }

    void listingsPageAndFold() {
        try (S3Client s3 = suite.client()) {
            s3.createBucket(b -> b.bucket("many"));
            List<String> keys = IntStream.range(0, 2_500)
                    .mapToObj(i -> "folder-%02d/key-%04d".formatted(i % 25, i))
                    .toList();
            keys.parallelStream()
                    .forEach(key -> s3.putObject(b -> b.bucket("many").key(key), RequestBody.fromString(key)));
            assertThat(s3.listObjectsV2Paginator(b -> b.bucket("many")).contents().stream()
                            .map(S3Object::key))
                    .containsExactlyElementsOf(keys.stream().sorted().toList());
            assertThat(s3.listObjectsV2(b -> b.bucket("many").delimiter("/")).commonPrefixes().stream()
                            .map(CommonPrefix::prefix))
                    .hasSize(25)
                    .isSorted()
                    .startsWith("folder-00/");
            assertThat(s3.listObjects(b -> b.bucket("many").prefix("folder-07/").maxKeys(7))
                            .contents())
                    .hasSize(7)
                    .allMatch(object -> object.key().startsWith("folder-07/"));
            assertThat(s3.listObjectsV2(b -> b.bucket("many").startAfter("folder-24/key-2474"))
                            .contents())
                    .extracting(S3Object::key)
                    .containsExactly("folder-24/key-2499");
            deleteAll(s3, "many");
            s3.deleteBucket(b -> b.bucket("many"));
        }
    }

    void partsBecomeOneObject() {
        try (S3Client s3 = suite.client()) {
            s3.createBucket(b -> b.bucket("parts"));
            byte[] bytes = SomeBytes.of(SEED, 12 * MIB + 7);
            String upload = s3.createMultipartUpload(
                            b -> b.bucket("parts").key("whole").contentType("a/b"))
                    .uploadId();
            List<CompletedPart> parts = new ArrayList<>();
            for (int number = 1; number <= 3; number++) {
                int from = (number - 1) * 5 * MIB;
                byte[] part = java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 5 * MIB));
                int partNumber = number;
                String etag = s3.uploadPart(
                                b -> b.bucket("parts")
                                        .key("whole")
                                        .uploadId(upload)
                                        .partNumber(partNumber),
                                RequestBody.fromBytes(part))
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
            }
            assertThat(s3.listParts(b -> b.bucket("parts").key("whole").uploadId(upload))
                            .parts())
                    .hasSize(3);
            assertThat(s3.listMultipartUploads(b -> b.bucket("parts")).uploads())
                    .hasSize(1);
            String etag = s3.completeMultipartUpload(
                            b -> b.bucket("parts").key("whole").uploadId(upload).multipartUpload(m -> m.parts(parts)))
                    .eTag();
            assertThat(etag).endsWith("-3\"");
            var got = s3.getObjectAsBytes(b -> b.bucket("parts").key("whole"));
            assertThat(got.asByteArray()).isEqualTo(bytes);
            assertThat(got.response().contentType()).isEqualTo("a/b");
            s3.copyObject(b -> b.sourceBucket("parts")
                    .sourceKey("whole")
                    .destinationBucket("parts")
                    .destinationKey("copy"));
            assertThat(s3.getObjectAsBytes(b -> b.bucket("parts").key("copy")).asByteArray())
                    .isEqualTo(bytes);
            String aborted = s3.createMultipartUpload(b -> b.bucket("parts").key("never"))
                    .uploadId();
            s3.uploadPart(
                    b -> b.bucket("parts").key("never").uploadId(aborted).partNumber(1), RequestBody.fromString("x"));
            s3.abortMultipartUpload(b -> b.bucket("parts").key("never").uploadId(aborted));
            assertThatThrownBy(() ->
                            s3.listParts(b -> b.bucket("parts").key("never").uploadId(aborted)))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(code(e)).isEqualTo("NoSuchUpload"));
            deleteAll(s3, "parts");
            s3.deleteBucket(b -> b.bucket("parts"));
        }
    }

    void presignedUrlsNeedNoKeys() throws Exception {
        try (S3Client s3 = suite.client();
                S3Presigner presigner = suite.presigner();
                HttpClient http = HttpClient.newHttpClient()) {
            s3.createBucket(b -> b.bucket("presigned"));
            URI put = presigner
                    .presignPutObject(b -> b.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(p -> p.bucket("presigned").key("by url")))
                    .url()
                    .toURI();
            HttpResponse<String> stored = http.send(
                    HttpRequest.newBuilder(put)
                            .PUT(HttpRequest.BodyPublishers.ofString("through the open door"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
            URI get = presigner
                    .presignGetObject(b -> b.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(p -> p.bucket("presigned").key("by url")))
                    .url()
                    .toURI();
            assertThat(http.send(HttpRequest.newBuilder(get).build(), HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("through the open door");
            deleteAll(s3, "presigned");
            s3.deleteBucket(b -> b.bucket("presigned"));
        }
    }

    void overwritingLeavesOneObject() {
        try (S3Client s3 = suite.client()) {
            s3.createBucket(b -> b.bucket("over"));
            for (int i = 0; i < 5; i++) {
                String text = "generation " + i;
                s3.putObject(b -> b.bucket("over").key("same"), RequestBody.fromString(text));
            }
            assertThat(s3.listObjectsV2(b -> b.bucket("over")).contents()).hasSize(1);
            assertThat(s3.getObjectAsBytes(b -> b.bucket("over").key("same")).asUtf8String())
                    .isEqualTo("generation 4");
            assertThatThrownBy(() -> s3.deleteBucket(b -> b.bucket("over")))
                    .isInstanceOfSatisfying(S3Exception.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(409);
                        assertThat(code(e)).isEqualTo("BucketNotEmpty");
                    });
            deleteAll(s3, "over");
            s3.deleteBucket(b -> b.bucket("over"));
        }
    }

    static String code(S3Exception refused) {
        return refused.awsErrorDetails().errorCode();
    }

    static void deleteAll(S3Client s3, String bucket) {
        List<ObjectIdentifier> keys = s3.listObjectsV2Paginator(b -> b.bucket(bucket)).contents().stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
        for (int from = 0; from < keys.size(); from += 1_000) {
            List<ObjectIdentifier> page = keys.subList(from, Math.min(keys.size(), from + 1_000));
            var answer = s3.deleteObjects(
                    b -> b.bucket(bucket).delete(Delete.builder().objects(page).build()));
            assertThat(answer.errors()).isEmpty();
        }
    }
}
