package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What everybody may do with a bucket that was opened, who signs nothing: get its objects, and nothing else. */
final class PublicRoad {
    private static final String BUCKET = "opened";

    private final Suite suite;

    PublicRoad(Suite suite) {
        this.suite = suite;
    }

    void anOpenedBucketGivesItsObjectsAndNothingElse() throws IOException, InterruptedException {
        try (S3Client s3 = suite.client();
                HttpClient http = HttpClient.newHttpClient()) {
            s3.createBucket(b -> b.bucket(BUCKET));
            s3.putObject(b -> b.bucket(BUCKET).key("page"), RequestBody.fromString("for everybody"));
            assertThat(status(http, "GET", "/page")).isEqualTo(403);

            suite.anvil("bucket", "set-public", BUCKET).succeeded();
            HttpResponse<String> page = send(http, "GET", "/page");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).isEqualTo("for everybody");
            assertThat(status(http, "HEAD", "/page")).isEqualTo(200);
            assertThat(status(http, "GET", "")).as("a listing").isEqualTo(403);
            assertThat(status(http, "PUT", "/page")).isEqualTo(403);
            assertThat(status(http, "DELETE", "/page")).isEqualTo(403);
            assertThat(status(http, "GET", "/page?acl")).isEqualTo(403);

            suite.anvil("bucket", "set-public", BUCKET, "--off").succeeded();
            assertThat(status(http, "GET", "/page")).isEqualTo(403);
            SdkRoad.deleteAll(s3, BUCKET);
            s3.deleteBucket(b -> b.bucket(BUCKET));
        }
    }

    private int status(HttpClient http, String method, String rest) throws IOException, InterruptedException {
        return send(http, method, rest).statusCode();
    }

    private HttpResponse<String> send(HttpClient http, String method, String rest)
            throws IOException, InterruptedException {
        URI uri = URI.create(suite.s3Endpoint() + "/" + BUCKET + rest);
        return http.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
