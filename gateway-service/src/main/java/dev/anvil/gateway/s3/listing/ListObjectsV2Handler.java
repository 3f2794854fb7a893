package dev.anvil.gateway.s3.listing;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectPage;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.header.PageToken;
import dev.anvil.gateway.s3.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/** The second version of listing: where the next page begins stands in a token. */
final class ListObjectsV2Handler implements S3Handler.OfBucket {
    private final ObjectCatalogue objects;
    private final BucketCalls buckets;

    ListObjectsV2Handler(ObjectCatalogue objects, BucketCalls buckets) {
        this.objects = objects;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.LIST_OBJECTS_V2;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        S3Call call = request.call();
        ListRequest listed = ListRequest.of(request);
        String startAfter = call.parameter("start-after").orElse("");
        String token = call.parameters().get("continuation-token");
        // The token knows better: it came from a page that began after start-after.
        String after = token == null || token.isEmpty() ? startAfter : PageToken.decode(token);
        ObjectPage page = listed.page(objects, buckets, after);
        boolean withOwner =
                call.parameter("fetch-owner").filter("true"::equalsIgnoreCase).isPresent();
        Bucket owner = withOwner ? request.bucket() : null;
        return S3Response.ok().xml(xml -> write(xml, listed, startAfter, token, page, owner));
    }

    private static void write(
            XmlWriter xml,
            ListRequest listed,
            String startAfter,
            @Nullable String token,
            ObjectPage page,
            @Nullable Bucket owner) {
        ListingText text = listed.text();
        ListingXml listing = new ListingXml(xml, text);
        xml.openRoot("ListBucketResult")
                .element("Name", listed.bucket().name().value())
                .element("Prefix", text.of(listed.prefix()))
                .element("KeyCount", page.entries().size())
                .element("MaxKeys", listed.limit());
        listing.optional("Delimiter", listed.delimiter());
        xml.optional("EncodingType", text.encoded() ? "url" : null);
        xml.element("IsTruncated", page.more());
        xml.optional("ContinuationToken", token);
        if (page.more()) {
            xml.element("NextContinuationToken", PageToken.encode(page.nextAfter()));
        }
        listing.optional("StartAfter", startAfter);
        listing.contents(page.entries(), owner);
        listing.commonPrefixes(page.entries());
        xml.close();
    }
}
