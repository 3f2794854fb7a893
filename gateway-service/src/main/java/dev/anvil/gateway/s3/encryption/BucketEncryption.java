package dev.anvil.gateway.s3.encryption;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.catalogue.EncryptionContext;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** That a bucket encrypts what is put into it without a word about encryption, and under which key. */
public record BucketEncryption(EncryptionWish wish, boolean bucketKey) {
    /** What there is to do unasked in the bucket. */
    public static Optional<EncryptionWish> wishOf(Bucket bucket) {
        return bucket.setting(BucketSetting.ENCRYPTION)
                // Most buckets name no key, and every put comes by here.
                .map(document -> document.contains(EncryptionFields.KMS)
                        ? parse(document.getBytes(StandardCharsets.UTF_8)).wish()
                        : new EncryptionWish.OurKey());
    }

    public static BucketEncryption parse(byte[] document) {
        List<XmlElement> rules =
                XmlReader.parse(document, "ServerSideEncryptionConfiguration").children("Rule");
        if (rules.size() != 1) {
            throw malformed();
        }
        XmlElement rule = rules.getFirst();
        boolean bucketKey = rule.text("BucketKeyEnabled")
                .map(String::strip)
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        XmlElement how = rule.child("ApplyServerSideEncryptionByDefault").orElseThrow(BucketEncryption::malformed);
        Optional<String> key = how.text("KMSMasterKeyID").map(String::strip).filter(name -> !name.isEmpty());
        return switch (how.text("SSEAlgorithm").map(String::strip).orElse("")) {
            case EncryptionFields.AES256 -> {
                if (key.isPresent()) {
                    throw new S3Error(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms");
                }
                yield new BucketEncryption(new EncryptionWish.OurKey(), bucketKey);
            }
            case EncryptionFields.KMS ->
                new BucketEncryption(new EncryptionWish.Named(key, EncryptionContext.NONE, bucketKey), bucketKey);
            case EncryptionFields.KMS_TWICE -> throw EncryptionFields.notTwice();
            default -> throw malformed();
        };
    }

    /** As it is kept and given back. */
    public String document() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XmlWriter xml = new XmlWriter(out);
        xml.openRoot("ServerSideEncryptionConfiguration").open("Rule").open("ApplyServerSideEncryptionByDefault");
        switch (wish) {
            case EncryptionWish.OurKey ours -> xml.element("SSEAlgorithm", EncryptionFields.AES256);
            case EncryptionWish.Named named ->
                xml.element("SSEAlgorithm", EncryptionFields.KMS)
                        .optional("KMSMasterKeyID", named.name().orElse(null));
        }
        xml.close().element("BucketKeyEnabled", bucketKey).close().close();
        xml.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static S3Error malformed() {
        return new S3Error(S3ErrorCode.MALFORMED_XML);
    }
}
