package dev.anvil.gateway.s3.settings;

/** Which documents make sense for a setting. */
@FunctionalInterface
interface DocumentRules {
    /** The document as it is kept and given back; an S3Error where it makes no sense. */
    String check(byte[] document);
}
