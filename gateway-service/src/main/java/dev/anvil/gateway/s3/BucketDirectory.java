package dev.anvil.gateway.s3;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.model.BucketName;
import java.util.Optional;

/** Finds buckets by name, whoever owns them. What it answers may be some seconds old. */
@FunctionalInterface
public interface BucketDirectory {
    Optional<Bucket> find(BucketName name);

    /** Past every cache, for who has learnt that what was answered is not true any more. */
    default Optional<Bucket> findAnew(BucketName name) {
        return find(name);
    }
}
