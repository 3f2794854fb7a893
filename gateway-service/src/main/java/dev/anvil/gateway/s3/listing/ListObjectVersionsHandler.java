package dev.anvil.gateway.s3.listing;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.VersionPage;
import dev.anvil.gateway.catalogue.VersionQuery;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.NumberParameter;
import dev.anvil.gateway.s3.header.VersionParameter;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.util.List;

/** All versions and delete markers, newest first for each key. */
final class ListObjectVersionsHandler implements S3Handler.OfBucket {
    private final ObjectCatalogue objects;
    private final BucketCalls buckets;

    ListObjectVersionsHandler(ObjectCatalogue objects, BucketCalls buckets) {
        this.objects = objects;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.LIST_OBJECT_VERSIONS;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        S3Call call = request.call();
        ListingText text = ListingText.of(call);
        VersionQuery query = query(request);
        VersionPage page = query.limit() == 0
                ? new VersionPage(List.of(), false, "", "")
                : buckets.on(request.bucket(), bucket -> objects.listVersions(query.in(bucket.id())));
        return S3Response.ok().xml(xml -> write(xml, request.bucket(), query, text, page));
    }

    private static VersionQuery query(S3Request.OfBucket request) {
        S3Call call = request.call();
        String keyMarker = call.parameter("key-marker").orElse("");
        String versionMarker = call.parameter("version-id-marker").orElse("");
        if (!versionMarker.isEmpty()) {
            VersionParameter.parse(versionMarker);
            if (keyMarker.isEmpty()) {
                throw new S3Error(
                        S3ErrorCode.INVALID_ARGUMENT, "A version-id marker cannot be specified without a key marker.");
            }
        }
        return new VersionQuery(
                request.bucket().id(),
                call.parameter("prefix").orElse(""),
                call.parameter("delimiter").orElse(""),
                keyMarker,
                versionMarker,
                NumberParameter.page(call, "max-keys", ObjectCatalogue.MAX_PAGE));
    }

    private static void write(XmlWriter xml, Bucket bucket, VersionQuery query, ListingText text, VersionPage page) {
        ListingXml listing = new ListingXml(xml, text);
        xml.openRoot("ListVersionsResult")
                .element("Name", bucket.name().value())
                .element("Prefix", text.of(query.prefix()))
                .element("KeyMarker", text.of(query.keyMarker()))
                .element("VersionIdMarker", query.versionMarker());
        if (page.more()) {
            xml.element("NextKeyMarker", text.of(page.nextKeyMarker()));
            xml.optional("NextVersionIdMarker", page.nextVersionMarker().isEmpty() ? null : page.nextVersionMarker());
        }
        xml.element("MaxKeys", query.limit());
        listing.optional("Delimiter", query.delimiter());
        xml.optional("EncodingType", text.encoded() ? "url" : null);
        xml.element("IsTruncated", page.more());
        listing.versions(page.entries(), bucket);
        listing.commonPrefixes(page.entries());
        xml.close();
    }
}
