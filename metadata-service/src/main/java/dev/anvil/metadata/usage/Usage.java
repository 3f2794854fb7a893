package dev.anvil.metadata.usage;

import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.model.BucketId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;

/** Reads and folds usage. */
public final class Usage {
    private static final int FOLDED_AT_ONCE = 10_000;
    private static final int MOST_ROUNDS = 100;

    private final RegionalDatabase database;

    public Usage(RegionalDatabase database) {
        this.database = database;
    }

    /** Exact at the moment of the question: what is folded and what is not yet. */
    public BucketUsage of(BucketId bucket) {
        return database.statement(jdbc -> jdbc.sql("""
                                select sum(objects), sum(versions), sum(bytes), sum(pending_bytes)
                                from (
                                    select objects, versions, bytes, pending_bytes
                                    from bucket_usage where bucket_id = :bucket
                                    union all
                                    select objects, versions, bytes, pending_bytes
                                    from usage_delta where bucket_id = :bucket
                                ) as change""")
                .param("bucket", bucket.value())
                .query((row, index) -> new BucketUsage(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single());
    }

    /** Of several together, as exactly. */
    public BucketUsage of(List<BucketId> buckets) {
        UUID[] ids = buckets.stream().map(BucketId::value).toArray(UUID[]::new);
        return database.statement(jdbc -> jdbc.sql("""
                                select sum(objects), sum(versions), sum(bytes), sum(pending_bytes)
                                from (
                                    select objects, versions, bytes, pending_bytes
                                    from bucket_usage where bucket_id = any (?)
                                    union all
                                    select objects, versions, bytes, pending_bytes
                                    from usage_delta where bucket_id = any (?)
                                ) as change""")
                .params(ids, ids)
                .query((row, index) -> new BucketUsage(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single());
    }

    /** What is folded of a page of buckets, in the order of their ids. */
    SequencedMap<UUID, BucketUsage> folded(UUID after, int limit) {
        SequencedMap<UUID, BucketUsage> page = new LinkedHashMap<>();
        database.statement(jdbc -> jdbc.sql("""
                        select bucket_id, objects, versions, bytes, pending_bytes from bucket_usage
                        where bucket_id > ? order by bucket_id limit ?""")
                .params(after, limit)
                .query((row, index) -> page.put(
                        row.getObject(1, UUID.class),
                        new BucketUsage(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))))
                .list());
        return page;
    }

    /** Folds what has been appended, up to a bound; the rest is for the next time. */
    public void fold() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int folded = database.statement(jdbc -> jdbc.sql("select fold_usage(?)")
                    .param(FOLDED_AT_ONCE)
                    .query(Integer.class)
                    .single());
            if (folded < FOLDED_AT_ONCE) {
                return;
            }
        }
    }
}
