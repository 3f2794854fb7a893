package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.encryption.KeyRing;
import dev.anvil.gateway.s3.encryption.BucketEncryption;
import java.nio.charset.StandardCharsets;

/** How what is put into a bucket is encrypted unasked. */
final class EncryptionRules implements DocumentRules {
    private final KeyRing keys;

    EncryptionRules(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public String check(byte[] document) {
        return BucketEncryption.parse(document).document();
    }

    /** A key that is not there would be noticed by whoever puts the next object, who cannot help it. */
    @Override
    public void checkFor(Bucket bucket, String checked) {
        BucketEncryption.parse(checked.getBytes(StandardCharsets.UTF_8)).wish().check(keys, bucket);
    }
}
