package dev.anvil.gateway.catalogue;

import dev.anvil.model.BucketName;
import java.util.List;

/** Everybody who has to know. Who changes something through this gateway tells them at once instead of waiting for the feed. */
public record ChangeListeners(List<ChangeListener> all) {
    public ChangeListeners {
        all = List.copyOf(all);
    }

    public void bucketChanged(BucketName bucket) {
        all.forEach(listener -> listener.bucketChanged(bucket));
    }

    public void credentialChanged(String clientId) {
        all.forEach(listener -> listener.credentialChanged(clientId));
    }

    public void everythingChanged() {
        all.forEach(ChangeListener::everythingChanged);
    }
}
