package dev.anvil.metadata.bucket;

import dev.anvil.model.RegionName;
import java.util.Optional;

/** The region whose database this process has, if it has one. Only there can it open and close buckets. */
record OwnRegion(RegionName name, Optional<RegionalBuckets> buckets) {
    boolean serves(RegionName region) {
        return buckets.isPresent() && region.equals(name);
    }

    RegionalBuckets bucketsOf(RegionName region) {
        return buckets.filter(present -> region.equals(name)).orElseThrow(() -> BucketRefusals.otherRegion(region));
    }
}
