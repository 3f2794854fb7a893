package dev.anvil.metadata.multipart;

import dev.anvil.metadata.object.ObjectAttributes;
import dev.anvil.metadata.object.Tag;
import dev.anvil.model.AppId;
import dev.anvil.model.Checksum;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An upload that was begun and is neither completed nor aborted. */
public record Upload(
        UploadId id,
        String key,
        Instant initiated,
        @Nullable AppId initiatedBy,
        ObjectAttributes attributes,
        List<Tag> tags,
        Checksum.@Nullable Algorithm checksumAlgorithm,
        boolean checksumOfWhole)
        implements UploadEntry {}
