package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.DeleteMarker;
import dev.anvil.gateway.catalogue.DonePart;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.Resolved;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the version that a request means. Delete markers are not found, and say that they are why. */
public final class ObjectLookup {
    private final ObjectCatalogue objects;
    private final BucketCalls buckets;

    public ObjectLookup(ObjectCatalogue objects, BucketCalls buckets) {
        this.objects = objects;
        this.buckets = buckets;
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
