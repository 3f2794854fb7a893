package dev.anvil.metadata.rpc;

import dev.anvil.metadata.object.CommitId;
import dev.anvil.metadata.object.Committed;
import dev.anvil.metadata.object.Deleted;
import dev.anvil.metadata.object.Deletion;
import dev.anvil.metadata.object.DeletionRefused;
import dev.anvil.metadata.object.DeletionResult;
import dev.anvil.metadata.object.ObjectCommit;
import dev.anvil.metadata.object.ObjectCopy;
import dev.anvil.metadata.object.ObjectParts;
import dev.anvil.metadata.object.StoredVersion;
import dev.anvil.metadata.v1.CommitObjectRequest;
import dev.anvil.metadata.v1.CommitObjectResponse;
import dev.anvil.metadata.v1.CopyObjectRequest;
import dev.anvil.metadata.v1.DeleteObjectRequest;
import dev.anvil.metadata.v1.DeleteObjectResponse;
import dev.anvil.metadata.v1.ErrorReason;
import dev.anvil.metadata.v1.ObjectVersion;
import dev.anvil.metadata.v1.Refusal;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.util.Arrays;

/** Object versions and what is done to them. */
final class ObjectMessages {
    private static final String REASON_PREFIX = "ERROR_REASON_";

    private ObjectMessages() {}

    static ObjectCommit commit(CommitObjectRequest message) {
        return new ObjectCommit(
                IdBytes.bucket(message.getBucketId()),
                new ObjectKey(message.getKey()),
                CommitId.of(new VersionId(message.getVersionId())),
                message.getSize(),
                new ETag(message.getEtag()),
                ChecksumMessages.checksums(message.getChecksumsList()),
                AttributeMessages.attributes(message.getAttributes()),
                AttributeMessages.tags(message.getAttributes().getTagsList()),
                message.hasBlob() ? BlobMessages.newBlob(message.getBlob(), message.getMissingSlotsList()) : null,
                AttributeMessages.preconditions(message.getPreconditions()),
                AttributeMessages.app(message.getWrittenBy()));
    }

    static ObjectCopy copy(CopyObjectRequest message) {
        return new ObjectCopy(
                IdBytes.bucket(message.getSourceBucketId()),
                new ObjectKey(message.getSourceKey()),
                message.hasSourceVersionId() ? new VersionId(message.getSourceVersionId()) : null,
                AttributeMessages.preconditions(message.getSourcePreconditions()),
                IdBytes.bucket(message.getBucketId()),
                new ObjectKey(message.getKey()),
                CommitId.of(new VersionId(message.getVersionId())),
                message.hasAttributes() ? AttributeMessages.attributes(message.getAttributes()) : null,
                message.hasTags() ? AttributeMessages.tags(message.getTags().getTagsList()) : null,
                AttributeMessages.preconditions(message.getPreconditions()),
                AttributeMessages.app(message.getWrittenBy()));
    }

    static CommitObjectResponse message(Committed committed) {
        var message = CommitObjectResponse.newBuilder()
                .setVersionId(committed.version().value())
                .setModifiedMillis(committed.modified().toEpochMilli())
                .setEtag(committed.etag().value())
                .setSize(committed.size())
                .setVersioned(committed.versioned());
        committed.checksums().forEach(checksum -> message.addChecksums(ChecksumMessages.message(checksum)));
        return message.build();
    }

    static ObjectVersion message(StoredVersion version) {
        ETag etag = version.etag();
        var message = ObjectVersion.newBuilder()
                .setKey(version.key().value())
                .setVersionId(version.version().value())
                .setLatest(version.latest())
                .setDeleteMarker(version.deleteMarker())
                .setSize(version.size())
                .setEtag(etag == null ? "" : etag.value())
                .setModifiedMillis(version.modified().toEpochMilli())
                .setAttributes(AttributeMessages.message(version.attributes(), version.tags()))
                .setPartCount(version.partCount());
        version.checksums().forEach(checksum -> message.addChecksums(ChecksumMessages.message(checksum)));
        version.blobs().forEach(blob -> message.addParts(BlobMessages.message(blob)));
        return message.build();
    }

    static Deletion deletion(DeleteObjectRequest message) {
        return new Deletion(
                new ObjectKey(message.getKey()),
                message.hasVersionId() ? new VersionId(message.getVersionId()) : null,
                AttributeMessages.preconditions(message.getPreconditions()),
                message.getBypassGovernance());
    }

    static DeleteObjectResponse message(Deleted deleted) {
        VersionId version = deleted.version();
        return DeleteObjectResponse.newBuilder()
                .setVersionId(version == null ? "" : version.value())
                .setDeleteMarker(deleted.deleteMarker())
                .setExisted(deleted.existed())
                .setVersioned(deleted.versioned())
                .build();
    }

    static dev.anvil.metadata.v1.DeletionResult message(DeletionResult result) {
        var message = dev.anvil.metadata.v1.DeletionResult.newBuilder();
        return switch (result) {
            case Deleted deleted -> message.setDeleted(message(deleted)).build();
            case DeletionRefused refused ->
                message.setRefused(Refusal.newBuilder()
                                .setReason(reason(refused.reason()))
                                .setMessage(refused.message()))
                        .build();
        };
    }

    private static ErrorReason reason(String word) {
        return Arrays.stream(ErrorReason.values())
                .filter(reason -> reason.name().equals(REASON_PREFIX + word))
                .findFirst()
                .orElse(ErrorReason.ERROR_REASON_UNSPECIFIED);
    }

    static dev.anvil.metadata.v1.Part message(ObjectParts.DonePart part) {
        var message = dev.anvil.metadata.v1.Part.newBuilder()
                .setPartNumber(part.number())
                .setSize(part.size())
                .setEtag(part.etag().value());
        part.checksums().forEach(checksum -> message.addChecksums(ChecksumMessages.message(checksum)));
        return message.build();
    }
}
