package dev.anvil.metadata.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.model.BucketId;
import dev.anvil.model.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ListingIT {
    private static final RegionalCatalogue CATALOGUE = new RegionalCatalogue();
    /** Short, so that keys and prefixes collide; from every length of UTF-8, with the neighbours of the surrogates. */
    private static final List<String> LETTERS = List.of(
            "a",
            "b",
            "/",
            "/",
            "-",
            "\u0001",
            "\u007f",
            "é",
            "\ud7ff",
            "\ue000",
            "\uffff",
            "\ud83d\ude00",
            "\udbff\udfff");

    @AfterAll
    static void close() {
        CATALOGUE.close();
    }

    @Test
    void everyPageIsWhatTheNaiveListingSays() {
        long seed = System.nanoTime();
        System.out.println("ListingIT seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 5; round++) {
            BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
            TreeSet<String> keys = new TreeSet<>(NaiveListing::byteOrder);
            while (keys.size() < 200) {
                keys.add(text(random, 1 + random.nextInt(6)));
            }
            insert(bucket, keys);
            NaiveListing naive = new NaiveListing(keys);
            for (int query = 0; query < 150; query++) {
                String prefix = text(random, random.nextInt(3));
                String delimiter = random.nextInt(4) == 0 ? text(random, random.nextInt(3)) : "/";
                String after = text(random, random.nextInt(4));
                int limit = 1 + random.nextInt(20);
                ObjectPage page = CATALOGUE.listings.objects(new ObjectQuery(bucket, prefix, delimiter, after, limit));
                List<String> expected = naive.page(prefix, delimiter, after, limit + 1);
                assertThat(names(page.entries()))
                        .as(
                                "seed %d prefix '%s' delimiter '%s' after '%s' limit %d",
                                seed, prefix, delimiter, after, limit)
                        .isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
                assertThat(page.more()).isEqualTo(expected.size() > limit);
            }
            assertThat(walk(bucket, "", "", 7)).containsExactlyElementsOf(keys);
            assertThat(walk(bucket, "", "/", 3)).isEqualTo(naive.page("", "/", "", 1000));
        }
    }

    @Test
    void pagesOfVersionsFollowEachOtherWithoutGapOrRepetition() {
        long seed = System.nanoTime();
        System.out.println("ListingIT seed " + seed);
        Random random = new Random(seed);
        BucketId bucket = CATALOGUE.bucket(Versioning.ENABLED);
        for (int write = 0; write < 120; write++) {
            String key = "k" + random.nextInt(6) + (random.nextBoolean() ? "" : "/" + random.nextInt(3));
            if (random.nextInt(5) == 0) {
                CATALOGUE.delete(bucket, key);
            } else {
                CATALOGUE.put(bucket, key, 1);
            }
        }
        List<String> expected = CATALOGUE
                .jdbc
                .sql("""
                        select key || ' ' || replace(version_id::text, '-', '') || ' ' || latest || ' ' || delete_marker
                        from object_version where bucket_id = ? order by key, ordinal desc""")
                .param(bucket.value())
                .query(String.class)
                .list();
        for (int limit : new int[] {1, 2, 7, 1000}) {
            assertThat(walkVersions(bucket, "", limit)).isEqualTo(expected);
        }
        List<String> folded = new ArrayList<>();
        for (String line : expected) {
            int at = line.indexOf('/');
            String entry = at < 0 ? line : "*" + line.substring(0, at + 1);
            if (!folded.contains(entry)) {
                folded.add(entry);
            }
        }
        assertThat(walkVersions(bucket, "/", 3)).isEqualTo(folded);
    }

    @Test
    void aPageThatBeginsAtAVersionThatIsGoneMissesNothing() {
        BucketId bucket = CATALOGUE.bucket(Versioning.ENABLED);
        for (int write = 0; write < 5; write++) {
            CATALOGUE.put(bucket, "k", 1);
        }
        VersionPage page = CATALOGUE.listings.versions(new VersionQuery(bucket, "", "", "", null, 2));
        page.entries().forEach(entry -> CATALOGUE.delete(bucket, "k", ((ObjectSummary) entry).version()));
        VersionPage rest = CATALOGUE.listings.versions(
                new VersionQuery(bucket, "", "", page.nextKeyMarker(), page.nextVersionMarker(), 10));
        assertThat(rest.entries()).hasSize(3);
    }

    @Test
    void deleteMarkersAreNotListedAndDoNotHideWhatFollows() {
        BucketId bucket = CATALOGUE.bucket(Versioning.ENABLED);
        for (String key : List.of("a/1", "a/2", "b/1", "c")) {
            CATALOGUE.put(bucket, key, 1);
        }
        CATALOGUE.delete(bucket, "a/1");
        CATALOGUE.delete(bucket, "b/1");
        assertThat(walk(bucket, "", "/", 10)).containsExactly("*a/", "c");
        assertThat(walk(bucket, "", "", 1)).containsExactly("a/2", "c");
    }

    @Test
    void anEmptyPageHasNothingAndNoMore() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        CATALOGUE.put(bucket, "k", 1);
        assertThat(CATALOGUE.listings.objects(new ObjectQuery(bucket, "", "", "", 0)))
                .isEqualTo(new ObjectPage(List.of(), false, ""));
    }

    private static List<String> walk(BucketId bucket, String prefix, String delimiter, int limit) {
        List<String> all = new ArrayList<>();
        String after = "";
        while (true) {
            ObjectPage page = CATALOGUE.listings.objects(new ObjectQuery(bucket, prefix, delimiter, after, limit));
            all.addAll(names(page.entries()));
            if (!page.more()) {
                return all;
            }
            after = page.nextAfter();
        }
    }

    private static List<String> walkVersions(BucketId bucket, String delimiter, int limit) {
        List<String> all = new ArrayList<>();
        String key = "";
        @Nullable VersionId version = null;
        while (true) {
            VersionPage page =
                    CATALOGUE.listings.versions(new VersionQuery(bucket, "", delimiter, key, version, limit));
            for (ListEntry entry : page.entries()) {
                all.add(
                        switch (entry) {
                            case CommonPrefix prefix -> "*" + prefix.value();
                            case ObjectSummary summary ->
                                summary.key() + " " + summary.version() + " " + summary.latest() + " "
                                        + summary.deleteMarker();
                        });
            }
            if (!page.more()) {
                return all;
            }
            key = page.nextKeyMarker();
            version = page.nextVersionMarker();
        }
    }

    private static List<String> names(List<ListEntry> entries) {
        return entries.stream()
                .map(entry -> switch (entry) {
                    case CommonPrefix prefix -> "*" + prefix.value();
                    case ObjectSummary summary -> summary.key();
                })
                .toList();
    }

    private static String text(Random random, int letters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }

    private static void insert(BucketId bucket, TreeSet<String> keys) {
        CATALOGUE
                .jdbc
                .sql("""
                        insert into object_version (bucket_id, version_id, commit_id, size, ordinal, modified, part_count,
                            latest, delete_marker, copied, key, etag)
                        select ?, null_version(), gen_random_uuid(), 0, 1, now(), 0, true, false, false, key, ''
                        from unnest(?) as key""")
                .params(bucket.value(), Objects.requireNonNull(keys).toArray(String[]::new))
                .update();
    }
}
