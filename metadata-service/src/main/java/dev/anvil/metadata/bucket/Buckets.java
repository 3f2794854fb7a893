package dev.anvil.metadata.bucket;

import dev.anvil.metadata.Page;
import dev.anvil.metadata.change.ChangeNotices;
import dev.anvil.metadata.quota.QuotaChange;
import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.TenantId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes, changes and deletes buckets in two databases that share no transaction. The order of steps makes every crash
 * harmless: a regional row that no global one names is never used, and a global row whose regional one is closed is what
 * an unfinished deletion leaves; the next creation or deletion of that name finishes it.
 */
public final class Buckets {
    public static final int MAX_PAGE = 10_000;
    static final int MAX_BUCKETS_PER_TENANT = 10_000;

    private final BucketRows rows;
    private final OwnRegion own;
    private final TransactionTemplate transactions;
    private final ChangeNotices notices;
    private final InstantSource clock;

    Buckets(
            BucketRows rows,
            OwnRegion own,
            TransactionTemplate transactions,
            ChangeNotices notices,
            InstantSource clock) {
        this.rows = rows;
        this.own = own;
        this.transactions = transactions;
        this.notices = notices;
        this.clock = clock;
    }

    public Bucket create(NewBucket wanted) {
        refuseTakenName(wanted);
        if (!rows.regionExists(wanted.region())) {
            throw BucketRefusals.unknownRegion(wanted.region());
        }
        BucketId id = BucketId.create();
        RegionalBuckets regional = own.bucketsOf(wanted.region());
        regional.create(id, wanted.settings().versioning());
        try {
            transactions.executeWithoutResult(transaction -> insert(id, wanted));
        } catch (ServiceFailure refused) {
            regional.markDeletedIfEmpty(id);
            throw refused;
        }
        return named(wanted.name());
    }

    public Bucket named(BucketName name) {
        return rows.find(name).orElseThrow(() -> BucketRefusals.unknown(name));
    }

    public Page<Bucket> list(TenantId tenant, String prefix, String after, int limit) {
        return Page.of(rows.list(tenant, prefix, after, limit + 1), limit, bucket -> bucket);
    }

    /** For operators: of one tenant, or of all where the name is empty. */
    public Page<Bucket> listAll(String tenant, String prefix, String after, int limit) {
        return Page.of(rows.listAll(tenant, prefix, after, limit + 1), limit, bucket -> bucket);
    }

    /** All of a tenant; there are at most {@value #MAX_BUCKETS_PER_TENANT}. */
    public List<Bucket> ofTenant(TenantId tenant) {
        return rows.listAll(tenant);
    }

    public Bucket setQuota(BucketName name, QuotaChange change) {
        return transactions.execute(transaction -> {
            Bucket bucket = named(name);
            rows.setQuota(bucket.id(), change.of(bucket.limits().bucket()));
            notices.bucketChanged(name.value());
            return named(name);
        });
    }

    public void delete(BucketName name, TenantId tenant) {
        Bucket bucket = rows.find(name)
                .filter(found -> found.tenant().equals(tenant))
                .orElseThrow(() -> BucketRefusals.unknown(name));
        if (!own.bucketsOf(bucket.region()).markDeletedIfEmpty(bucket.id())) {
            throw BucketRefusals.notEmpty(name);
        }
        forget(bucket);
    }

    /** The region learns of versioning first: what it does with the next object is what counts. */
    public Bucket putSetting(BucketName name, SettingName setting, @Nullable String document) {
        Bucket bucket = named(name);
        if (document != null) {
            Settings.requireStorable(setting, document);
        }
        if (setting.equals(SettingName.VERSIONING)) {
            setVersioning(bucket, document);
        }
        boolean changed = transactions.execute(transaction -> {
            boolean done = document == null
                    ? rows.removeSetting(bucket.id(), setting)
                    : rows.putSetting(bucket.id(), setting, document);
            if (setting.equals(SettingName.LIFECYCLE) && document != null) {
                rows.expireNow(bucket);
            }
            notices.bucketChanged(name.value());
            return done;
        });
        if (!changed) {
            throw refusedSetting(bucket);
        }
        return named(name);
    }

    private void refuseTakenName(NewBucket wanted) {
        Optional<Bucket> taken = rows.find(wanted.name());
        if (taken.isEmpty()) {
            return;
        }
        Bucket bucket = taken.get();
        if (own.serves(bucket.region()) && own.bucketsOf(bucket.region()).isClosed(bucket.id())) {
            forget(bucket);
            return;
        }
        throw bucket.tenant().equals(wanted.tenant())
                ? BucketRefusals.alreadyOwned(wanted.name())
                : BucketRefusals.exists(wanted.name());
    }

    private void insert(BucketId id, NewBucket wanted) {
        if (!rows.lockTenant(wanted.tenant())) {
            throw BucketRefusals.unknownTenant(wanted.tenant());
        }
        if (rows.count(wanted.tenant()) >= MAX_BUCKETS_PER_TENANT) {
            throw BucketRefusals.tooMany(MAX_BUCKETS_PER_TENANT);
        }
        Bucket bucket = new Bucket(
                id,
                wanted.name(),
                wanted.tenant(),
                "",
                "",
                wanted.region(),
                wanted.settings(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Bucket.Limits.NONE);
        if (!rows.insert(bucket)) {
            throw lost(wanted);
        }
        // Gateways may remember that there was no such bucket.
        notices.bucketChanged(wanted.name().value());
    }

    /** Somebody else made it between our look and our insertion. */
    private RuntimeException lost(NewBucket wanted) {
        return rows.find(wanted.name())
                .map(winner -> winner.tenant().equals(wanted.tenant())
                        ? BucketRefusals.alreadyOwned(wanted.name())
                        : BucketRefusals.exists(wanted.name()))
                .orElseGet(() -> BucketRefusals.concurrent(wanted.name()));
    }

    private void forget(Bucket bucket) {
        transactions.executeWithoutResult(transaction -> {
            rows.delete(bucket.id());
            notices.bucketChanged(bucket.name().value());
        });
    }

    private void setVersioning(Bucket bucket, @Nullable String document) {
        if (document == null) {
            throw new IllegalArgumentException("versioning can be suspended, but not removed from a bucket");
        }
        if (!own.bucketsOf(bucket.region()).setVersioning(bucket.id(), Versioning.ofDocument(document))) {
            throw BucketRefusals.unknown(bucket.name());
        }
    }

    private RuntimeException refusedSetting(Bucket bucket) {
        return rows.find(bucket.name())
                        .filter(found -> found.id().equals(bucket.id()))
                        .isPresent()
                ? BucketRefusals.tooManySettings(Settings.MAX_DOCUMENTS)
                : BucketRefusals.unknown(bucket.name());
    }
}
