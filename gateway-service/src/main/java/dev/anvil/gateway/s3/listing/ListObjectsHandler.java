package dev.anvil.gateway.s3.listing;

import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectPage;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.xml.XmlWriter;

/** The first version of listing: the next page begins after a key that the client names. */
final class ListObjectsHandler implements S3Handler.OfBucket {
    private final ObjectCatalogue objects;
    private final BucketCalls buckets;

    ListObjectsHandler(ObjectCatalogue objects, BucketCalls buckets) {
        this.objects = objects;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.LIST_OBJECTS;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        ListRequest listed = ListRequest.of(request);
        String marker = request.call().parameter("marker").orElse("");
        ObjectPage page = listed.page(objects, buckets, marker);
        return S3Response.ok().xml(xml -> write(xml, listed, marker, page));
    }

    private static void write(XmlWriter xml, ListRequest listed, String marker, ObjectPage page) {
        ListingText text = listed.text();
        ListingXml listing = new ListingXml(xml, text);
        xml.openRoot("ListBucketResult")
                .element("Name", listed.bucket().name().value())
                // The one text that the first version leaves as it is.
                .element("Prefix", listed.prefix())
                .element("Marker", text.of(marker));
        if (page.more()) {
            xml.element("NextMarker", text.of(page.nextAfter()));
        }
        xml.element("MaxKeys", listed.limit());
        listing.optional("Delimiter", listed.delimiter());
        xml.optional("EncodingType", text.encoded() ? "url" : null);
        xml.element("IsTruncated", page.more());
        listing.contents(page.entries(), listed.bucket());
        listing.commonPrefixes(page.entries());
        xml.close();
    }
}
