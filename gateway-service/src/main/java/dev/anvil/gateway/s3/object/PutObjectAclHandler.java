package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.acl.Acl;
import dev.anvil.gateway.auth.BucketRules;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.access.WantedAcls;
import dev.anvil.gateway.s3.header.VersionParameter;
import dev.anvil.model.VersionId;

/** Puts a list in place of the one that an object has. Its owner stays who it is. */
final class PutObjectAclHandler implements S3Handler.OfObject {
    private final ObjectLookup lookup;
    private final WantedAcls wanted;
    private final ObjectCatalogue objects;
    private final BucketCalls buckets;

    PutObjectAclHandler(ObjectLookup lookup, WantedAcls wanted, ObjectCatalogue objects, BucketCalls buckets) {
        this.lookup = lookup;
        this.wanted = wanted;
        this.objects = objects;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.PUT_OBJECT_ACL;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        ObjectVersion found = lookup.find(request, false);
        Acl acl = wanted.ofObject(
                request.call(), request.bucket(), found.attributes().acl());
        Acl kept = acl.equals(Acl.privateTo(BucketRules.owner(request.bucket()))) ? null : acl;
        VersionId named = VersionParameter.of(request.call()).orElse(null);
        VersionId changed =
                buckets.on(request.bucket(), bucket -> objects.putAcl(bucket.id(), request.key(), named, kept));
        return S3Response.ok().header(ObjectAnswers.VERSION_ID, ObjectAnswers.versionId(request.bucket(), changed));
    }
}
