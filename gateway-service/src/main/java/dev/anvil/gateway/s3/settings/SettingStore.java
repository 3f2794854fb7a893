package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.model.BucketName;
import org.jspecify.annotations.Nullable;

/** Puts settings into the catalogue and tells the caches of this gateway at once. */
final class SettingStore {
    private static final int MAX_DOCUMENT_BYTES = 1 << 20;

    private final BucketCatalogue buckets;
    private final ChangeListeners changes;

    SettingStore(BucketCatalogue buckets, ChangeListeners changes) {
        this.buckets = buckets;
        this.changes = changes;
    }

    byte[] body(S3Request.OfBucket request) {
        return request.call().body().readSmall(MAX_DOCUMENT_BYTES);
    }

    void put(S3Request.OfBucket request, BucketSetting setting, String document) {
        change(request.bucket().name(), setting, document);
    }

    void remove(S3Request.OfBucket request, BucketSetting setting) {
        change(request.bucket().name(), setting, null);
    }

    private void change(BucketName bucket, BucketSetting setting, @Nullable String document) {
        try {
            buckets.putSetting(bucket, setting, document);
        } finally {
            changes.bucketChanged(bucket);
        }
    }
}
