package dev.anvil.metadata.object;

import dev.anvil.model.AppId;
import dev.anvil.model.BucketId;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version to be made of the bytes of another.
 *
 * @param sourceVersion null for the current one
 * @param attributes null to copy the source's
 * @param tags null to copy the source's
 */
public record ObjectCopy(
        BucketId sourceBucket,
        ObjectKey sourceKey,
        @Nullable VersionId sourceVersion,
        Preconditions sourcePreconditions,
        BucketId bucket,
        ObjectKey key,
        CommitId id,
        @Nullable ObjectAttributes attributes,
        @Nullable List<Tag> tags,
        Preconditions preconditions,
        @Nullable AppId writtenBy) {}
