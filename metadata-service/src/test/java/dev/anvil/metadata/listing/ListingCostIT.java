package dev.anvil.metadata.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.model.BucketId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page costs the page: counted in rows that PostgreSQL read from its indexes, which no load of the machine changes. */
class ListingCostIT {
    private static final RegionalCatalogue CATALOGUE = new RegionalCatalogue();
    private static final int KEYS = 100_000;
    private static final int IN_ONE_FOLDER = 50_000;
    private static final int VERSIONS = 5_000;
    private static final int PAGE = 1_000;
    /** Rows are fetched some at a time, so a page may read a few that it does not need. */
    private static final long MOST_ROWS = PAGE + 200;

    private static final BucketId BUCKET = CATALOGUE.bucket(Versioning.OFF);

    @BeforeAll
    static void manyKeys() {
        fill("'plain-' || lpad(i::text, 8, '0')", KEYS);
        fill("'folder/' || lpad(i::text, 8, '0')", IN_ONE_FOLDER);
        fill("'many/' || lpad((i / 5)::text, 8, '0') || '/' || i % 5", KEYS);
        for (String key : new String[] {"versions-a", "versions-z"}) {
            CATALOGUE.put(BUCKET, key, 1);
        }
        CATALOGUE.buckets.setVersioning(BUCKET, Versioning.ENABLED);
        CATALOGUE
                .jdbc
                .sql("""
                        insert into object_version (bucket_id, version_id, commit_id, size, ordinal, modified, part_count,
                            latest, delete_marker, copied, key, etag)
                        select :bucket, gen_random_uuid(), gen_random_uuid(), 0, i, now(), 0, i = :last, false, false, 'versions-m', ''
                        from generate_series(1, :last) as i""")
                .param("bucket", BUCKET.value())
                .param("last", VERSIONS)
                .update();
        CATALOGUE.jdbc.sql("analyze").update();
    }

    @AfterAll
    static void close() {
        CATALOGUE.close();
    }

    @Test
    void anywhereInTheBucket() {
        for (String after : new String[] {"", "plain-00050000", "plain-00098000", "many/00010000/"}) {
            assertThat(rowsRead(new ObjectQuery(BUCKET, "", "", after, PAGE), PAGE))
                    .isBetween((long) PAGE, MOST_ROWS);
        }
    }

    @Test
    void wholeFoldersArePassedOver() {
        assertThat(rowsRead(new ObjectQuery(BUCKET, "", "/", "", PAGE), PAGE)).isBetween((long) PAGE, MOST_ROWS);
        assertThat(rowsRead(new ObjectQuery(BUCKET, "", "/", "many", 1), 1)).isBetween(1L, 200L);
    }

    @Test
    void inAFolderOfManyFolders() {
        assertThat(rowsRead(new ObjectQuery(BUCKET, "many/", "/", "many/00015000/", PAGE), PAGE))
                .isBetween((long) PAGE, MOST_ROWS);
    }

    @Test
    void manyVersionsOfOneKeyDoNotSlowItsNeighbours() {
        assertThat(rowsRead(new ObjectQuery(BUCKET, "versions-", "", "", 10), 3))
                .isBetween(3L, 100L);
        long before = read();
        assertThat(CATALOGUE
                        .listings
                        .versions(new VersionQuery(BUCKET, "versions-", "", "versions-m", null, 10))
                        .entries())
                .hasSize(1);
        assertThat(CATALOGUE.get(BUCKET, "versions-z").size()).isEqualTo(1);
        assertThat(read() - before).isBetween(2L, 100L);
    }

    @Test
    void aPageIsQuick() {
        ObjectQuery query = new ObjectQuery(BUCKET, "many/", "/", "", PAGE);
        long quickest = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = System.nanoTime();
            CATALOGUE.listings.objects(query);
            quickest = Math.min(quickest, System.nanoTime() - before);
        }
        System.out.printf("a page of %d common prefixes: %.1f ms%n", PAGE, quickest / 1e6);
        assertThat(quickest).isLessThan(200_000_000L);
    }

    private static long rowsRead(ObjectQuery query, int entries) {
        // One thread is always given the same connection, whose counts are flushed at once.
        long before = read();
        assertThat(CATALOGUE.listings.objects(query).entries()).hasSize(entries);
        return read() - before;
    }

    private static long read() {
        CATALOGUE
                .jdbc
                .sql("select pg_stat_force_next_flush()")
                .query((row, index) -> 0)
                .single();
        return CATALOGUE
                .jdbc
                .sql("select sum(idx_tup_read) from pg_stat_user_indexes")
                .query(Long.class)
                .single();
    }

    private static void fill(String key, int count) {
        CATALOGUE.jdbc.sql("""
                        insert into object_version (bucket_id, version_id, commit_id, size, ordinal, modified, part_count,
                            latest, delete_marker, copied, key, etag)
                        select ?, null_version(), gen_random_uuid(), 0, 1, now(), 0, true, false, false, %s, ''
                        from generate_series(0, ? - 1) as i""".formatted(key)).params(BUCKET.value(), count).update();
    }
}
