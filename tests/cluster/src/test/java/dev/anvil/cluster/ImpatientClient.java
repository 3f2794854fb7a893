package dev.anvil.cluster;

import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** A client that tries everything once, so that every refusal is seen. */
final class ImpatientClient {
    private ImpatientClient() {}

    static S3Client of(AllInOne suite) {
        return S3Client.builder()
                .endpointOverride(suite.s3Endpoint())
                .region(Region.of(suite.region()))
                .credentialsProvider(suite.keys().provider())
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .forcePathStyle(true)
                .build();
    }
}
