package dev.anvil.gc.expire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gc.lease.Outcome;
import dev.anvil.gc.lease.Task;
import dev.anvil.gc.lease.TaskType;
import dev.anvil.model.BucketId;
import dev.anvil.model.lifecycle.LifecycleDocument;
import dev.anvil.model.lifecycle.LifecycleRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExpireHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
    private static final Task TASK = new Task(1, TaskType.EXPIRE, "photos", 1, NOW, 1);

    /** Two entries a page, so that every border is crossed. */
    private static final class FakeContents implements BucketContents {
        private static final int SMALL_PAGE = 2;

        private final List<Version> versions = new ArrayList<>();
        private final List<Upload> uploads = new ArrayList<>();
        private final List<String> gone = new ArrayList<>();
        private Optional<LifecycleRules> rules = Optional.empty();

        void add(String key, int version, boolean latest, boolean marker, int daysAgo) {
            versions.add(new Version(
                    key, "v" + version, latest, marker, marker ? 0 : 10, "e", NOW.minus(Duration.ofDays(daysAgo))));
        }

        @Override
        public Optional<RuledBucket> find(String name) {
            return name.equals("photos") ? Optional.of(new RuledBucket(BucketId.create(), rules)) : Optional.empty();
        }

        @Override
        public VersionPage versions(BucketId bucket, String prefix, String afterKey, String afterVersion) {
            int from = afterKey.isEmpty() ? 0 : Integer.parseInt(afterVersion);
            int to = Math.min(from + SMALL_PAGE, versions.size());
            return new VersionPage(versions.subList(from, to), to < versions.size(), "more", Integer.toString(to));
        }

        @Override
        public UploadPage uploads(BucketId bucket, String prefix, String afterKey, String afterUpload) {
            return new UploadPage(uploads, false, "", "");
        }

        @Override
        public Map<String, String> tags(BucketId bucket, Version version) {
            return Map.of("of", version.key());
        }

        @Override
        public int delete(BucketId bucket, List<Deletion> deletions) {
            deletions.forEach(deletion -> gone.add(deletion.version().key()
                    + (deletion.forGood() ? "@" + deletion.version().version() : "")));
            return deletions.size();
        }

        @Override
        public void abort(BucketId bucket, Upload upload) {
            gone.add("upload " + upload.id());
        }
    }

    private final FakeContents contents = new FakeContents();

    private Outcome expire(String rules) throws InterruptedException {
        contents.rules =
                Optional.of(LifecycleDocument.parse("<LifecycleConfiguration><Rule><ID>r</ID><Status>Enabled</Status>"
                        + rules + "</Rule></LifecycleConfiguration>"));
        return handler().handle(TASK, () -> true);
    }

    private ExpireHandler handler() {
        return new ExpireHandler(
                contents, new ExpireSettings(Duration.ofHours(1), Duration.ZERO, Duration.ofDays(1)), () -> NOW);
    }

    @Test
    void currentVersionsGoWhenTheirDaysAreOver() throws InterruptedException {
        contents.add("a", 1, true, false, 5);
        contents.add("b", 1, true, false, 1);
        contents.add("c", 1, true, true, 5);
        contents.add("c", 0, false, false, 9);
        Outcome outcome = expire("<Prefix/><Expiration><Days>3</Days></Expiration>");
        assertThat(contents.gone).containsExactly("a");
        assertThat(outcome).isInstanceOf(Outcome.Postponed.class);
    }

    @Test
    void olderVersionsAreAsOldAsTheirSuccessors() throws InterruptedException {
        contents.add("a", 4, true, false, 1);
        contents.add("a", 3, false, false, 5);
        contents.add("a", 2, false, true, 6);
        contents.add("a", 1, false, false, 9);
        expire("<Prefix/><NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays>"
                + "<NewerNoncurrentVersions>1</NewerNoncurrentVersions></NoncurrentVersionExpiration>");
        assertThat(contents.gone).containsExactly("a@v2", "a@v1");
    }

    @Test
    void aMarkerGoesWhenItStandsAboveNothing() throws InterruptedException {
        contents.add("a", 2, true, true, 0);
        contents.add("a", 1, false, false, 1);
        contents.add("b", 1, true, true, 0);
        contents.add("c", 1, true, false, 9);
        contents.add("d", 1, true, true, 0);
        expire("<Prefix/><Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>");
        assertThat(contents.gone).containsExactly("b@v1", "d@v1");
    }

    @Test
    void tagsAndSizesNarrowARule() throws InterruptedException {
        contents.add("a", 1, true, false, 5);
        contents.add("b", 1, true, false, 5);
        expire("<Filter><And><Tag><Key>of</Key><Value>b</Value></Tag>"
                + "<ObjectSizeGreaterThan>9</ObjectSizeGreaterThan></And></Filter>"
                + "<Expiration><Days>1</Days></Expiration>");
        assertThat(contents.gone).containsExactly("b");
    }

    @Test
    void uploadsThatNobodyEndsAreGivenUp() throws InterruptedException {
        contents.uploads.add(new BucketContents.Upload("a", "old", NOW.minus(Duration.ofDays(3))));
        contents.uploads.add(new BucketContents.Upload("a", "new", NOW.minus(Duration.ofHours(3))));
        expire("<Prefix/><AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>"
                + "</AbortIncompleteMultipartUpload>");
        assertThat(contents.gone).containsExactly("upload old");
    }

    @Test
    void aBucketWithoutRulesIsLookedAtAgainAndOneThatIsGoneIsNot() throws InterruptedException {
        assertThat(handler().handle(TASK, () -> true)).isInstanceOf(Outcome.Postponed.class);
        assertThat(handler().handle(new Task(2, TaskType.EXPIRE, "gone", 1, NOW, 1), () -> true))
                .isInstanceOf(Outcome.Done.class);
    }
}
