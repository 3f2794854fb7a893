package dev.anvil.gateway.catalogue;

import dev.anvil.model.AppId;
import dev.anvil.model.BucketId;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import org.jspecify.annotations.Nullable;

/** A version to be made visible. The version id is the gateway's choice and makes the commit idempotent. */
public record ObjectCommit(
        BucketId bucket,
        ObjectKey key,
        VersionId version,
        StoredContent content,
        ObjectAttributes attributes,
        Preconditions preconditions,
        @Nullable AppId writtenBy) {}
