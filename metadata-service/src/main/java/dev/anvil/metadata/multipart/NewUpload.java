package dev.anvil.metadata.multipart;

import dev.anvil.metadata.object.ObjectAttributes;
import dev.anvil.metadata.object.Tag;
import dev.anvil.model.AppId;
import dev.anvil.model.BucketId;
import dev.anvil.model.Checksum;
import dev.anvil.model.ObjectKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upload to be begun.
 *
 * @param checksumOfWhole the object gets a checksum over its bytes, not over the checksums of its parts
 */
public record NewUpload(
        BucketId bucket,
        ObjectKey key,
        ObjectAttributes attributes,
        List<Tag> tags,
        Checksum.@Nullable Algorithm checksumAlgorithm,
        boolean checksumOfWhole,
        @Nullable AppId initiatedBy) {}
