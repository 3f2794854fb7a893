package dev.anvil.metadata.multipart;

import static dev.anvil.metadata.RegionalCatalogue.blob;
import static dev.anvil.metadata.RegionalCatalogue.commitId;
import static dev.anvil.metadata.RegionalCatalogue.copy;
import static dev.anvil.metadata.RegionalCatalogue.etag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.anvil.metadata.Invariants;
import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.blob.NewBlob;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.metadata.object.Committed;
import dev.anvil.metadata.object.ObjectAttributes;
import dev.anvil.metadata.object.ObjectParts;
import dev.anvil.metadata.object.Preconditions;
import dev.anvil.metadata.object.StoredChecksum;
import dev.anvil.metadata.object.StoredVersion;
import dev.anvil.metadata.object.Tag;
import dev.anvil.metadata.usage.BucketUsage;
import dev.anvil.model.BlobId;
import dev.anvil.model.BucketId;
import dev.anvil.model.Checksum;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MultipartIT {
    private static final RegionalCatalogue CATALOGUE = new RegionalCatalogue();
    private static final long LARGE = PartCheck.LEAST_BYTES;
    private static final ObjectAttributes ATTRIBUTES =
            new ObjectAttributes("video/mp4", "", "", "", "", "", "", "", Map.of("a", "b"));

    private final BucketId bucket = CATALOGUE.bucket(Versioning.OFF);
    private final UploadRef upload = begin("k");

    @AfterEach
    void invariantsHold() {
        Invariants.hold(CATALOGUE);
    }

    @AfterAll
    static void close() {
        CATALOGUE.close();
    }

    @Test
    void partsBecomeAnObjectInTheirOrder() {
        NewBlob first = part(1, LARGE);
        NewBlob third = part(3, LARGE + 1);
        part(7, 5);
        NewBlob ninth = part(9, 6);
        assertThat(CATALOGUE.usage.of(bucket)).isEqualTo(new BucketUsage(0, 0, 0, 2 * LARGE + 12));

        Committed committed = complete(1, 3, 9);

        StoredVersion object = CATALOGUE.get(bucket, "k");
        assertThat(committed.version()).isEqualTo(VersionId.NULL);
        assertThat(object.size()).isEqualTo(2 * LARGE + 7);
        assertThat(object.etag()).isEqualTo(committed.etag());
        assertThat(committed.etag().value()).endsWith("-3");
        assertThat(object.attributes()).isEqualTo(ATTRIBUTES);
        assertThat(object.tags()).containsExactly(new Tag("t", "v"));
        assertThat(object.partCount()).isEqualTo(3);
        assertThat(object.blobs())
                .extracting(piece -> piece.blob().id())
                .containsExactly(
                        first.layout().id(), third.layout().id(), ninth.layout().id());
        assertThat(object.blobs()).extracting(piece -> piece.offset()).containsExactly(0L, LARGE, 2 * LARGE + 1);
        assertThat(object.blobs()).extracting(piece -> piece.partNumber()).containsExactly(1, 3, 9);
        assertThat(CATALOGUE.usage.of(bucket)).isEqualTo(new BucketUsage(1, 1, 2 * LARGE + 7, 0));
    }

    @Test
    void theObjectTellsOfItsParts() {
        ObjectParts parts = new ObjectParts(CATALOGUE.database);
        part(2, LARGE);
        part(5, 6);
        assertThat(parts.of(bucket, new ObjectKey("k"), null)).isEmpty();
        complete(2, 5);
        assertThat(parts.of(bucket, new ObjectKey("k"), VersionId.NULL))
                .extracting(ObjectParts.DonePart::number, ObjectParts.DonePart::size)
                .containsExactly(tuple(2, LARGE), tuple(5, 6L));
        assertThat(parts.of(bucket, new ObjectKey("other"), null)).isEmpty();
    }

    @Test
    void theEntityTagIsThatOfS3() {
        // What S3 answers for an upload of one empty part.
        ETag one = new ETag("d41d8cd98f00b204e9800998ecf8427e");
        Part part = new Part(new PartNumber(1), 1, one, Instant.EPOCH, List.of());
        assertThat(WholeChecksum.etag(List.of(part)).value()).isEqualTo("59adb24ef3cdbe0297f05b395827453f-1");
    }

    @Test
    void completingAgainAnswersTheSameEvenWhenTheObjectIsGone() {
        part(1, 5);
        Committed first = complete(1);
        assertThat(complete(1)).isEqualTo(first);
        CATALOGUE.delete(bucket, "k");
        assertThat(complete(1)).isEqualTo(first);
        refused("NO_SUCH_KEY", () -> CATALOGUE.get(bucket, "k"));
        refused("NO_SUCH_UPLOAD", () -> CATALOGUE.uploads.abort(upload));
        refused("NO_SUCH_UPLOAD", () -> part(2, 5));
        refused("NO_SUCH_UPLOAD", () -> CATALOGUE.uploads.lookUp(upload));
    }

    @Test
    void aPartIsReplacedAndItsBlobFreed() {
        NewBlob old = part(1, 5);
        part(1, 7);
        assertThat(CATALOGUE.reclaims()).contains(old.layout().id());
        assertThat(CATALOGUE.uploads.parts(upload, 0, 10).items())
                .extracting(Part::size)
                .containsExactly(7L);
    }

    @Test
    void aPartThatIsSentAgainChangesNothing() {
        PartCommit commit = partCommit(1, 5, blob(5));
        Instant modified = CATALOGUE.uploads.commitPart(commit);
        assertThat(CATALOGUE.uploads.commitPart(commit)).isEqualTo(modified);
        part(1, 9);
        CATALOGUE.uploads.commitPart(commit);
        assertThat(CATALOGUE.uploads.parts(upload, 0, 10).items())
                .extracting(Part::size)
                .containsExactly(9L);
        refused(
                "SHARD_TOO_OLD",
                () -> CATALOGUE.uploads.commitPart(partCommit(
                        2,
                        5,
                        blob(
                                5,
                                Instant.now()
                                        .minus(RegionalCatalogue.RULES.commitAge())
                                        .minusSeconds(5)))));
    }

    @Test
    void abortingFreesEveryPart() {
        BlobId one = part(1, 5).layout().id();
        BlobId two = part(2, 5).layout().id();
        CATALOGUE.uploads.abort(upload);
        assertThat(CATALOGUE.reclaims()).contains(one, two);
        refused("NO_SUCH_UPLOAD", () -> CATALOGUE.uploads.abort(upload));
        refused("NO_SUCH_UPLOAD", () -> complete(1));
        assertThat(CATALOGUE.usage.of(bucket)).isEqualTo(BucketUsage.NOTHING);
    }

    @Test
    void partsThatAreNotRightAreRefused() {
        part(1, LARGE - 1);
        part(2, LARGE);
        part(3, 5);
        refused("INVALID_PART_ORDER", () -> complete(2, 1));
        refused("INVALID_PART_ORDER", () -> complete(2, 2));
        refused("INVALID_PART", () -> complete(2, 4));
        refused(
                "INVALID_PART",
                () -> CATALOGUE.completions.complete(new UploadCompletion(
                        upload,
                        commitId(),
                        List.of(new CompletedPart(new PartNumber(2), "other", List.of())),
                        Preconditions.NONE,
                        List.of(),
                        null)));
        refused("PART_TOO_SMALL", () -> complete(1, 2));
        complete(2, 3);
    }

    @Test
    void anObjectOfPartsHasAChecksumThoughNobodyChoseOne() {
        Checksum nothing = new Checksum(Checksum.Algorithm.CRC64NVME, new byte[8]);
        CATALOGUE.uploads.commitPart(new PartCommit(
                upload, new PartNumber(1), 5, etag(1), List.of(StoredChecksum.ofWhole(nothing)), blob(5)));
        assertThat(complete(1).checksums()).containsExactly(StoredChecksum.ofWhole(nothing));
    }

    @Test
    void theWholeIsAsLongAsItWasSaidToBe() {
        part(1, 5);
        refused("WRONG_SIZE", () -> completeWithSize(4));
        completeWithSize(5);
    }

    private Committed completeWithSize(long size) {
        return CATALOGUE.completions.complete(new UploadCompletion(
                upload,
                commitId(),
                List.of(new CompletedPart(new PartNumber(1), etag(1).value(), List.of())),
                Preconditions.NONE,
                List.of(),
                OptionalLong.of(size),
                null));
    }

    @Test
    void conditionsAreJudgedWhenItCompletes() {
        part(1, 5);
        CATALOGUE.put(bucket, "k", 1);
        refused("PRECONDITION_FAILED", () -> complete(Preconditions.ifNoneMatch("*"), 1));
        complete(Preconditions.ifMatch("*"), 1);
    }

    @Test
    void anUploadOfAnotherKeyIsNoSuchUpload() {
        UploadRef other = new UploadRef(bucket, new ObjectKey("other"), upload.id());
        refused("NO_SUCH_UPLOAD", () -> CATALOGUE.uploads.lookUp(other));
        refused("NO_SUCH_UPLOAD", () -> CATALOGUE.uploads.abort(other));
    }

    @Test
    void theChecksumOfTheWholeIsComputedAndCompared() {
        Upload begun = CATALOGUE.uploads.create(new NewUpload(
                bucket, new ObjectKey("sum"), ATTRIBUTES, List.of(), Checksum.Algorithm.CRC32C, true, null));
        UploadRef ref = new UploadRef(bucket, new ObjectKey("sum"), begun.id());
        byte[] crc = CombinedCrc.over(Checksum.Algorithm.CRC32C, new byte[] {1, 2, 3});
        StoredChecksum right = StoredChecksum.ofWhole(new Checksum(Checksum.Algorithm.CRC32C, crc));
        StoredChecksum wrong = StoredChecksum.ofWhole(new Checksum(Checksum.Algorithm.CRC32C, new byte[4]));
        CATALOGUE.uploads.commitPart(new PartCommit(ref, new PartNumber(1), 3, etag(1), List.of(right), blob(3)));
        refused("INVALID_PART", () -> CATALOGUE.completions.complete(sum(ref, List.of(wrong), List.of())));
        refused("INVALID_CHECKSUM", () -> CATALOGUE.completions.complete(sum(ref, List.of(right), List.of(wrong))));
        Committed committed = CATALOGUE.completions.complete(sum(ref, List.of(right), List.of(right)));
        assertThat(committed.checksums()).containsExactly(right);
        assertThat(CATALOGUE.get(bucket, "sum").checksums()).containsExactly(right);
    }

    @Test
    void aCopyOfAnObjectOfPartsSharesAllOfThem() {
        part(1, LARGE);
        part(2, 5);
        complete(1, 2);
        CATALOGUE.commits.copy(copy(bucket, "k", bucket, "copy"));
        StoredVersion original = CATALOGUE.get(bucket, "k");
        CATALOGUE.delete(bucket, "k");
        assertThat(CATALOGUE.get(bucket, "copy").blobs()).isEqualTo(original.blobs());
        CATALOGUE.delete(bucket, "copy");
        assertThat(CATALOGUE.reclaims())
                .contains(
                        original.blobs().get(0).blob().id(),
                        original.blobs().get(1).blob().id());
    }

    @Test
    void uploadsAreListedByKeyAndAgeAndFoldedAtTheDelimiter() {
        BucketId other = CATALOGUE.bucket(Versioning.OFF);
        List<UploadRef> begun = new ArrayList<>();
        for (String key : new String[] {"a/1", "a/2", "b", "b", "c/1"}) {
            begun.add(begin(other, key));
        }
        assertThat(walk(other, "", 2)).containsExactly("a/1", "a/2", "b", "b", "c/1");
        assertThat(walk(other, "/", 1)).containsExactly("*a/", "b", "b", "*c/");
        UploadPage page = CATALOGUE.uploads.list(new UploadQuery(other, "", "", "b", "", 10));
        assertThat(page.entries()).hasSize(1);
        // Of two that began within a millisecond, either may be the older.
        String older = Stream.of(begun.get(2), begun.get(3))
                .map(upload -> upload.id().value())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        page = CATALOGUE.uploads.list(new UploadQuery(other, "", "", "b", older, 10));
        assertThat(page.entries()).hasSize(2);
    }

    @Test
    void aBucketMayBeClosedWithUploadsWhichEndWithIt() {
        BlobId blob = part(1, 5).layout().id();
        assertThat(CATALOGUE.buckets.markDeletedIfEmpty(bucket)).isTrue();
        assertThat(CATALOGUE.reclaims()).contains(blob);
        refused("NO_SUCH_BUCKET", () -> part(2, 5));
        refused("NO_SUCH_BUCKET", () -> begin("k"));
    }

    private UploadRef begin(String key) {
        return begin(bucket, key);
    }

    private static UploadRef begin(BucketId bucket, String key) {
        Upload begun = CATALOGUE.uploads.create(
                new NewUpload(bucket, new ObjectKey(key), ATTRIBUTES, List.of(new Tag("t", "v")), null, false, null));
        UploadRef ref = new UploadRef(bucket, new ObjectKey(key), begun.id());
        assertThat(CATALOGUE.uploads.lookUp(ref)).isEqualTo(begun);
        return ref;
    }

    private NewBlob part(int number, long size) {
        NewBlob blob = blob(size);
        CATALOGUE.uploads.commitPart(partCommit(number, size, blob));
        return blob;
    }

    private PartCommit partCommit(int number, long size, NewBlob blob) {
        return new PartCommit(upload, new PartNumber(number), size, etag(number), List.of(), blob);
    }

    private Committed complete(int... numbers) {
        return complete(Preconditions.NONE, numbers);
    }

    private Committed complete(Preconditions preconditions, int... numbers) {
        List<CompletedPart> parts = new ArrayList<>();
        for (int number : numbers) {
            parts.add(new CompletedPart(new PartNumber(number), etag(number).value(), List.of()));
        }
        return CATALOGUE.completions.complete(
                new UploadCompletion(upload, commitId(), parts, preconditions, List.of(), null));
    }

    private static UploadCompletion sum(UploadRef ref, List<StoredChecksum> part, List<StoredChecksum> whole) {
        return new UploadCompletion(
                ref,
                commitId(),
                List.of(new CompletedPart(new PartNumber(1), etag(1).value(), part)),
                Preconditions.NONE,
                whole,
                null);
    }

    private static List<String> walk(BucketId bucket, String delimiter, int limit) {
        List<String> all = new ArrayList<>();
        String key = "";
        String uploadMarker = "";
        while (true) {
            UploadPage page = CATALOGUE.uploads.list(new UploadQuery(bucket, "", delimiter, key, uploadMarker, limit));
            for (UploadEntry entry : page.entries()) {
                all.add(
                        switch (entry) {
                            case Upload one -> one.key();
                            case UploadPrefix prefix -> "*" + prefix.value();
                        });
            }
            if (!page.more()) {
                return all;
            }
            key = page.nextKeyMarker();
            uploadMarker = page.nextUploadMarker();
        }
    }

    private static void refused(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }
}
