package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Objects that are protected from deletion and from eyes, by the AWS SDK for Java. */
final class ProtectionRoad {
    private static final int MIB = 1 << 20;
    private static final long SEED = 20_261_121;
    private static final byte[] THEIR_KEY = SomeBytes.of(SEED, 32);

    private final Suite suite;

    ProtectionRoad(Suite suite) {
        this.suite = suite;
    }

    void heldVersionsStay() {
        try (S3Client s3 = suite.client(suite.s3Endpoint(), suite.keys(), suite.region())) {
            String bucket = "held";
            s3.createBucket(b -> b.bucket(bucket).objectLockEnabledForBucket(true));
            Instant until = Instant.now().plus(1, ChronoUnit.DAYS);
            String version = s3.putObject(
                            b -> b.bucket(bucket)
                                    .key("k")
                                    .objectLockMode(ObjectLockMode.GOVERNANCE)
                                    .objectLockRetainUntilDate(until),
                            RequestBody.fromString("kept"))
                    .versionId();
            assertThatThrownBy(
                            () -> s3.deleteObject(b -> b.bucket(bucket).key("k").versionId(version)))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
            s3.putObject(b -> b.bucket(bucket).key("k"), RequestBody.fromString("newer"));
            assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("k").versionId(version))
                            .asUtf8String())
                    .isEqualTo("kept");
            assertThat(s3.getObjectRetention(b -> b.bucket(bucket).key("k").versionId(version))
                            .retention()
                            .mode())
                    .isEqualTo(ObjectLockRetentionMode.GOVERNANCE);
            s3.putObjectLegalHold(b -> b.bucket(bucket)
                    .key("k")
                    .versionId(version)
                    .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.ON)));
            assertThatThrownBy(() -> s3.deleteObject(
                            b -> b.bucket(bucket).key("k").versionId(version).bypassGovernanceRetention(true)))
                    .isInstanceOf(S3Exception.class);
            s3.putObjectLegalHold(b -> b.bucket(bucket)
                    .key("k")
                    .versionId(version)
                    .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.OFF)));
            s3.deleteObject(b -> b.bucket(bucket).key("k").versionId(version).bypassGovernanceRetention(true));
        }
    }

    void encryptedObjectsComeBackToWhoMayHaveThem() {
        try (S3Client s3 = suite.client(suite.s3Endpoint(), suite.keys(), suite.region())) {
            String bucket = "sealed";
            s3.createBucket(b -> b.bucket(bucket));
            byte[] bytes = SomeBytes.of(SEED, 3 * MIB + 7);
            s3.putObject(
                    b -> b.bucket(bucket).key("ours").serverSideEncryption(ServerSideEncryption.AES256),
                    RequestBody.fromBytes(bytes));
            assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("ours")).asByteArray())
                    .isEqualTo(bytes);
            assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("ours").range("bytes=65530-131080"))
                            .asByteArray())
                    .isEqualTo(Arrays.copyOfRange(bytes, 65_530, 131_081));
            s3.putObject(
                    b -> b.bucket(bucket)
                            .key("theirs")
                            .sseCustomerAlgorithm("AES256")
                            .sseCustomerKey(base64(THEIR_KEY))
                            .sseCustomerKeyMD5(base64(md5(THEIR_KEY))),
                    RequestBody.fromBytes(bytes));
            assertThatThrownBy(() -> s3.getObjectAsBytes(b -> b.bucket(bucket).key("theirs")))
                    .isInstanceOf(S3Exception.class);
            assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket)
                                    .key("theirs")
                                    .sseCustomerAlgorithm("AES256")
                                    .sseCustomerKey(base64(THEIR_KEY))
                                    .sseCustomerKeyMD5(base64(md5(THEIR_KEY))))
                            .asByteArray())
                    .isEqualTo(bytes);
        }
    }

    void encryptedPartsBecomeOneObject() {
        try (S3Client s3 = suite.client(suite.s3Endpoint(), suite.keys(), suite.region())) {
            String bucket = "sealed-parts";
            s3.createBucket(b -> b.bucket(bucket));
            s3.putBucketEncryption(b -> b.bucket(bucket)
                    .serverSideEncryptionConfiguration(all -> all.rules(rule -> rule.applyServerSideEncryptionByDefault(
                            by -> by.sseAlgorithm(ServerSideEncryption.AES256)))));
            byte[] bytes = SomeBytes.of(SEED, 5 * MIB + 70_000);
            String upload =
                    s3.createMultipartUpload(b -> b.bucket(bucket).key("k")).uploadId();
            String first = s3.uploadPart(
                            b -> b.bucket(bucket).key("k").uploadId(upload).partNumber(1),
                            RequestBody.fromBytes(Arrays.copyOf(bytes, 5 * MIB)))
                    .eTag();
            String second = s3.uploadPart(
                            b -> b.bucket(bucket).key("k").uploadId(upload).partNumber(2),
                            RequestBody.fromBytes(Arrays.copyOfRange(bytes, 5 * MIB, bytes.length)))
                    .eTag();
            s3.completeMultipartUpload(b -> b.bucket(bucket)
                    .key("k")
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(
                            CompletedPart.builder().partNumber(1).eTag(first).build(),
                            CompletedPart.builder().partNumber(2).eTag(second).build())));
            var got = s3.getObjectAsBytes(b -> b.bucket(bucket).key("k"));
            assertThat(got.asByteArray()).isEqualTo(bytes);
            assertThat(got.response().serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
            assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("k").range("bytes=5242870-5242890"))
                            .asByteArray())
                    .isEqualTo(Arrays.copyOfRange(bytes, 5_242_870, 5_242_891));
        }
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
