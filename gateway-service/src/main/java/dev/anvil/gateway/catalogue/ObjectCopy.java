package dev.anvil.gateway.catalogue;

import dev.anvil.model.AppId;
import dev.anvil.model.BucketId;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy that moves no bytes. Attributes or tags that are null are those of the source. */
public record ObjectCopy(
        BucketId sourceBucket,
        ObjectKey sourceKey,
        @Nullable VersionId sourceVersion,
        Preconditions sourcePreconditions,
        BucketId bucket,
        ObjectKey key,
        VersionId version,
        @Nullable ObjectAttributes attributes,
        @Nullable List<Tag> tags,
        Preconditions preconditions,
        @Nullable AppId writtenBy) {}
