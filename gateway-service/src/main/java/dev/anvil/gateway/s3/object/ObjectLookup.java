package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.DeleteMarker;
import dev.anvil.gateway.catalogue.DonePart;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.Resolved;
import dev.anvil.gateway.s3.AccessCheck;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.VersionParameter;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the version that a request means. Delete markers are not found, and say that they are why. */
public final class ObjectLookup {
    private final ObjectCatalogue objects;
    private final BucketCalls buckets;
    private final AccessCheck access;

    public ObjectLookup(ObjectCatalogue objects, BucketCalls buckets, AccessCheck access) {
        this.objects = objects;
        this.buckets = buckets;
        this.access = access;
    }

    /** What the request names, if its sender may have it now that it is known. */
    public ObjectVersion find(S3Request.OfObject request, boolean withLayout) {
        VersionId version = VersionParameter.of(request.call()).orElse(null);
        ObjectVersion found;
        try {
            found = find(request.bucket(), request.key(), version, withLayout);
        } catch (S3Error e) {
            throw e.code() == S3ErrorCode.NO_SUCH_KEY
                            || e.code() == S3ErrorCode.NO_SUCH_VERSION
                            || e.code() == S3ErrorCode.METHOD_NOT_ALLOWED
                    ? access.missing(request, e)
                    : e;
        }
        access.confirm(request, found);
        return found;
    }

    /** For who changes the object without looking at it: looks only where who may do that depends on it. */
    public void confirmUnseen(S3Request.OfObject request) {
        if (access.dependsOnObject(request)) {
            find(request, false);
        }
    }

    public ObjectVersion find(Bucket bucket, ObjectKey key, @Nullable VersionId version, boolean withLayout) {
        return switch (resolve(bucket, key, version, withLayout)) {
            case ObjectVersion found -> found;
            case DeleteMarker marker -> throw deleted(marker, version);
        };
    }

    /** The parts that a version was uploaded in, with their checksums. */
    List<DonePart> parts(Bucket bucket, ObjectVersion version) {
        return version.isMultipart()
                ? buckets.on(bucket, current -> objects.parts(current.id(), version.key(), version.version()))
                : List.of();
    }

    private Resolved resolve(Bucket bucket, ObjectKey key, @Nullable VersionId version, boolean withLayout) {
        try {
            return buckets.on(bucket, current -> objects.lookUp(current.id(), key, version, withLayout));
        } catch (ServiceFailure e) {
            switch (e.reason()) {
                case "NO_SUCH_KEY" ->
                    throw new S3Error(S3ErrorCode.NO_SUCH_KEY)
                            .with("Key", key.value())
                            .withHeader(ObjectAnswers.DELETE_MARKER, "false");
                case "NO_SUCH_VERSION" ->
                    throw new S3Error(S3ErrorCode.NO_SUCH_VERSION)
                            .with("Key", key.value())
                            .with("VersionId", version == null ? "" : version.value());
                default -> throw e;
            }
        }
    }

    private static S3Error deleted(DeleteMarker marker, @Nullable VersionId asked) {
        S3Error error = asked == null
                ? new S3Error(S3ErrorCode.NO_SUCH_KEY).with("Key", marker.key().value())
                : new S3Error(S3ErrorCode.METHOD_NOT_ALLOWED)
                        .with("Method", "GET")
                        .with("ResourceType", "DeleteMarker")
                        .withHeader("Allow", "DELETE");
        return error.withHeader(ObjectAnswers.DELETE_MARKER, "true")
                .withHeader(ObjectAnswers.VERSION_ID, marker.version().value());
    }
}
