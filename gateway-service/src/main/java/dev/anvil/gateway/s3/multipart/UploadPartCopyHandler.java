package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.catalogue.PartCommit;
import dev.anvil.gateway.catalogue.StoredChecksum;
import dev.anvil.gateway.catalogue.StoredContent;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.content.ContentCopy;
import dev.anvil.gateway.encryption.DataKey;
import dev.anvil.gateway.encryption.Sealing;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.encryption.ObjectKeys;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.BodyFields;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.header.CopyRange;
import dev.anvil.gateway.s3.object.SourceLookup;
import dev.anvil.gateway.s3.xml.XmlWriter;
import dev.anvil.model.ByteRange;
import dev.anvil.model.Checksum.Algorithm;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a part out of a range of an object. */
final class UploadPartCopyHandler implements S3Handler.OfObject {
    private final SourceLookup sources;
    private final ContentCopy contents;
    private final ObjectKeys keys;
    private final UploadCatalogue uploads;
    private final BucketCalls buckets;

    UploadPartCopyHandler(
            SourceLookup sources, ContentCopy contents, ObjectKeys keys, UploadCatalogue uploads, BucketCalls buckets) {
        this.sources = sources;
        this.contents = contents;
        this.keys = keys;
        this.uploads = uploads;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.UPLOAD_PART_COPY;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) throws IOException {
        S3Call call = request.call();
        int number = UploadParameter.partNumber(call);
        Upload upload = buckets.on(request.bucket(), bucket -> uploads.lookUp(UploadParameter.in(bucket, request)));
        SourceLookup.Source source = sources.find(request, true);
        ByteRange range = CopyRange.of(call.headers(), source.version().size());
        if (range.length() > BodyFields.MAX_BYTES) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST,
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + BodyFields.MAX_BYTES);
        }
        Optional<DataKey> key = keys.toCopy(call.headers(), source.version());
        Optional<Sealing> sealing = keys.ofPart(call.headers(), upload);
        Algorithm wanted = upload.checksumAlgorithm();
        Set<Algorithm> checksums = Set.of(wanted == null ? UploadChecksum.OF_NO_CHOICE : wanted);
        StoredContent content = contents.copy(
                        source.bucket().id(),
                        source.version(),
                        key.orElse(null),
                        range,
                        checksums,
                        sealing.orElse(null))
                .stored(checksums);
        Instant modified = buckets.on(
                request.bucket(),
                bucket -> uploads.commitPart(new PartCommit(UploadParameter.in(bucket, request), number, content)));
        String sourceVersion = source.bucket().versioning().everOn()
                ? source.version().version().value()
                : null;
        return ObjectKeys.addTo(S3Response.ok(), sealing.map(Sealing::encryption), call.headers())
                .header("x-amz-copy-source-version-id", sourceVersion)
                .xml(xml -> write(xml, content, wanted == null ? List.of() : content.checksums(), modified));
    }

    private static void write(XmlWriter xml, StoredContent content, List<StoredChecksum> checksums, Instant modified) {
        xml.openRoot("CopyPartResult")
                .element("LastModified", modified)
                .element("ETag", content.etag().quoted());
        ChecksumFields.write(xml, checksums);
        xml.close();
    }
}
