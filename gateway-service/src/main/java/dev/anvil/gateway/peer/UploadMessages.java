package dev.anvil.gateway.peer;

import dev.anvil.gateway.catalogue.CommonPrefix;
import dev.anvil.gateway.catalogue.CompletedPart;
import dev.anvil.gateway.catalogue.NewUpload;
import dev.anvil.gateway.catalogue.Part;
import dev.anvil.gateway.catalogue.PartCommit;
import dev.anvil.gateway.catalogue.StoredContent;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.catalogue.UploadCompletion;
import dev.anvil.gateway.catalogue.UploadEntry;
import dev.anvil.gateway.catalogue.UploadId;
import dev.anvil.gateway.catalogue.UploadRef;
import dev.anvil.metadata.v1.CommitPartRequest;
import dev.anvil.metadata.v1.CompleteUploadRequest;
import dev.anvil.metadata.v1.CreateUploadRequest;
import dev.anvil.model.AppId;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import java.time.Instant;

/** Multipart uploads, as messages. */
final class UploadMessages {
    private UploadMessages() {}

    static CreateUploadRequest message(NewUpload upload) {
        var message = CreateUploadRequest.newBuilder()
                .setBucketId(Uuids.toBytes(upload.bucket().value()))
                .setKey(upload.key().value())
                .setAttributes(AttributeMessages.message(upload.attributes()))
                .setChecksumFullObject(upload.checksumOfWhole());
        AttributeMessages.ifPresent(
                upload.checksumAlgorithm(),
                algorithm -> message.setChecksumAlgorithm(LayoutMessages.message(algorithm)));
        AttributeMessages.ifPresent(upload.initiatedBy(), app -> message.setInitiatedBy(app.toString()));
        return message.build();
    }

    static Upload upload(dev.anvil.metadata.v1.Upload message) {
        return new Upload(
                new UploadId(message.getUploadId()),
                new ObjectKey(message.getKey()),
                Instant.ofEpochMilli(message.getInitiatedMillis()),
                message.getInitiatedBy().isEmpty() ? null : AppId.parse(message.getInitiatedBy()),
                AttributeMessages.attributes(message.getAttributes()),
                message.hasChecksumAlgorithm() ? LayoutMessages.algorithm(message.getChecksumAlgorithm()) : null,
                message.getChecksumFullObject());
    }

    static CommitPartRequest message(PartCommit commit) {
        UploadRef upload = commit.upload();
        StoredContent content = commit.content();
        var message = CommitPartRequest.newBuilder()
                .setBucketId(Uuids.toBytes(upload.bucket().value()))
                .setKey(upload.key().value())
                .setUploadId(upload.id().value())
                .setPartNumber(commit.number())
                .setSize(content.size())
                .setEtag(content.etag().value())
                .addAllMissingSlots(content.missingSlots());
        content.checksums().forEach(checksum -> message.addChecksums(LayoutMessages.message(checksum)));
        AttributeMessages.ifPresent(content.blob(), blob -> message.setBlob(LayoutMessages.message(blob)));
        return message.build();
    }

    static Part part(dev.anvil.metadata.v1.Part message) {
        return new Part(
                message.getPartNumber(),
                message.getSize(),
                new ETag(message.getEtag()),
                Instant.ofEpochMilli(message.getModifiedMillis()),
                LayoutMessages.checksums(message.getChecksumsList()));
    }

    static CompleteUploadRequest message(UploadCompletion completion) {
        UploadRef upload = completion.upload();
        var message = CompleteUploadRequest.newBuilder()
                .setBucketId(Uuids.toBytes(upload.bucket().value()))
                .setKey(upload.key().value())
                .setUploadId(upload.id().value())
                .setVersionId(completion.version().value())
                .setPreconditions(AttributeMessages.message(completion.preconditions()));
        completion.parts().forEach(part -> message.addParts(message(part)));
        completion.checksums().forEach(checksum -> message.addChecksums(LayoutMessages.message(checksum)));
        completion.size().ifPresent(message::setSize);
        AttributeMessages.ifPresent(completion.writtenBy(), app -> message.setWrittenBy(app.toString()));
        return message.build();
    }

    private static dev.anvil.metadata.v1.CompletedPart message(CompletedPart part) {
        return dev.anvil.metadata.v1.CompletedPart.newBuilder()
                .setPartNumber(part.number())
                .setEtag(part.etag().value())
                .addAllChecksums(
                        part.checksums().stream().map(LayoutMessages::message).toList())
                .build();
    }

    static UploadEntry entry(dev.anvil.metadata.v1.UploadEntry message) {
        return switch (message.getEntryCase()) {
            case UPLOAD -> upload(message.getUpload());
            case COMMON_PREFIX -> new CommonPrefix(message.getCommonPrefix());
            case ENTRY_NOT_SET -> throw new IllegalArgumentException("an empty entry in a listing");
        };
    }
}
