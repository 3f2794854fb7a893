package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.catalogue.PartCommit;
import dev.anvil.gateway.catalogue.StoredChecksum;
import dev.anvil.gateway.catalogue.StoredContent;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.content.ContentWriter;
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
import dev.anvil.model.Checksum.Algorithm;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores one part. That there is such an upload is asked before its bytes are read. */
final class UploadPartHandler implements S3Handler.OfObject {
    private final ContentWriter contents;
    private final ObjectKeys keys;
    private final UploadCatalogue uploads;
    private final BucketCalls buckets;

    UploadPartHandler(ContentWriter contents, ObjectKeys keys, UploadCatalogue uploads, BucketCalls buckets) {
        this.contents = contents;
        this.keys = keys;
        this.uploads = uploads;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.UPLOAD_PART;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) throws IOException {
        S3Call call = request.call();
        int number = UploadParameter.partNumber(call);
        BodyFields.requireLength(call.headers(), call.body());
        Upload upload = buckets.on(request.bucket(), bucket -> uploads.lookUp(UploadParameter.in(bucket, request)));
        Set<Algorithm> checksums = checksums(upload, call);
        Optional<Sealing> sealing = keys.ofPart(call.headers(), upload);
        StoredContent content = contents.write(call.body().open(checksums), sealing.orElse(null))
                .stored(checksums);
        // From here on the shards are the catalogue's, whatever it answers (PROTOCOL, rule SILENT).
        buckets.on(
                request.bucket(),
                bucket -> uploads.commitPart(new PartCommit(UploadParameter.in(bucket, request), number, content)));
        return ChecksumFields.addTo(
                ObjectKeys.addTo(
                        S3Response.ok().header("ETag", content.etag().quoted()),
                        sealing.map(Sealing::encryption),
                        call.headers()),
                told(upload, call, content.checksums()));
    }

    /** What was computed for the whole only is nothing that the client asked for. */
    private static List<StoredChecksum> told(Upload upload, S3Call call, List<StoredChecksum> checksums) {
        Optional<Algorithm> asked = Optional.ofNullable(upload.checksumAlgorithm())
                .or(() -> call.body().declaredChecksum());
        return checksums.stream()
                .filter(stored ->
                        asked.filter(stored.checksum().algorithm()::equals).isPresent())
                .toList();
    }

    /** The upload said which checksum its parts have; a client that sends another one is mistaken about the upload. */
    private static Set<Algorithm> checksums(Upload upload, S3Call call) {
        Algorithm wanted = upload.checksumAlgorithm();
        Optional<Algorithm> declared = call.body().declaredChecksum();
        if (wanted == null) {
            Set<Algorithm> all = EnumSet.of(UploadChecksum.OF_NO_CHOICE);
            declared.ifPresent(all::add);
            return all;
        }
        if (declared.isPresent() && declared.get() != wanted) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST,
                    "Checksum Type mismatch occurred, expected checksum Type: " + wanted.name()
                            + ", actual checksum Type: " + declared.get().name());
        }
        return Set.of(wanted);
    }
}
