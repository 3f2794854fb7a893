package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.Bucket;

/** Which documents make sense for a setting. */
@FunctionalInterface
interface DocumentRules {
    /** The document as it is kept and given back; an S3Error where it makes no sense. */
    String check(byte[] document);

    /** Refuses what makes no sense for this bucket. */
    default void checkFor(Bucket bucket, String checked) {}
}
