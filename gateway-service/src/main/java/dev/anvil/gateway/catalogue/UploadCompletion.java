package dev.anvil.gateway.catalogue;

import dev.anvil.model.AppId;
import dev.anvil.model.VersionId;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An upload to be made a version, out of these parts in this order.
 *
 * @param size how long the whole is to be, if the client says so
 */
public record UploadCompletion(
        UploadRef upload,
        VersionId version,
        List<CompletedPart> parts,
        Preconditions preconditions,
        List<StoredChecksum> checksums,
        OptionalLong size,
        @Nullable AppId writtenBy) {
    public UploadCompletion {
        parts = List.copyOf(parts);
        checksums = List.copyOf(checksums);
    }
}
