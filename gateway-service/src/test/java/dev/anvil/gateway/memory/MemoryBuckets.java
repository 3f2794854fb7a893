package dev.anvil.gateway.memory;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.BucketPage;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.catalogue.NewBucket;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Buckets, and a cache that can be made stale. */
public final class MemoryBuckets implements BucketCatalogue, BucketDirectory {
    private final NavigableMap<BucketName, Bucket> buckets = new TreeMap<>();
    private final InstantSource clock;
    private Predicate<BucketId> isEmpty = id -> true;
    private final Map<BucketName, Bucket> stale = new HashMap<>();

    public MemoryBuckets(InstantSource clock) {
        this.clock = clock;
    }

    void judgeEmptinessBy(Predicate<BucketId> judge) {
        isEmpty = judge;
    }

    /** From now on looking up answers this, until somebody asks anew. */
    public void remember(Bucket bucket) {
        stale.put(bucket.name(), bucket);
    }

    @Override
    public Bucket create(NewBucket wanted) {
        Bucket existing = buckets.get(wanted.name());
        if (existing != null) {
            throw new ServiceFailure(
                    ServiceFailure.Kind.CONFLICT,
                    existing.isOwnedBy(wanted.tenant()) ? "BUCKET_ALREADY_OWNED" : "BUCKET_EXISTS",
                    "exists");
        }
        Map<String, String> settings = new HashMap<>();
        wanted.settings().forEach((setting, document) -> settings.put(setting.documentName(), document));
        Bucket bucket = new Bucket(
                BucketId.create(),
                wanted.name(),
                wanted.tenant(),
                MemoryGateway.canonicalId(wanted.tenant()),
                "owner",
                wanted.region(),
                clock.instant(),
                settings);
        buckets.put(bucket.name(), bucket);
        return bucket;
    }

    @Override
    public Optional<Bucket> find(BucketName name) {
        return Optional.ofNullable(stale.getOrDefault(name, buckets.get(name)));
    }

    @Override
    public Optional<Bucket> findAnew(BucketName name) {
        stale.remove(name);
        return Optional.ofNullable(buckets.get(name));
    }

    boolean exists(BucketId id) {
        return buckets.values().stream().anyMatch(bucket -> bucket.id().equals(id));
    }

    Bucket get(BucketId id) {
        return buckets.values().stream()
                .filter(bucket -> bucket.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new ServiceFailure(ServiceFailure.Kind.NOT_FOUND, "NO_SUCH_BUCKET", "no bucket " + id));
    }

    @Override
    public void delete(BucketName name, TenantId tenant) {
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            throw new ServiceFailure(ServiceFailure.Kind.NOT_FOUND, "NO_SUCH_BUCKET", "no bucket " + name);
        }
        if (!isEmpty.test(bucket.id())) {
            throw new ServiceFailure(ServiceFailure.Kind.CONFLICT, "BUCKET_NOT_EMPTY", "not empty");
        }
        buckets.remove(name);
    }

    @Override
    public BucketPage list(TenantId tenant, String prefix, String after, int limit) {
        List<Bucket> found = buckets.values().stream()
                .filter(bucket -> bucket.isOwnedBy(tenant)
                        && bucket.name().value().startsWith(prefix)
                        && bucket.name().value().compareTo(after) > 0)
                .toList();
        return new BucketPage(found.stream().limit(limit).toList(), found.size() > limit);
    }

    @Override
    public Bucket putSetting(BucketName name, BucketSetting setting, @Nullable String document) {
        Bucket old = buckets.get(name);
        if (old == null) {
            throw new ServiceFailure(ServiceFailure.Kind.NOT_FOUND, "NO_SUCH_BUCKET", "no bucket " + name);
        }
        Map<String, String> settings = new HashMap<>(old.settings());
        if (document == null) {
            settings.remove(setting.documentName());
        } else {
            settings.put(setting.documentName(), document);
        }
        Bucket changed = new Bucket(
                old.id(),
                old.name(),
                old.tenant(),
                old.ownerId(),
                old.ownerName(),
                old.region(),
                old.created(),
                settings);
        buckets.put(name, changed);
        return changed;
    }

    /** Gives a bucket quotas, as an operator would. */
    public void limit(BucketName name, Bucket.Quotas quotas) {
        buckets.computeIfPresent(
                name,
                (same, old) -> new Bucket(
                        old.id(),
                        old.name(),
                        old.tenant(),
                        old.ownerId(),
                        old.ownerName(),
                        old.region(),
                        old.created(),
                        old.settings(),
                        quotas));
    }

    /** Makes a bucket one of another region. */
    public void moveTo(RegionName region, BucketName name) {
        buckets.computeIfPresent(
                name,
                (same, old) -> new Bucket(
                        old.id(),
                        old.name(),
                        old.tenant(),
                        old.ownerId(),
                        old.ownerName(),
                        region,
                        old.created(),
                        old.settings()));
    }
}
