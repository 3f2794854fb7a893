package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.CompletedPart;
import dev.anvil.gateway.catalogue.Encryption;
import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.catalogue.StoredChecksum;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.catalogue.UploadCompletion;
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
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.header.WriteConditions;
import dev.anvil.gateway.s3.xml.XmlWriter;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes an object out of the parts of an upload. */
final class CompleteMultipartUploadHandler implements S3Handler.OfObject {
    private final UploadCatalogue uploads;
    private final BucketCalls buckets;
    private final ObjectKeys keys;
    private final InstantSource clock;

    CompleteMultipartUploadHandler(UploadCatalogue uploads, BucketCalls buckets, ObjectKeys keys, InstantSource clock) {
        this.uploads = uploads;
        this.buckets = buckets;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.COMPLETE_MULTIPART_UPLOAD;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        S3Call call = request.call();
        Preconditions conditions = WriteConditions.ofPut(call.headers());
        List<StoredChecksum> checksums = ChecksumFields.of(call.headers());
        OptionalLong size = CompletionClaims.size(call.headers());
        CompleteDocument document =
                CompleteDocument.parse(call.body().readSmallWithoutChecksum(CompleteDocument.MAX_BYTES));
        List<CompletedPart> parts = document.parts().orElseThrow(() -> strangePart(request));
        Optional<Upload> upload = upload(request);
        upload.ifPresent(one -> new CompletionClaims(one).check(call.headers(), parts));
        Optional<Encryption> encryption =
                upload.flatMap(one -> keys.ofPart(call.headers(), one)).map(Sealing::encryption);
        VersionId version = VersionId.create(clock.instant());
        Committed committed = buckets.on(
                request.bucket(),
                bucket -> uploads.complete(new UploadCompletion(
                        UploadParameter.in(bucket, request),
                        version,
                        parts,
                        conditions,
                        checksums,
                        size,
                        call.appId())));
        return ObjectKeys.addTo(S3Response.ok(), encryption, call.headers())
                .header("x-amz-version-id", named(committed))
                .xml(xml -> write(xml, request, committed));
    }

    /** An upload that was completed before has no more to tell, and is answered as it was. */
    private Optional<Upload> upload(S3Request.OfObject request) {
        try {
            return Optional.of(
                    buckets.on(request.bucket(), bucket -> uploads.lookUp(UploadParameter.in(bucket, request))));
        } catch (ServiceFailure e) {
            if (!e.reason().equals("NO_SUCH_UPLOAD")) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** What is no entity tag is none of a part that was uploaded; but first of all the upload must be there. */
    private RuntimeException strangePart(S3Request.OfObject request) {
        buckets.on(request.bucket(), bucket -> uploads.lookUp(UploadParameter.in(bucket, request)));
        return new S3Error(S3ErrorCode.INVALID_PART);
    }

    private static @Nullable String named(Committed committed) {
        return committed.versioned() && !committed.version().isNull()
                ? committed.version().value()
                : null;
    }

    private static void write(XmlWriter xml, S3Request.OfObject request, Committed committed) {
        xml.openRoot("CompleteMultipartUploadResult")
                .element("Location", request.call().endpoint().url())
                .element("Bucket", request.bucket().name().value())
                .element("Key", request.key().value())
                .element("ETag", committed.etag().quoted());
        ChecksumFields.write(xml, committed.checksums());
        if (!committed.checksums().isEmpty()) {
            xml.element(
                    "ChecksumType", ChecksumFields.type(committed.checksums().getFirst()));
        }
        xml.close();
    }
}
