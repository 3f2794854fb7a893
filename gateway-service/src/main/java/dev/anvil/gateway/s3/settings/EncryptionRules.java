package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.encryption.BucketEncryption;

/** Whether what is put into a bucket is encrypted unasked. */
final class EncryptionRules implements DocumentRules {
    @Override
    public String check(byte[] document) {
        return BucketEncryption.parse(document).document();
    }
}
