package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.catalogue.Encryption;
import dev.anvil.gateway.catalogue.NewUpload;
import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.encryption.Sealing;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.access.WantedAcls;
import dev.anvil.gateway.s3.encryption.ObjectKeys;
import dev.anvil.gateway.s3.header.AttributeFields;
import dev.anvil.gateway.s3.lock.LockFields;
import java.util.Optional;

/** Begins an upload. What the object will carry beside its bytes is said now. */
final class CreateMultipartUploadHandler implements S3Handler.OfObject {
    private final UploadCatalogue uploads;
    private final BucketCalls buckets;
    private final ObjectKeys keys;
    private final WantedAcls acls;

    CreateMultipartUploadHandler(UploadCatalogue uploads, BucketCalls buckets, ObjectKeys keys, WantedAcls acls) {
        this.uploads = uploads;
        this.buckets = buckets;
        this.keys = keys;
        this.acls = acls;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.CREATE_MULTIPART_UPLOAD;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        S3Call call = request.call();
        Optional<Encryption> encryption =
                keys.ofNew(call.headers(), request.bucket()).map(Sealing::encryption);
        ObjectAttributes attributes = AttributeFields.of(call.headers())
                .with(LockFields.of(call.headers(), request.bucket(), call.received())
                        .with(encryption.orElse(null)))
                .withAcl(acls.ofNewObject(call, request.bucket()));
        UploadChecksum checksum = UploadChecksum.of(call.headers());
        Upload upload = buckets.on(
                request.bucket(),
                bucket -> uploads.create(new NewUpload(
                        bucket.id(),
                        request.key(),
                        attributes,
                        checksum.algorithm(),
                        checksum.ofWhole(),
                        call.appId())));
        return checksum.addTo(ObjectKeys.addTo(S3Response.ok(), encryption, call.headers()))
                .xml(xml -> xml.openRoot("InitiateMultipartUploadResult")
                        .element("Bucket", request.bucket().name().value())
                        .element("Key", request.key().value())
                        .element("UploadId", upload.id().value())
                        .close());
    }
}
