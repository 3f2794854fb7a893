package dev.anvil.gateway.s3.bucket;

import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.auth.Resource;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.BucketPage;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.header.NumberParameter;
import dev.anvil.gateway.s3.header.PageToken;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.util.List;

/** The tenant's buckets, as far as the caller may know of them. */
final class ListBucketsHandler implements S3Handler.OfAccount {
    private static final int MAX_BUCKETS = 10_000;

    private final BucketCatalogue buckets;
    private final Authorizer authorizer;

    ListBucketsHandler(BucketCatalogue buckets, Authorizer authorizer) {
        this.buckets = buckets;
        this.authorizer = authorizer;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.LIST_BUCKETS;
    }

    @Override
    public S3Response handle(S3Request.OfAccount request) {
        S3Call call = request.call();
        Caller.App app = call.app();
        int limit = NumberParameter.of(call, "max-buckets", 1, MAX_BUCKETS).orElse(MAX_BUCKETS);
        String prefix = call.parameter("prefix").orElse("");
        String after =
                call.parameter("continuation-token").map(PageToken::decode).orElse("");
        BucketPage page = buckets.list(app.tenant().id(), prefix, after, limit);
        List<Bucket> shown = page.buckets().stream()
                .filter(bucket -> authorizer.allows(app, Action.BUCKET_LIST, new Resource.OfBucket(bucket)))
                .toList();
        return S3Response.ok().xml(xml -> write(xml, app, prefix, page, shown));
    }

    private static void write(XmlWriter xml, Caller.App app, String prefix, BucketPage page, List<Bucket> shown) {
        xml.openRoot("ListAllMyBucketsResult");
        xml.open("Owner")
                .element("ID", app.tenant().canonicalId())
                .element("DisplayName", app.tenant().displayName())
                .close();
        xml.open("Buckets");
        for (Bucket bucket : shown) {
            xml.open("Bucket")
                    .element("Name", bucket.name().value())
                    .element("CreationDate", bucket.created())
                    .element("BucketRegion", bucket.region().value())
                    .close();
        }
        xml.close();
        if (page.more()) {
            xml.element(
                    "ContinuationToken",
                    PageToken.encode(page.buckets().getLast().name().value()));
        }
        xml.optional("Prefix", prefix.isEmpty() ? null : prefix);
        xml.close();
    }
}
