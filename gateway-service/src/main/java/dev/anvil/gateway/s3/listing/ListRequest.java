package dev.anvil.gateway.s3.listing;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.ListQuery;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectPage;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.header.NumberParameter;
import java.util.List;

/** What both listings of current objects ask for. */
record ListRequest(Bucket bucket, String prefix, String delimiter, int limit, ListingText text) {
    static ListRequest of(S3Request.OfBucket request) {
        S3Call call = request.call();
        return new ListRequest(
                request.bucket(),
                call.parameter("prefix").orElse(""),
                call.parameter("delimiter").orElse(""),
                NumberParameter.page(call, "max-keys", ObjectCatalogue.MAX_PAGE),
                ListingText.of(call));
    }

    ObjectPage page(ObjectCatalogue objects, BucketCalls buckets, String after) {
        if (limit == 0) {
            // A page of nothing has no successor: there would be no end.
            return new ObjectPage(List.of(), false, "");
        }
        return buckets.on(
                bucket, current -> objects.list(new ListQuery(current.id(), prefix, delimiter, after, limit)));
    }
}
