package dev.anvil.gateway.catalogue;

import dev.anvil.model.AppId;
import dev.anvil.model.Checksum;
import dev.anvil.model.ObjectKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A multipart upload that was begun and is neither completed nor aborted. */
public record Upload(
        UploadId id,
        ObjectKey key,
        Instant initiated,
        @Nullable AppId initiatedBy,
        ObjectAttributes attributes,
        Checksum.@Nullable Algorithm checksumAlgorithm,
        boolean checksumOfWhole)
        implements UploadEntry {}
