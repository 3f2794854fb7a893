package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.Tag;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.header.VersionParameter;
import dev.anvil.model.VersionId;
import java.util.List;

/** Changes the tags of the version that a request names, or of the current one. */
final class ObjectTagging {
    private final ObjectCatalogue objects;
    private final BucketCalls buckets;
    private final ObjectLookup lookup;

    ObjectTagging(ObjectCatalogue objects, BucketCalls buckets, ObjectLookup lookup) {
        this.objects = objects;
        this.buckets = buckets;
        this.lookup = lookup;
    }

    S3Response put(S3Response response, S3Request.OfObject request, List<Tag> tags) {
        lookup.confirmUnseen(request);
        VersionId named = VersionParameter.of(request.call()).orElse(null);
        VersionId changed =
                buckets.on(request.bucket(), bucket -> objects.putTags(bucket.id(), request.key(), named, tags));
        return response.header(ObjectAnswers.VERSION_ID, ObjectAnswers.versionId(request.bucket(), changed));
    }
}
