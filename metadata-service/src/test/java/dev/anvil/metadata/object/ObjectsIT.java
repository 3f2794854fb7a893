package dev.anvil.metadata.object;

import static dev.anvil.metadata.RegionalCatalogue.blob;
import static dev.anvil.metadata.RegionalCatalogue.commit;
import static dev.anvil.metadata.RegionalCatalogue.commitId;
import static dev.anvil.metadata.RegionalCatalogue.copy;
import static dev.anvil.metadata.RegionalCatalogue.etag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.metadata.Invariants;
import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.blob.NewBlob;
import dev.anvil.metadata.blob.PlacedBlob;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.model.AppId;
import dev.anvil.model.BlobId;
import dev.anvil.model.BucketId;
import dev.anvil.model.Checksum;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectsIT {
    private static final RegionalCatalogue CATALOGUE = new RegionalCatalogue();

    @AfterEach
    void invariantsHold() {
        Invariants.hold(CATALOGUE);
    }

    @AfterAll
    static void close() {
        CATALOGUE.close();
    }

    @Test
    void whatWasCommittedIsFoundAsItWas() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        ObjectAttributes attributes = new ObjectAttributes(
                "text/plain", "no-cache", "", "gzip", "de", "", "", "REDUCED", Map.of("colour", "grün", "a", "\"b\""));
        StoredChecksum checksum =
                StoredChecksum.ofWhole(new Checksum(Checksum.Algorithm.CRC32C, new byte[] {1, 2, 3, 4}));
        NewBlob blob = blob(1234);
        ObjectCommit commit = new ObjectCommit(
                bucket,
                new ObjectKey("ein/Schlüssel +%\u0001\uD83D\uDE00"),
                commitId(),
                1234,
                etag("x"),
                List.of(checksum),
                attributes,
                List.of(new Tag("k", "v")),
                blob,
                Preconditions.NONE,
                AppId.create());

        Committed committed = CATALOGUE.commits.commit(commit);
        StoredVersion found = CATALOGUE.lookups.lookUp(bucket, commit.key(), null, true);

        assertThat(committed.version()).isEqualTo(VersionId.NULL);
        assertThat(committed.versioned()).isFalse();
        assertThat(found)
                .isEqualTo(new StoredVersion(
                        commit.key(),
                        VersionId.NULL,
                        true,
                        false,
                        1234,
                        etag("x"),
                        committed.modified(),
                        List.of(checksum),
                        attributes,
                        List.of(new Tag("k", "v")),
                        List.of(new PlacedBlob(0, 0, blob.layout())),
                        0));
        assertThat(CATALOGUE.lookups.lookUp(bucket, commit.key(), null, false).blobs())
                .isEmpty();
    }

    @Test
    void overwritingLeavesOneVersionAndFreesTheOldBlob() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        ObjectCommit first = commit(bucket, "k", 10);
        CATALOGUE.commits.commit(first);
        CATALOGUE.put(bucket, "k", 20);

        assertThat(CATALOGUE.get(bucket, "k").size()).isEqualTo(20);
        assertThat(versions(bucket)).isEqualTo(1);
        assertThat(CATALOGUE.reclaims()).contains(idOf(first));
    }

    @Test
    void aCommitThatIsSentAgainChangesNothingWhateverHappenedSince() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        ObjectCommit first = commit(bucket, "k", 10, Preconditions.ifNoneMatch("*"));
        Committed answer = CATALOGUE.commits.commit(first);
        assertThat(CATALOGUE.commits.commit(first)).isEqualTo(answer);

        CATALOGUE.put(bucket, "k", 20);
        assertThat(CATALOGUE.commits.commit(first).version()).isEqualTo(answer.version());
        assertThat(CATALOGUE.get(bucket, "k").size()).isEqualTo(20);

        CATALOGUE.blobs.forget(
                idOf(first),
                Objects.requireNonNull(first.blob())
                        .layout()
                        .placement()
                        .written()
                        .map(slot -> slot.shard())
                        .toList());
        CATALOGUE.commits.commit(first);
        assertThat(CATALOGUE.get(bucket, "k").size()).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void emptyObjectsAndCopiesThatAreSentAgainChangeNothingEither(Versioning versioning) {
        BucketId bucket = CATALOGUE.bucket(versioning);
        CATALOGUE.put(bucket, "source", 5);
        ObjectCommit empty = commit(bucket, "k", 0);
        Committed answer = CATALOGUE.commits.commit(empty);
        CATALOGUE.put(bucket, "k", 20);
        assertThat(CATALOGUE.commits.commit(empty)).isEqualTo(answer);
        assertThat(CATALOGUE.get(bucket, "k").size()).isEqualTo(20);

        ObjectCopy copy = copy(bucket, "source", bucket, "c");
        Committed copied = CATALOGUE.commits.copy(copy);
        assertThat(CATALOGUE.commits.copy(copy)).isEqualTo(copied);
        CATALOGUE.put(bucket, "c", 30);
        assertThat(CATALOGUE.commits.copy(copy)).isEqualTo(copied);
        assertThat(CATALOGUE.get(bucket, "c").size()).isEqualTo(30);
    }

    @Test
    void withVersioningEveryWriteIsKept() {
        BucketId bucket = CATALOGUE.bucket(Versioning.ENABLED);
        Committed first = CATALOGUE.put(bucket, "k", 1);
        Committed second = CATALOGUE.put(bucket, "k", 2);

        assertThat(first.versioned()).isTrue();
        assertThat(CATALOGUE.get(bucket, "k").version()).isEqualTo(second.version());
        StoredVersion old = CATALOGUE.get(bucket, "k", first.version());
        assertThat(old.size()).isEqualTo(1);
        assertThat(old.latest()).isFalse();
    }

    @Test
    void whileSuspendedOnlyTheNullVersionIsReplaced() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        CATALOGUE.put(bucket, "k", 1);
        CATALOGUE.buckets.setVersioning(bucket, Versioning.ENABLED);
        Committed kept = CATALOGUE.put(bucket, "k", 2);
        CATALOGUE.buckets.setVersioning(bucket, Versioning.SUSPENDED);
        CATALOGUE.put(bucket, "k", 3);
        CATALOGUE.put(bucket, "k", 4);

        assertThat(versions(bucket)).isEqualTo(2);
        assertThat(CATALOGUE.get(bucket, "k").version()).isEqualTo(VersionId.NULL);
        assertThat(CATALOGUE.get(bucket, "k").size()).isEqualTo(4);
        assertThat(CATALOGUE.get(bucket, "k", kept.version()).size()).isEqualTo(2);
    }

    @Test
    void deletingWithVersioningPutsAMarkerAboveWhatIsThere() {
        BucketId bucket = CATALOGUE.bucket(Versioning.ENABLED);
        Committed object = CATALOGUE.put(bucket, "k", 1);
        Deleted deleted = CATALOGUE.delete(bucket, "k");
        VersionId marker = Objects.requireNonNull(deleted.version());

        assertThat(deleted).isEqualTo(new Deleted(marker, true, true, true));
        assertThat(CATALOGUE.get(bucket, "k").deleteMarker()).isTrue();
        assertThat(CATALOGUE.get(bucket, "k", object.version()).size()).isEqualTo(1);

        assertThat(CATALOGUE.delete(bucket, "k", marker)).isEqualTo(new Deleted(marker, true, true, true));
        assertThat(CATALOGUE.get(bucket, "k").version()).isEqualTo(object.version());
        assertThat(CATALOGUE.delete(bucket, "k", object.version()).deleteMarker())
                .isFalse();
        refused("NO_SUCH_KEY", () -> CATALOGUE.get(bucket, "k"));
        refused("NO_SUCH_VERSION", () -> CATALOGUE.get(bucket, "k", object.version()));
    }

    @Test
    void deletingWhileSuspendedReplacesTheNullVersionByAMarker() {
        BucketId bucket = CATALOGUE.bucket(Versioning.ENABLED);
        Committed kept = CATALOGUE.put(bucket, "k", 1);
        CATALOGUE.buckets.setVersioning(bucket, Versioning.SUSPENDED);
        CATALOGUE.put(bucket, "k", 2);

        assertThat(CATALOGUE.delete(bucket, "k")).isEqualTo(new Deleted(VersionId.NULL, true, true, true));
        assertThat(CATALOGUE.delete(bucket, "k")).isEqualTo(new Deleted(VersionId.NULL, true, false, true));
        assertThat(versions(bucket)).isEqualTo(2);
        CATALOGUE.delete(bucket, "k", VersionId.NULL);
        assertThat(CATALOGUE.get(bucket, "k").version()).isEqualTo(kept.version());
    }

    @Test
    void deletingTheLatestVersionPromotesTheNewestBelow() {
        BucketId bucket = CATALOGUE.bucket(Versioning.ENABLED);
        List<Committed> written =
                List.of(CATALOGUE.put(bucket, "k", 1), CATALOGUE.put(bucket, "k", 2), CATALOGUE.put(bucket, "k", 3));
        CATALOGUE.delete(bucket, "k", written.get(1).version());
        CATALOGUE.delete(bucket, "k", written.get(2).version());
        assertThat(CATALOGUE.get(bucket, "k").version())
                .isEqualTo(written.get(0).version());
        assertThat(CATALOGUE.put(bucket, "k", 4).version())
                .isNotEqualTo(written.get(0).version());
    }

    @Test
    void withoutVersioningDeletingIsForGoodAndMayBeRepeated() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        ObjectCommit commit = commit(bucket, "k", 1);
        CATALOGUE.commits.commit(commit);
        assertThat(CATALOGUE.delete(bucket, "k")).isEqualTo(new Deleted(VersionId.NULL, false, true, false));
        assertThat(CATALOGUE.delete(bucket, "k").existed()).isFalse();
        assertThat(CATALOGUE.reclaims()).contains(idOf(commit));
        assertThat(versions(bucket)).isZero();
    }

    @Test
    void conditionsAreJudgedOnTheCurrentVersion() {
        BucketId bucket = CATALOGUE.bucket(Versioning.ENABLED);
        refused("NO_SUCH_KEY", () -> putIf(bucket, Preconditions.ifMatch("*")));
        Committed first = putIf(bucket, Preconditions.ifNoneMatch("*"));
        refused("PRECONDITION_FAILED", () -> putIf(bucket, Preconditions.ifNoneMatch("*")));
        refused(
                "PRECONDITION_FAILED",
                () -> putIf(bucket, Preconditions.ifNoneMatch(first.etag().value())));
        refused("PRECONDITION_FAILED", () -> putIf(bucket, Preconditions.ifMatch("other")));
        Committed second = putIf(bucket, Preconditions.ifMatch(first.etag().value()));
        refused(
                "PRECONDITION_FAILED",
                () -> putIf(bucket, Preconditions.ifMatch(first.etag().value())));
        CATALOGUE.delete(bucket, "k");
        refused(
                "NO_SUCH_KEY",
                () -> putIf(bucket, Preconditions.ifMatch(second.etag().value())));
        putIf(bucket, Preconditions.ifNoneMatch("*"));
    }

    @Test
    void deletesHaveConditionsToo() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        Committed object = CATALOGUE.put(bucket, "k", 7);
        Instant before = object.modified().minusSeconds(60);
        refused("PRECONDITION_FAILED", () -> deleteIf(bucket, Preconditions.ifMatch("other")));
        refused("PRECONDITION_FAILED", () -> deleteIf(bucket, new Preconditions(null, null, null, before, null)));
        refused("PRECONDITION_FAILED", () -> deleteIf(bucket, new Preconditions(null, null, null, null, 8L)));
        assertThat(deleteIf(bucket, new Preconditions(object.etag().value(), null, null, object.modified(), 7L))
                        .existed())
                .isTrue();
        assertThat(deleteIf(bucket, Preconditions.ifMatch("other")).existed()).isFalse();
    }

    @Test
    void shardsThatAreTooOldCannotBeCommitted() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        Instant old = Instant.now().minus(RegionalCatalogue.RULES.commitAge()).minusSeconds(1);
        refused("SHARD_TOO_OLD", () -> CATALOGUE.commits.commit(withBlob(commit(bucket, "k", 5), blob(5, old))));
        Instant future = Instant.now().plus(Duration.ofHours(1));
        refused("INVALID_ARGUMENT", () -> CATALOGUE.commits.commit(withBlob(commit(bucket, "k", 5), blob(5, future))));
        refused("NO_SUCH_KEY", () -> CATALOGUE.get(bucket, "k"));
    }

    @Test
    void aBlobWithMissingShardsIsRepaired() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        NewBlob whole = blob(5);
        ObjectCommit commit = withBlob(commit(bucket, "k", 5), new NewBlob(whole.layout(), true));
        CATALOGUE.commits.commit(commit);
        assertThat(CATALOGUE.repairs()).contains(whole.layout().id());
    }

    @Test
    void copiesShareTheBlobUntilTheLastIsGone() {
        BucketId from = CATALOGUE.bucket(Versioning.OFF);
        BucketId to = CATALOGUE.bucket(Versioning.ENABLED);
        ObjectCommit commit = commit(from, "a", 9);
        CATALOGUE.commits.commit(commit);
        Committed copied = CATALOGUE.commits.copy(copy(from, "a", to, "b"));

        assertThat(copied.etag()).isEqualTo(commit.etag());
        CATALOGUE.delete(from, "a");
        assertThat(CATALOGUE.reclaims()).doesNotContain(idOf(commit));
        assertThat(CATALOGUE.get(to, "b").blobs()).hasSize(1);
        CATALOGUE.delete(to, "b", copied.version());
        assertThat(CATALOGUE.reclaims()).contains(idOf(commit));
    }

    @Test
    void copyingOntoItselfKeepsTheBytesAndChangesTheAttributes() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        ObjectCommit commit = commit(bucket, "k", 9);
        CATALOGUE.commits.commit(commit);
        ObjectAttributes attributes =
                new ObjectAttributes("text/html", "", "", "", "", "", "", "", Map.of("new", "yes"));
        ObjectCopy copy = copy(bucket, "k", bucket, "k");
        CATALOGUE.commits.copy(new ObjectCopy(
                copy.sourceBucket(),
                copy.sourceKey(),
                null,
                Preconditions.NONE,
                bucket,
                copy.key(),
                copy.id(),
                attributes,
                List.of(),
                Preconditions.NONE,
                null));
        assertThat(CATALOGUE.get(bucket, "k").attributes()).isEqualTo(attributes);
        assertThat(CATALOGUE.get(bucket, "k").blobs())
                .extracting(blob -> blob.blob().id())
                .containsExactly(idOf(commit));
        assertThat(CATALOGUE.reclaims()).doesNotContain(idOf(commit));
    }

    @Test
    void theConditionsOfACopyAreJudgedOnItsSource() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        Committed source = CATALOGUE.put(bucket, "a", 9);
        refused("NO_SUCH_KEY", () -> CATALOGUE.commits.copy(copy(bucket, "none", bucket, "b")));
        refused("PRECONDITION_FAILED", () -> copyIf(bucket, Preconditions.ifMatch("other")));
        refused(
                "PRECONDITION_FAILED",
                () -> copyIf(bucket, Preconditions.ifNoneMatch(source.etag().value())));
        refused(
                "PRECONDITION_FAILED",
                () -> copyIf(
                        bucket, new Preconditions(null, null, source.modified().plusSeconds(5), null, null)));
        copyIf(
                bucket,
                new Preconditions(
                        source.etag().value(), null, null, source.modified().minusSeconds(60), null));
    }

    @Test
    void aBucketThatIsClosedOrUnknownTakesNothing() {
        BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
        CATALOGUE.put(bucket, "k", 1);
        assertThat(CATALOGUE.buckets.markDeletedIfEmpty(bucket)).isFalse();
        CATALOGUE.delete(bucket, "k");
        assertThat(CATALOGUE.buckets.markDeletedIfEmpty(bucket)).isTrue();
        assertThat(CATALOGUE.buckets.markDeletedIfEmpty(bucket)).isTrue();
        assertThat(CATALOGUE.buckets.isClosed(bucket)).isTrue();
        CATALOGUE.buckets.create(bucket, Versioning.OFF);
        refused("NO_SUCH_BUCKET", () -> CATALOGUE.put(bucket, "k", 1));
        refused("NO_SUCH_BUCKET", () -> CATALOGUE.get(bucket, "k"));
        refused("NO_SUCH_BUCKET", () -> CATALOGUE.put(BucketId.create(), "k", 1));
        assertThat(CATALOGUE.buckets.setVersioning(bucket, Versioning.ENABLED)).isFalse();
    }

    private static Committed putIf(BucketId bucket, Preconditions preconditions) {
        return CATALOGUE.commits.commit(commit(bucket, "k", 3, preconditions));
    }

    private static Deleted deleteIf(BucketId bucket, Preconditions preconditions) {
        return CATALOGUE.deletions.delete(bucket, new Deletion(new ObjectKey("k"), null, preconditions));
    }

    private static Committed copyIf(BucketId bucket, Preconditions preconditions) {
        ObjectCopy copy = copy(bucket, "a", bucket, "b");
        return CATALOGUE.commits.copy(new ObjectCopy(
                bucket,
                copy.sourceKey(),
                null,
                preconditions,
                bucket,
                copy.key(),
                copy.id(),
                null,
                null,
                Preconditions.NONE,
                null));
    }

    private static ObjectCommit withBlob(ObjectCommit commit, NewBlob blob) {
        return RegionalCatalogue.commit(
                commit.bucket(), commit.key().value(), commit.id(), commit.size(), blob, Preconditions.NONE);
    }

    private static BlobId idOf(ObjectCommit commit) {
        return Objects.requireNonNull(commit.blob()).layout().id();
    }

    private static long versions(BucketId bucket) {
        return CATALOGUE
                .jdbc
                .sql("select count(*) from object_version where bucket_id = ?")
                .param(bucket.value())
                .query(Long.class)
                .single();
    }

    private static void refused(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }
}
