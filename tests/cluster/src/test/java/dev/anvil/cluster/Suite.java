package dev.anvil.cluster;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A running suite, however it was started, as its clients see it: the lines of {@code anvil.env}. */
interface Suite extends AutoCloseable {
    Map<String, String> env();

    /** Runs the command {@code anvil} against this suite as its administrator. */
    Tool.Outcome anvil(String... arguments);

    @Override
    void close();

    default String value(String name) {
        String value = env().get(name);
        if (value == null) {
            throw new AssertionError("anvil.env has no " + name + ", only " + env().keySet());
        }
        return value;
    }

    default Keys keys() {
        return new Keys(value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"));
    }

    default URI s3Endpoint() {
        return asUri(value("ANVIL_S3_ENDPOINT"));
    }

    /** The common port, where gRPC lives too. */
    default URI apiEndpoint() {
        return asUri(value("ANVIL_ENDPOINT"));
    }

    default String region() {
        return value("AWS_DEFAULT_REGION");
    }

    default S3Client client() {
        return client(s3Endpoint(), keys(), region());
    }

    default S3Client client(URI endpoint, Keys keys, String region) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(keys.provider())
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(1)))
                .forcePathStyle(true)
                .build();
    }

    default S3Presigner presigner() {
        return S3Presigner.builder()
                .endpointOverride(s3Endpoint())
                .region(Region.of(region()))
                .credentialsProvider(keys().provider())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    private static URI asUri(String address) {
        return URI.create(address.contains("://") ? address : "http://" + address);
    }

    /** An app's credentials. */
    record Keys(String id, String secret) {
        StaticCredentialsProvider provider() {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
        }

        @Override
        public String toString() {
            return "Keys[" + id + "]";
        }
    }
}
