package dev.anvil.gateway.auth;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.anvil.gateway.catalogue.Bucket;

/**
 * Reads the rules of a bucket once for each time that the bucket was read from the catalogue: the very record that the cache of
 * buckets gives out is the key, so rules live exactly as long as the settings that they were read from.
 */
final class RulesOfBuckets {
    private final LoadingCache<Bucket, BucketRules> rules =
            Caffeine.newBuilder().weakKeys().build(BucketRules::of);

    BucketRules of(Bucket bucket) {
        return rules.get(bucket);
    }
}
