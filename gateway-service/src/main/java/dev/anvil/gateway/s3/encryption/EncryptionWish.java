package dev.anvil.gateway.s3.encryption;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.EncryptionContext;
import dev.anvil.gateway.catalogue.NamedKey;
import dev.anvil.gateway.encryption.KeyRing;
import dev.anvil.gateway.encryption.Sealing;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.util.Optional;

/** Under what kind of key something new shall be encrypted, as a request or a bucket says. */
public sealed interface EncryptionWish {
    /** Makes the key. Keys with names are those of the bucket's owner, whoever writes. */
    Sealing seal(KeyRing ring, Bucket bucket);

    /** Refuses a key that there is not. */
    void check(KeyRing ring, Bucket bucket);

    record OurKey() implements EncryptionWish {
        @Override
        public Sealing seal(KeyRing ring, Bucket bucket) {
            return ring.seal();
        }

        /** Whether there is one, the first put will tell: the bucket's owner cannot name another. */
        @Override
        public void check(KeyRing ring, Bucket bucket) {}
    }

    record Named(Optional<String> name, EncryptionContext context, boolean bucketKey) implements EncryptionWish {
        @Override
        public Sealing seal(KeyRing ring, Bucket bucket) {
            return ring.seal(key(ring, bucket), context, bucketKey);
        }

        @Override
        public void check(KeyRing ring, Bucket bucket) {
            key(ring, bucket);
        }

        private NamedKey key(KeyRing ring, Bucket bucket) {
            String wanted = name.or(ring::nameByDefault)
                    .orElseThrow(() -> new S3Error(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "Name a key in x-amz-server-side-encryption-aws-kms-key-id: there is none for who names"
                                    + " none (ANVIL_KMS_DEFAULT_KEY)."));
            if (!NamedKey.isName(wanted)) {
                throw notFound(wanted);
            }
            NamedKey key = new NamedKey(bucket.tenant(), wanted);
            if (!ring.has(key)) {
                throw notFound(wanted);
            }
            return key;
        }

        private static S3Error notFound(String name) {
            return new S3Error(S3ErrorCode.KMS_KEY_NOT_FOUND, "There is no key '" + name + "'.");
        }
    }
}
