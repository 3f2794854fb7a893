package dev.anvil.metadata.bucket;

import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.model.BucketId;
import java.time.Duration;

/** Buckets in the region's database. What changes one waits for the commits that run, and later commits see it. */
public final class RegionalBucketRows implements RegionalBuckets {
    private final RegionalDatabase database;
    private final Duration reclaimDelay;

    public RegionalBucketRows(RegionalDatabase database, Duration reclaimDelay) {
        this.database = database;
        this.reclaimDelay = reclaimDelay;
    }

    @Override
    public void create(BucketId bucket, Versioning versioning) {
        database.statement(
                jdbc -> jdbc.sql("insert into bucket (bucket_id, versioning) values (?, ?) on conflict do nothing")
                        .params(bucket.value(), number(versioning))
                        .update());
    }

    @Override
    public boolean markDeletedIfEmpty(BucketId bucket) {
        return database.statement(jdbc -> jdbc.sql("select close_bucket(?, ?::interval)")
                .params(bucket.value(), reclaimDelay.toMillis() + " milliseconds")
                .query(Boolean.class)
                .single());
    }

    @Override
    public boolean setVersioning(BucketId bucket, Versioning versioning) {
        return database.statement(jdbc -> jdbc.sql("select set_versioning(?, ?::smallint)")
                .params(bucket.value(), number(versioning))
                .query(Boolean.class)
                .single());
    }

    @Override
    public boolean isClosed(BucketId bucket) {
        return database.statement(jdbc -> jdbc.sql("select closed from bucket where bucket_id = ?")
                        .param(bucket.value())
                        .query(Boolean.class)
                        .optional())
                .orElse(false);
    }

    /** As the table has it. */
    private static int number(Versioning versioning) {
        return switch (versioning) {
            case OFF -> 0;
            case ENABLED -> 1;
            case SUSPENDED -> 2;
        };
    }
}
