package dev.anvil.gateway.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Quota;
import dev.anvil.gateway.catalogue.Usage;
import dev.anvil.gateway.catalogue.UsageSource;
import dev.anvil.model.BucketName;
import dev.anvil.model.TenantId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Refuses what would exceed a quota. Whoever has none pays nothing for it. */
public final class QuotaGuard {
    private static final Duration TRUSTED = Duration.ofSeconds(1);
    private static final int MAX_REMEMBERED = 20_000;

    private final UsageSource source;
    private final Cache<BucketName, Holding> buckets;
    private final Cache<TenantId, Holding> tenants;

    public QuotaGuard(UsageSource source, Ticker ticker) {
        this.source = source;
        this.buckets = remembered(ticker);
        this.tenants = remembered(ticker);
    }

    private static <K> Cache<K, Holding> remembered(Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(TRUSTED)
                .ticker(ticker)
                .build();
    }

    /** Counts what is about to come, or throws. */
    public void admit(Bucket bucket, long objects, long bytes) {
        admit(
                "bucket '" + bucket.name() + "'",
                bucket.quotas().own(),
                () -> buckets.get(bucket.name(), name -> new Holding(source.ofBucket(name))),
                objects,
                bytes);
        admit(
                "its owner, with all of its buckets,",
                bucket.quotas().ofTenant(),
                () -> tenants.get(bucket.tenant(), tenant -> new Holding(source.ofTenant(tenant))),
                objects,
                bytes);
    }

    private static void admit(String who, Quota quota, Supplier<Holding> find, long objects, long bytes) {
        if (quota.isNone()) {
            return;
        }
        Holding holding;
        try {
            holding = find.get();
        } catch (ServiceFailure e) {
            if (e.kind() != ServiceFailure.Kind.UNAVAILABLE) {
                throw e;
            }
            // A region goes on without the global catalogue. What cannot be committed either fails there.
            return;
        }
        holding.add(quota, objects, bytes).ifPresent(reason -> {
            throw new ServiceFailure(
                    ServiceFailure.Kind.EXHAUSTED,
                    "QUOTA_EXCEEDED",
                    who + " may hold " + reason + "; delete something, or ask an operator for a larger quota");
        });
    }

    /** What there was when it was last asked for, and what was admitted since. */
    private static final class Holding {
        private long objects;
        private long bytes;

        Holding(Usage usage) {
            this.objects = usage.objects();
            this.bytes = usage.bytes();
        }

        synchronized Optional<String> add(Quota quota, long moreObjects, long moreBytes) {
            if (quota.bytes().isPresent() && bytes + moreBytes > quota.bytes().getAsLong()) {
                return Optional.of(
                        quota.bytes().getAsLong() + " bytes, holds " + bytes + ", and would get " + moreBytes);
            }
            if (quota.objects().isPresent()
                    && objects + moreObjects > quota.objects().getAsLong()) {
                return Optional.of(quota.objects().getAsLong() + " objects and holds " + objects);
            }
            objects += moreObjects;
            bytes += moreBytes;
            return Optional.empty();
        }
    }
}
