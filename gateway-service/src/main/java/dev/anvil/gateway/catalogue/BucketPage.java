package dev.anvil.gateway.catalogue;

import java.util.List;

/** Some buckets of a tenant in order of their names. */
public record BucketPage(List<Bucket> buckets, boolean more) {
    public BucketPage {
        buckets = List.copyOf(buckets);
    }
}
