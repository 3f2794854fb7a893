package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.CommonPrefix;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.catalogue.UploadEntry;
import dev.anvil.gateway.catalogue.UploadPage;
import dev.anvil.gateway.catalogue.UploadQuery;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.header.NumberParameter;
import dev.anvil.gateway.s3.listing.ListingText;
import dev.anvil.gateway.s3.xml.XmlWriter;

/** The uploads of a bucket that were begun and not ended. */
final class ListMultipartUploadsHandler implements S3Handler.OfBucket {
    private static final int MAX_PAGE = 1000;

    private final UploadCatalogue uploads;
    private final BucketCalls buckets;

    ListMultipartUploadsHandler(UploadCatalogue uploads, BucketCalls buckets) {
        this.uploads = uploads;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.LIST_MULTIPART_UPLOADS;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        S3Call call = request.call();
        ListingText text = ListingText.of(call);
        String keyMarker = call.parameter("key-marker").orElse("");
        UploadQuery query = new UploadQuery(
                request.bucket().id(),
                call.parameter("prefix").orElse(""),
                call.parameter("delimiter").orElse(""),
                keyMarker,
                // Without a key it says nothing.
                keyMarker.isEmpty() ? "" : call.parameter("upload-id-marker").orElse(""),
                NumberParameter.page(call, "max-uploads", MAX_PAGE));
        UploadPage page = buckets.on(request.bucket(), bucket -> uploads.list(query.in(bucket.id())));
        return S3Response.ok().xml(xml -> write(xml, request.bucket(), query, text, page));
    }

    private static void write(XmlWriter xml, Bucket bucket, UploadQuery query, ListingText text, UploadPage page) {
        xml.openRoot("ListMultipartUploadsResult")
                .element("Bucket", bucket.name().value())
                .element("KeyMarker", text.of(query.keyMarker()))
                .element("UploadIdMarker", query.uploadMarker());
        if (page.more()) {
            xml.element("NextKeyMarker", text.of(page.nextKeyMarker()))
                    .element("NextUploadIdMarker", page.nextUploadMarker());
        }
        xml.element("Prefix", text.of(query.prefix()));
        xml.optional("Delimiter", query.delimiter().isEmpty() ? null : text.of(query.delimiter()));
        xml.optional("EncodingType", text.encoded() ? "url" : null);
        xml.element("MaxUploads", query.limit()).element("IsTruncated", page.more());
        for (UploadEntry entry : page.entries()) {
            if (entry instanceof Upload upload) {
                write(xml, bucket, text, upload);
            }
        }
        for (UploadEntry entry : page.entries()) {
            if (entry instanceof CommonPrefix common) {
                xml.open("CommonPrefixes")
                        .element("Prefix", text.of(common.prefix()))
                        .close();
            }
        }
        xml.close();
    }

    private static void write(XmlWriter xml, Bucket bucket, ListingText text, Upload upload) {
        xml.open("Upload")
                .element("Key", text.of(upload.key().value()))
                .element("UploadId", upload.id().value());
        UploadXml.people(xml, bucket, upload);
        xml.element("Initiated", upload.initiated());
        UploadXml.checksum(xml, upload);
        xml.close();
    }
}
