package dev.anvil.metadata.change;

/** What is no longer as it was. */
public sealed interface Change {
    record BucketChanged(String bucketName) implements Change {}

    record CredentialChanged(String clientId) implements Change {}

    /** Changes may have been missed. */
    record EverythingChanged() implements Change {}
}
