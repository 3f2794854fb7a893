package dev.anvil.metadata.bucket;

import dev.anvil.model.BucketId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A region in memory. Buckets in {@code full} hold something. */
final class FakeRegionalBuckets implements RegionalBuckets {
    final Map<BucketId, Versioning> open = new ConcurrentHashMap<>();
    final Set<BucketId> closed = ConcurrentHashMap.newKeySet();
    final Set<BucketId> full = ConcurrentHashMap.newKeySet();

    @Override
    public void create(BucketId bucket, Versioning versioning) {
        open.putIfAbsent(bucket, versioning);
    }

    @Override
    public boolean markDeletedIfEmpty(BucketId bucket) {
        if (full.contains(bucket)) {
            return false;
        }
        open.remove(bucket);
        closed.add(bucket);
        return true;
    }

    @Override
    public boolean setVersioning(BucketId bucket, Versioning versioning) {
        return open.replace(bucket, versioning) != null;
    }

    @Override
    public boolean isClosed(BucketId bucket) {
        return closed.contains(bucket);
    }
}
