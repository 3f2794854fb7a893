package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.Resource;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Hold;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.header.VersionParameter;
import dev.anvil.gateway.s3.lock.LockFields;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;

/** Changes what holds the version that a request names, and knows who may set governance aside. */
final class ObjectHolds {
    private final ObjectCatalogue objects;
    private final BucketCalls buckets;
    private final Authorizer authorizer;

    ObjectHolds(ObjectCatalogue objects, BucketCalls buckets, Authorizer authorizer) {
        this.objects = objects;
        this.buckets = buckets;
        this.authorizer = authorizer;
    }

    S3Response put(S3Request.OfObject request, Hold hold) {
        VersionId named = VersionParameter.of(request.call()).orElse(null);
        VersionId changed =
                buckets.on(request.bucket(), bucket -> objects.hold(bucket.id(), request.key(), named, hold));
        return S3Response.ok().header(ObjectAnswers.VERSION_ID, ObjectAnswers.versionId(request.bucket(), changed));
    }

    boolean maySetAside(S3Request.OfObject request) {
        return maySetAside(request.call(), request.bucket(), request.key());
    }

    /** The wish of who may not is passed over: what is held refuses it then. */
    boolean maySetAside(S3Call call, Bucket bucket, ObjectKey key) {
        return LockFields.wantsBypass(call.headers())
                && authorizer.allows(
                        call.caller(), Action.OBJECT_BYPASS_GOVERNANCE, new Resource.OfObject(bucket, key));
    }
}
