package dev.anvil.gateway.catalogue;

import dev.anvil.model.BucketName;

/** Whoever caches what the catalogue says, and must be told that it is no longer true. */
public interface ChangeListener {
    void bucketChanged(BucketName bucket);

    void credentialChanged(String clientId);

    /** Changes may have been missed: nothing that is cached may be trusted. */
    void everythingChanged();
}
