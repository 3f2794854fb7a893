package dev.anvil.gateway.s3.encryption;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** That a bucket encrypts what is put into it without a word about encryption. */
public record BucketEncryption(boolean bucketKey) {
    public static boolean isOnIn(Bucket bucket) {
        return bucket.setting(BucketSetting.ENCRYPTION).isPresent();
    }

    public static BucketEncryption parse(byte[] document) {
        List<XmlElement> rules =
                XmlReader.parse(document, "ServerSideEncryptionConfiguration").children("Rule");
        if (rules.size() != 1) {
            throw malformed();
        }
        XmlElement rule = rules.getFirst();
        XmlElement how = rule.child("ApplyServerSideEncryptionByDefault").orElseThrow(BucketEncryption::malformed);
        switch (how.text("SSEAlgorithm").map(String::strip).orElse("")) {
            case "AES256" -> {
                if (how.text("KMSMasterKeyID").isPresent()) {
                    throw new S3Error(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms");
                }
            }
            case "aws:kms", "aws:kms:dsse" -> throw EncryptionFields.noKeyService();
            default -> throw malformed();
        }
        return new BucketEncryption(rule.text("BucketKeyEnabled")
                .map(String::strip)
                .filter("true"::equalsIgnoreCase)
                .isPresent());
    }

    /** As it is kept and given back. */
    public String document() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XmlWriter xml = new XmlWriter(out);
        xml.openRoot("ServerSideEncryptionConfiguration")
                .open("Rule")
                .open("ApplyServerSideEncryptionByDefault")
                .element("SSEAlgorithm", "AES256")
                .close()
                .element("BucketKeyEnabled", bucketKey)
                .close()
                .close();
        xml.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static S3Error malformed() {
        return new S3Error(S3ErrorCode.MALFORMED_XML);
    }
}
