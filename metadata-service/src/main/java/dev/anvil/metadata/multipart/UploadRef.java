package dev.anvil.metadata.multipart;

import dev.anvil.model.BucketId;
import dev.anvil.model.ObjectKey;

/** The upload that a request is about. An id that belongs to another key is no such upload. */
public record UploadRef(BucketId bucket, ObjectKey key, UploadId id) {}
