package dev.anvil.metadata.usage;

import dev.anvil.metadata.bucket.Bucket;
import dev.anvil.metadata.bucket.Buckets;
import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How much buckets and tenants hold, wherever their buckets live: exactly in this region, as last reported in others. */
public final class TenantUsage {
    private final Buckets buckets;
    private final RegionName ownRegion;
    private final Optional<Usage> own;
    private final ReportedUsage reported;

    TenantUsage(Buckets buckets, RegionName ownRegion, Optional<Usage> own, ReportedUsage reported) {
        this.buckets = buckets;
        this.ownRegion = ownRegion;
        this.own = own;
        this.reported = reported;
    }

    public BucketUsage of(BucketName name) {
        return of(List.of(buckets.named(name)));
    }

    public BucketUsage of(TenantId tenant) {
        return of(buckets.ofTenant(tenant));
    }

    private BucketUsage of(List<Bucket> several) {
        Map<Boolean, List<BucketId>> byPlace = several.stream()
                .collect(Collectors.partitioningBy(
                        bucket -> own.isPresent() && bucket.region().equals(ownRegion),
                        Collectors.mapping(Bucket::id, Collectors.toList())));
        List<BucketId> here = byPlace.getOrDefault(true, List.of());
        List<BucketId> elsewhere = byPlace.getOrDefault(false, List.of());
        BucketUsage sum = elsewhere.isEmpty() ? BucketUsage.NOTHING : reported.of(elsewhere);
        return here.isEmpty() ? sum : sum.plus(own.orElseThrow().of(here));
    }
}
