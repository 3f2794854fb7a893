package dev.anvil.metadata.multipart;

import dev.anvil.metadata.object.CommitId;
import dev.anvil.metadata.object.Preconditions;
import dev.anvil.metadata.object.StoredChecksum;
import dev.anvil.model.AppId;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An upload to be made a version, out of these parts.
 *
 * @param checksums of the whole object, where the client knows them
 * @param size how long the whole object is to be, where the client says so
 */
public record UploadCompletion(
        UploadRef upload,
        CommitId id,
        List<CompletedPart> parts,
        Preconditions preconditions,
        List<StoredChecksum> checksums,
        OptionalLong size,
        @Nullable AppId writtenBy) {
    /** For who does not say how long the whole is to be. */
    public UploadCompletion(
            UploadRef upload,
            CommitId id,
            List<CompletedPart> parts,
            Preconditions preconditions,
            List<StoredChecksum> checksums,
            @Nullable AppId writtenBy) {
        this(upload, id, parts, preconditions, checksums, OptionalLong.empty(), writtenBy);
    }

    public UploadCompletion {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.size() > PartNumber.MOST) {
            throw new IllegalArgumentException(
                    "an upload is completed with 1 to " + PartNumber.MOST + " parts, not " + parts.size());
        }
    }
}
