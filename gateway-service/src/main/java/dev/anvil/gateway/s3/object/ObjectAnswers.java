package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.header.AttributeFields;
import dev.anvil.gateway.s3.lock.LockFields;
import dev.anvil.model.VersionId;
import org.jspecify.annotations.Nullable;

/** The headers that tell of objects. */
final class ObjectAnswers {
    static final String VERSION_ID = "x-amz-version-id";
    static final String DELETE_MARKER = "x-amz-delete-marker";

    private ObjectAnswers() {}

    static S3Response written(Committed committed) {
        return S3Response.ok().header("ETag", committed.etag().quoted()).header(VERSION_ID, versionId(committed));
    }

    /** Null versions are not named, so that nobody takes "null" for a name that lasts. */
    static @Nullable String versionId(Committed committed) {
        return committed.versioned() && !committed.version().isNull()
                ? committed.version().value()
                : null;
    }

    static S3Response read(S3Response response, Bucket bucket, ObjectVersion version) {
        return LockFields.addTo(
                AttributeFields.addTo(validators(response, bucket, version), version.attributes()),
                version.attributes().guards());
    }

    /** All that a cache needs to know. */
    static S3Response validators(S3Response response, Bucket bucket, ObjectVersion version) {
        return response.header("Last-Modified", version.modified())
                .header("ETag", version.etag().quoted())
                .header(VERSION_ID, versionId(bucket, version.version()))
                .header("Accept-Ranges", "bytes");
    }

    /** Buckets that never had versions do not speak of them. */
    static @Nullable String versionId(Bucket bucket, VersionId version) {
        return bucket.versioning().everOn() || !version.isNull() ? version.value() : null;
    }
}
