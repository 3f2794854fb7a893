package dev.anvil.metadata.rpc;

import dev.anvil.metadata.Page;
import dev.anvil.metadata.multipart.CompletedPart;
import dev.anvil.metadata.multipart.NewUpload;
import dev.anvil.metadata.multipart.Part;
import dev.anvil.metadata.multipart.PartCommit;
import dev.anvil.metadata.multipart.PartNumber;
import dev.anvil.metadata.multipart.Upload;
import dev.anvil.metadata.multipart.UploadCompletion;
import dev.anvil.metadata.multipart.UploadEntry;
import dev.anvil.metadata.multipart.UploadId;
import dev.anvil.metadata.multipart.UploadPage;
import dev.anvil.metadata.multipart.UploadPrefix;
import dev.anvil.metadata.multipart.UploadQuery;
import dev.anvil.metadata.multipart.UploadRef;
import dev.anvil.metadata.object.CommitId;
import dev.anvil.metadata.v1.CommitPartRequest;
import dev.anvil.metadata.v1.CompleteUploadRequest;
import dev.anvil.metadata.v1.CreateUploadRequest;
import dev.anvil.metadata.v1.ListPartsResponse;
import dev.anvil.metadata.v1.ListUploadsRequest;
import dev.anvil.metadata.v1.ListUploadsResponse;
import dev.anvil.model.AppId;
import dev.anvil.model.Checksum;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.util.OptionalLong;

/** Uploads and their parts. */
final class UploadMessages {
    private UploadMessages() {}

    static UploadRef upload(com.google.protobuf.ByteString bucket, String key, String upload) {
        return new UploadRef(IdBytes.bucket(bucket), new ObjectKey(key), new UploadId(upload));
    }

    static NewUpload newUpload(CreateUploadRequest message) {
        return new NewUpload(
                IdBytes.bucket(message.getBucketId()),
                new ObjectKey(message.getKey()),
                AttributeMessages.attributes(message.getAttributes()),
                AttributeMessages.tags(message.getAttributes().getTagsList()),
                message.hasChecksumAlgorithm() ? ChecksumMessages.algorithm(message.getChecksumAlgorithm()) : null,
                message.getChecksumFullObject(),
                AttributeMessages.app(message.getInitiatedBy()));
    }

    static PartCommit part(CommitPartRequest message) {
        return new PartCommit(
                upload(message.getBucketId(), message.getKey(), message.getUploadId()),
                new PartNumber(message.getPartNumber()),
                message.getSize(),
                new ETag(message.getEtag()),
                ChecksumMessages.checksums(message.getChecksumsList()),
                message.hasBlob() ? BlobMessages.newBlob(message.getBlob(), message.getMissingSlotsList()) : null);
    }

    static UploadCompletion completion(CompleteUploadRequest message) {
        return new UploadCompletion(
                upload(message.getBucketId(), message.getKey(), message.getUploadId()),
                CommitId.of(new VersionId(message.getVersionId())),
                message.getPartsList().stream()
                        .map(part -> new CompletedPart(
                                new PartNumber(part.getPartNumber()),
                                part.getEtag(),
                                ChecksumMessages.checksums(part.getChecksumsList())))
                        .toList(),
                AttributeMessages.preconditions(message.getPreconditions()),
                ChecksumMessages.checksums(message.getChecksumsList()),
                message.hasSize() ? OptionalLong.of(message.getSize()) : OptionalLong.empty(),
                AttributeMessages.app(message.getWrittenBy()));
    }

    static UploadQuery query(ListUploadsRequest message) {
        return new UploadQuery(
                IdBytes.bucket(message.getBucketId()),
                PlainText.of("the prefix", message.getPrefix()),
                PlainText.of("the delimiter", message.getDelimiter()),
                PlainText.of("the key marker", message.getKeyMarker()),
                PlainText.of("the upload marker", message.getUploadIdMarker()),
                message.getLimit());
    }

    static dev.anvil.metadata.v1.Upload message(Upload upload) {
        AppId by = upload.initiatedBy();
        Checksum.Algorithm algorithm = upload.checksumAlgorithm();
        var message = dev.anvil.metadata.v1.Upload.newBuilder()
                .setUploadId(upload.id().value())
                .setKey(upload.key())
                .setInitiatedMillis(upload.initiated().toEpochMilli())
                .setInitiatedBy(by == null ? "" : by.toString())
                .setAttributes(AttributeMessages.message(upload.attributes(), upload.tags()))
                .setChecksumFullObject(upload.checksumOfWhole());
        if (algorithm != null) {
            message.setChecksumAlgorithm(ChecksumMessages.message(algorithm));
        }
        return message.build();
    }

    static ListPartsResponse message(Upload upload, Page<Part> parts) {
        var message = ListPartsResponse.newBuilder().setUpload(message(upload)).setMore(parts.more());
        parts.items().forEach(part -> message.addParts(message(part)));
        return message.build();
    }

    static ListUploadsResponse message(UploadPage page) {
        var message = ListUploadsResponse.newBuilder()
                .setMore(page.more())
                .setNextKeyMarker(page.nextKeyMarker())
                .setNextUploadIdMarker(page.nextUploadMarker());
        page.entries().forEach(entry -> message.addEntries(message(entry)));
        return message.build();
    }

    private static dev.anvil.metadata.v1.UploadEntry message(UploadEntry entry) {
        var message = dev.anvil.metadata.v1.UploadEntry.newBuilder();
        return switch (entry) {
            case Upload upload -> message.setUpload(message(upload)).build();
            case UploadPrefix prefix -> message.setCommonPrefix(prefix.value()).build();
        };
    }

    private static dev.anvil.metadata.v1.Part message(Part part) {
        var message = dev.anvil.metadata.v1.Part.newBuilder()
                .setPartNumber(part.number().value())
                .setSize(part.size())
                .setEtag(part.etag().value())
                .setModifiedMillis(part.modified().toEpochMilli());
        part.checksums().forEach(checksum -> message.addChecksums(ChecksumMessages.message(checksum)));
        return message.build();
    }
}
