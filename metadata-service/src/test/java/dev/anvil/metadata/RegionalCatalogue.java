package dev.anvil.metadata;

import dev.anvil.metadata.blob.BlobLayout;
import dev.anvil.metadata.blob.BlobParameters;
import dev.anvil.metadata.blob.BlobRules;
import dev.anvil.metadata.blob.Blobs;
import dev.anvil.metadata.blob.NewBlob;
import dev.anvil.metadata.blob.Placement;
import dev.anvil.metadata.bucket.RegionalBucketRows;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.metadata.database.Schema;
import dev.anvil.metadata.database.ServedDatabase;
import dev.anvil.metadata.listing.ObjectListings;
import dev.anvil.metadata.multipart.UploadCompletions;
import dev.anvil.metadata.multipart.Uploads;
import dev.anvil.metadata.object.CommitId;
import dev.anvil.metadata.object.Committed;
import dev.anvil.metadata.object.Deleted;
import dev.anvil.metadata.object.Deletion;
import dev.anvil.metadata.object.ObjectAttributes;
import dev.anvil.metadata.object.ObjectCommit;
import dev.anvil.metadata.object.ObjectCommits;
import dev.anvil.metadata.object.ObjectCopy;
import dev.anvil.metadata.object.ObjectDeletions;
import dev.anvil.metadata.object.ObjectHolds;
import dev.anvil.metadata.object.ObjectLookups;
import dev.anvil.metadata.object.Preconditions;
import dev.anvil.metadata.object.StoredVersion;
import dev.anvil.metadata.usage.Usage;
import dev.anvil.model.BlobId;
import dev.anvil.model.BucketId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import dev.anvil.model.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A region's catalogue over a database of its own, with the words that tests use most. */
public final class RegionalCatalogue implements AutoCloseable {
    public static final int CONNECTIONS = 24;
    public static final BlobRules RULES =
            new BlobRules(Duration.ofHours(24), Duration.ofHours(48), Duration.ofSeconds(30));
    public static final List<DriveId> DRIVES = IntStream.range(0, 6)
            .mapToObj(drive -> new DriveId(new UUID(0x4000, drive + 1)))
            .toList();
    private static final Scheme SCHEME = new Scheme(4, 2);
    private static final int UNIT_BYTES = 262_144;

    private final ServedDatabase pool;
    public final JdbcClient jdbc;
    public final RegionalDatabase database;
    public final RegionalBucketRows buckets;
    public final ObjectCommits commits;
    public final ObjectLookups lookups;
    public final ObjectDeletions deletions;
    public final ObjectHolds holds;
    public final ObjectListings listings;
    public final Uploads uploads;
    public final UploadCompletions completions;
    public final Blobs blobs;
    public final Usage usage;

    public RegionalCatalogue() {
        this(RULES);
    }

    public RegionalCatalogue(BlobRules rules) {
        pool = new ServedDatabase(Schema.REGIONAL, CONNECTIONS);
        jdbc = JdbcClient.create(pool.dataSource());
        database = new RegionalDatabase(jdbc, new TransactionTemplate(new JdbcTransactionManager(pool.dataSource())));
        BlobParameters parameters = new BlobParameters(rules);
        buckets = new RegionalBucketRows(database, rules.reclaimDelay());
        commits = new ObjectCommits(database, parameters);
        lookups = new ObjectLookups(database, buckets);
        deletions = new ObjectDeletions(database, parameters, InstantSource.system());
        holds = new ObjectHolds(database);
        listings = new ObjectListings(database, buckets);
        uploads = new Uploads(database, parameters, InstantSource.system());
        completions = new UploadCompletions(database, parameters);
        blobs = new Blobs(database, rules);
        usage = new Usage(database);
    }

    public BucketId bucket(Versioning versioning) {
        BucketId bucket = BucketId.create();
        buckets.create(bucket, versioning);
        return bucket;
    }

    public static NewBlob blob(long length) {
        return blob(length, Instant.now());
    }

    public static NewBlob blob(long length, Instant birth) {
        BlobId id = BlobId.create(birth);
        List<@Nullable ShardPlacement> slots = new ArrayList<>();
        for (int slot = 0; slot < SCHEME.shards(); slot++) {
            slots.add(new ShardPlacement(DRIVES.get(slot), ShardId.of(id, slot)));
        }
        return new NewBlob(new BlobLayout(id, length, SCHEME, UNIT_BYTES, new Placement(slots)), false);
    }

    /** An entity tag that tells versions apart. */
    public static ETag etag(Object of) {
        return new ETag("%032x".formatted(of.hashCode() & 0xffff_ffffL));
    }

    public static CommitId commitId() {
        return CommitId.of(VersionId.create(Instant.now()));
    }

    public static ObjectCommit commit(BucketId bucket, String key, long size) {
        return commit(bucket, key, size, Preconditions.NONE);
    }

    public static ObjectCommit commit(BucketId bucket, String key, long size, Preconditions preconditions) {
        return commit(bucket, key, commitId(), size, size == 0 ? null : blob(size), preconditions);
    }

    /** Of an object whose bytes, where it has any, are all in this one blob. */
    public static ObjectCommit commit(
            BucketId bucket, String key, CommitId id, long size, @Nullable NewBlob blob, Preconditions preconditions) {
        return new ObjectCommit(
                bucket,
                new ObjectKey(key),
                id,
                size,
                etag(id),
                List.of(),
                ObjectAttributes.NONE,
                List.of(),
                blob,
                preconditions,
                null);
    }

    public Committed put(BucketId bucket, String key, long size) {
        return commits.commit(commit(bucket, key, size));
    }

    public StoredVersion get(BucketId bucket, String key) {
        return lookups.lookUp(bucket, new ObjectKey(key), null, true);
    }

    public StoredVersion get(BucketId bucket, String key, VersionId version) {
        return lookups.lookUp(bucket, new ObjectKey(key), version, true);
    }

    public Deleted delete(BucketId bucket, String key) {
        return deletions.delete(bucket, new Deletion(new ObjectKey(key), null, Preconditions.NONE));
    }

    public Deleted delete(BucketId bucket, String key, VersionId version) {
        return deletions.delete(bucket, new Deletion(new ObjectKey(key), version, Preconditions.NONE));
    }

    public static ObjectCopy copy(BucketId fromBucket, String from, BucketId toBucket, String to) {
        return new ObjectCopy(
                fromBucket,
                new ObjectKey(from),
                null,
                Preconditions.NONE,
                toBucket,
                new ObjectKey(to),
                commitId(),
                null,
                null,
                Preconditions.NONE,
                null);
    }

    /** Blobs whose reclaim is in the outbox, in order. */
    public List<BlobId> reclaims() {
        return outbox(1);
    }

    public List<BlobId> repairs() {
        return outbox(2);
    }

    private List<BlobId> outbox(int type) {
        return jdbc
                .sql("select subject from outbox where type = ? order by id")
                .param(type)
                .query(String.class)
                .list()
                .stream()
                .map(BlobId::parse)
                .toList();
    }

    @Override
    public void close() {
        pool.close();
    }
}
