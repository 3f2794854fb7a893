package dev.anvil.gateway.http;

import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.S3Response.Header;
import dev.anvil.gateway.s3.cors.CorsPolicy;
import dev.anvil.model.BucketName;
import java.util.List;

/** The headers that go out with every answer to a page in a browser, whatever the answer is. */
final class CorsHeaders {
    private final BucketDirectory buckets;

    CorsHeaders(BucketDirectory buckets) {
        this.buckets = buckets;
    }

    List<Header> of(Incoming incoming, String bucket) {
        if (!incoming.headers().contains("origin") || !BucketName.isValid(bucket)) {
            return List.of();
        }
        return buckets.find(new BucketName(bucket))
                .map(found -> CorsPolicy.headersFor(found, incoming.method(), incoming.headers()))
                .orElse(List.of());
    }
}
