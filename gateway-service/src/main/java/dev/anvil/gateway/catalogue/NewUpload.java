package dev.anvil.gateway.catalogue;

import dev.anvil.model.AppId;
import dev.anvil.model.BucketId;
import dev.anvil.model.Checksum;
import dev.anvil.model.ObjectKey;
import org.jspecify.annotations.Nullable;

/** A multipart upload to be begun. */
public record NewUpload(
        BucketId bucket,
        ObjectKey key,
        ObjectAttributes attributes,
        Checksum.@Nullable Algorithm checksumAlgorithm,
        boolean checksumOfWhole,
        @Nullable AppId initiatedBy) {}
