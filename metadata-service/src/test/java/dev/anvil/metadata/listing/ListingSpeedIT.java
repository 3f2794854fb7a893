package dev.anvil.metadata.listing;

import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.model.BucketId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How long a page of 1,000 takes, wherever it begins. On request: {@code -Danvil.benchmark=true -Danvil.listing.keys=10000000}. */
@EnabledIfSystemProperty(named = "anvil.benchmark", matches = "true")
class ListingSpeedIT {
    private static final int KEYS = Integer.getInteger("anvil.listing.keys", 1_000_000);
    private static final int FOLDERS = Integer.getInteger("anvil.listing.folders", KEYS / 2);
    private static final int AT_ONCE = 100_000;
    private static final int PAGE = 1_000;
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 101;
    private static final int VERSIONS = 5_000;

    @Test
    void pages() {
        try (RegionalCatalogue catalogue = new RegionalCatalogue()) {
            BucketId flat = catalogue.bucket(Versioning.OFF);
            BucketId folders = catalogue.bucket(Versioning.OFF);
            fill(catalogue, flat, "'key-' || lpad(i::text, 9, '0')", KEYS);
            fill(catalogue, folders, "lpad((i / 2)::text, 9, '0') || '/' || i % 2", 2 * FOLDERS);
            catalogue.jdbc.sql("analyze object_version").update();
            for (int percent : new int[] {0, 50, 99}) {
                String key = "key-%09d".formatted((long) KEYS * percent / 100);
                measure(
                        catalogue,
                        "%,d keys, at %d %%".formatted(KEYS, percent),
                        new ObjectQuery(flat, "", "", key, PAGE));
                String folder = "%09d/".formatted((long) FOLDERS * percent / 100);
                measure(
                        catalogue,
                        "%,d folders, delimiter, at %d %%".formatted(FOLDERS, percent),
                        new ObjectQuery(folders, "", "/", folder, PAGE));
            }
            neighboursOfManyVersions(catalogue);
            long bytes = catalogue.jdbc.sql("""
                            select sum(pg_total_relation_size(inhrelid)) from pg_inherits
                            where inhparent = 'object_version'::regclass""").query(Long.class).single();
            System.out.printf("%d bytes a version, indexes included%n", bytes / (KEYS + 2L * FOLDERS));
        }
    }

    /** A page of keys one of which was overwritten over and over, beside the same page without it. */
    private static void neighboursOfManyVersions(RegionalCatalogue catalogue) {
        BucketId bucket = catalogue.bucket(Versioning.ENABLED);
        fill(catalogue, bucket, "'key-' || lpad(i::text, 9, '0')", 2 * PAGE);
        ObjectQuery page = new ObjectQuery(bucket, "", "", "key-000000499", PAGE);
        VersionQuery versions = new VersionQuery(bucket, "", "", "key-000001001", null, PAGE);
        measure(catalogue, "a page of keys, one version each", page);
        measure("a page of versions, one version each", () -> catalogue.listings.versions(versions));
        for (int version = 0; version < VERSIONS; version++) {
            catalogue.put(bucket, "key-000001000", 1);
        }
        measure(catalogue, "a page of keys, %,d versions of one of them".formatted(VERSIONS), page);
        measure("a page of versions behind them", () -> catalogue.listings.versions(versions));
        measure("a lookup of its neighbour", () -> catalogue.get(bucket, "key-000001001"));
        measure("a lookup of the key itself", () -> catalogue.get(bucket, "key-000001000"));
    }

    private static void measure(RegionalCatalogue catalogue, String what, ObjectQuery query) {
        measure(what, () -> catalogue.listings.objects(query));
    }

    private static void measure(String what, Runnable page) {
        for (int round = 0; round < WARM_UP; round++) {
            page.run();
        }
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long began = System.nanoTime();
            page.run();
            nanos[round] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-45s median %5.1f ms, worst of %d %5.1f ms%n",
                what, nanos[ROUNDS / 2] / 1e6, ROUNDS, nanos[ROUNDS - 1] / 1e6);
    }

    private static void fill(RegionalCatalogue catalogue, BucketId bucket, String key, int count) {
        for (int from = 0; from < count; from += AT_ONCE) {
            catalogue
                    .jdbc
                    .sql("""
                            insert into object_version (bucket_id, version_id, commit_id, size, ordinal, modified,
                                part_count, latest, delete_marker, copied, key, etag)
                            select ?, null_version(), gen_random_uuid(), 0, 1, now(), 0, true, false, false, %s, md5(i::text)
                            from generate_series(?, ?) as i""".formatted(key))
                    .params(bucket.value(), from, Math.min(count, from + AT_ONCE) - 1)
                    .update();
        }
    }
}
