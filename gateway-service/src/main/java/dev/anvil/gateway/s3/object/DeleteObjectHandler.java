package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Deleted;
import dev.anvil.gateway.catalogue.Deletion;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.header.VersionParameter;
import dev.anvil.gateway.s3.header.WriteConditions;

/** Deletes an object, or one version of it for good. What is not there is deleted already. */
final class DeleteObjectHandler implements S3Handler.OfObject {
    private final ObjectCatalogue objects;
    private final BucketCalls buckets;
    private final ObjectHolds holds;

    DeleteObjectHandler(ObjectCatalogue objects, BucketCalls buckets, ObjectHolds holds) {
        this.objects = objects;
        this.buckets = buckets;
        this.holds = holds;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.DELETE_OBJECT;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        S3Call call = request.call();
        Deletion deletion = new Deletion(
                request.key(),
                VersionParameter.of(call).orElse(null),
                WriteConditions.ofDelete(call.headers()),
                holds.maySetAside(request));
        Deleted deleted = buckets.on(request.bucket(), bucket -> objects.delete(bucket.id(), deletion));
        return S3Response.noContent()
                .header(ObjectAnswers.DELETE_MARKER, deleted.deleteMarker() ? "true" : null)
                .header(
                        ObjectAnswers.VERSION_ID,
                        deleted.versioned() && deleted.version() != null
                                ? deleted.version().value()
                                : null);
    }
}
