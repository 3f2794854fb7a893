package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.catalogue.Part;
import dev.anvil.gateway.catalogue.PartPage;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.header.NumberParameter;
import dev.anvil.gateway.s3.listing.ListingText;
import dev.anvil.gateway.s3.xml.XmlWriter;
import dev.anvil.model.Checksum;

/** The parts of an upload that are there. */
final class ListPartsHandler implements S3Handler.OfObject {
    private static final int MAX_PAGE = 1000;

    private final UploadCatalogue uploads;
    private final BucketCalls buckets;

    ListPartsHandler(UploadCatalogue uploads, BucketCalls buckets) {
        this.uploads = uploads;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.LIST_PARTS;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        S3Call call = request.call();
        ListingText text = ListingText.of(call);
        int limit = NumberParameter.page(call, "max-parts", MAX_PAGE);
        int marker = NumberParameter.of(call, "part-number-marker", 0, Integer.MAX_VALUE)
                .orElse(0);
        PartPage page = buckets.on(
                request.bucket(), bucket -> uploads.listParts(UploadParameter.in(bucket, request), marker, limit));
        return S3Response.ok().xml(xml -> write(xml, request, text, marker, limit, page));
    }

    private static void write(
            XmlWriter xml, S3Request.OfObject request, ListingText text, int marker, int limit, PartPage page) {
        Upload upload = page.upload();
        xml.openRoot("ListPartsResult")
                .element("Bucket", request.bucket().name().value())
                .element("Key", text.of(request.key().value()))
                .element("UploadId", upload.id().value());
        UploadXml.people(xml, request.bucket(), upload);
        xml.element("PartNumberMarker", marker);
        if (!page.parts().isEmpty()) {
            // Behind the last part there is none to go on from: clients that go by this alone would begin again at 0,
            // for ever.
            xml.element("NextPartNumberMarker", page.parts().getLast().number());
        }
        xml.element("MaxParts", limit).element("IsTruncated", page.more());
        UploadXml.checksum(xml, upload);
        page.parts().forEach(part -> write(xml, upload, part));
        xml.close();
    }

    private static void write(XmlWriter xml, Upload upload, Part part) {
        xml.open("Part")
                .element("PartNumber", part.number())
                .element("LastModified", part.modified())
                .element("ETag", part.etag().quoted())
                .element("Size", part.size());
        Checksum.Algorithm promised = upload.checksumAlgorithm();
        ChecksumFields.write(
                xml,
                part.checksums().stream()
                        .filter(stored -> promised == null
                                ? stored.checksum().algorithm() != UploadChecksum.OF_NO_CHOICE
                                : stored.checksum().algorithm() == promised)
                        .toList());
        xml.close();
    }
}
