package dev.anvil.metadata.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.blob.BlobWorld.Step;
import dev.anvil.metadata.multipart.CompletedPart;
import dev.anvil.metadata.multipart.NewUpload;
import dev.anvil.metadata.multipart.PartCommit;
import dev.anvil.metadata.multipart.PartNumber;
import dev.anvil.metadata.multipart.UploadCompletion;
import dev.anvil.metadata.multipart.UploadCompletions;
import dev.anvil.metadata.multipart.UploadRef;
import dev.anvil.metadata.multipart.Uploads;
import dev.anvil.metadata.object.Committed;
import dev.anvil.metadata.object.ObjectAttributes;
import dev.anvil.metadata.object.Preconditions;
import dev.anvil.model.ObjectKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gateways that work on the same uploads: parts that replace each other, completions and abortions of all of them. */
final class Uploaders {
    private static final long PART_BYTES = 5 << 20;
    private static final int PARTS = 3;

    private final Surroundings around;
    private final Writers writers;
    private final List<UploadRef> begun = new ArrayList<>();
    private final Map<UploadRef, Committed> answers = new HashMap<>();

    Uploaders(Surroundings around, Writers writers) {
        this.around = around;
        this.writers = writers;
    }

    int completed() {
        return answers.size();
    }

    void begin(Deque<Step> rest) {
        ObjectKey key = new ObjectKey(around.key());
        UploadRef upload = new UploadRef(
                around.bucket(),
                key,
                uploads()
                        .create(new NewUpload(
                                around.bucket(), key, ObjectAttributes.NONE, List.of(), null, false, null))
                        .id());
        begun.add(upload);
        part(rest, upload);
        part(rest, upload);
        rest.add(then -> complete(then, upload));
    }

    /** May replace the part of another, or come after the upload's end. */
    void part(Deque<Step> rest) {
        any().ifPresent(upload -> part(rest, upload));
    }

    private void part(Deque<Step> rest, UploadRef upload) {
        NewBlob blob = RegionalCatalogue.blob(PART_BYTES, around.birth());
        PartCommit commit = new PartCommit(
                upload,
                new PartNumber(1 + around.random().nextInt(PARTS)),
                PART_BYTES,
                RegionalCatalogue.etag(blob.layout().id()),
                List.of(),
                blob);
        writers.write(
                rest,
                blob,
                () -> Surroundings.refusable(() -> uploads().commitPart(commit), "NO_SUCH_UPLOAD", "SHARD_TOO_OLD"));
    }

    void complete(Deque<Step> rest) {
        any().ifPresent(upload -> complete(rest, upload));
    }

    /** With the parts that are there now, and may not be in a moment. All who are answered are answered the same. */
    private void complete(Deque<Step> rest, UploadRef upload) {
        List<CompletedPart> parts = uploads().parts(upload, 0, PARTS).items().stream()
                .filter(part -> around.random().nextInt(4) > 0)
                .map(part -> new CompletedPart(part.number(), part.etag().value(), List.of()))
                .toList();
        if (parts.isEmpty()) {
            return;
        }
        UploadCompletion completion =
                new UploadCompletion(upload, RegionalCatalogue.commitId(), parts, Preconditions.NONE, List.of(), null);
        Step send = then -> Surroundings.refusable(() -> send(completion), "NO_SUCH_UPLOAD", "INVALID_PART");
        rest.add(send);
        if (around.random().nextInt(3) == 0) {
            // The answer was lost.
            rest.add(send);
        }
    }

    private void send(UploadCompletion completion) {
        Committed answer = new UploadCompletions(around.catalogue().database, new BlobParameters(around.rules()))
                .complete(completion);
        Committed before = answers.putIfAbsent(completion.upload(), answer);
        assertThat(answer).isEqualTo(before == null ? answer : before);
    }

    void abort(Deque<Step> rest) {
        any().ifPresent(upload -> Surroundings.refusable(() -> uploads().abort(upload), "NO_SUCH_UPLOAD"));
    }

    private Uploads uploads() {
        return new Uploads(around.catalogue().database, new BlobParameters(around.rules()), InstantSource.system());
    }

    private Optional<UploadRef> any() {
        return begun.isEmpty()
                ? Optional.empty()
                : Optional.of(begun.get(around.random().nextInt(begun.size())));
    }
}
