package dev.anvil.gateway.peer;

import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.CommonPrefix;
import dev.anvil.gateway.catalogue.DeleteMarker;
import dev.anvil.gateway.catalogue.Deleted;
import dev.anvil.gateway.catalogue.Deletion;
import dev.anvil.gateway.catalogue.DeletionRefused;
import dev.anvil.gateway.catalogue.DeletionResult;
import dev.anvil.gateway.catalogue.ListEntry;
import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.ObjectCommit;
import dev.anvil.gateway.catalogue.ObjectCopy;
import dev.anvil.gateway.catalogue.ObjectSummary;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.Resolved;
import dev.anvil.gateway.catalogue.StoredContent;
import dev.anvil.metadata.v1.CommitObjectRequest;
import dev.anvil.metadata.v1.CommitObjectResponse;
import dev.anvil.metadata.v1.CopyObjectRequest;
import dev.anvil.metadata.v1.DeleteObjectRequest;
import dev.anvil.metadata.v1.DeleteObjectResponse;
import dev.anvil.metadata.v1.ErrorReason;
import dev.anvil.metadata.v1.TagSet;
import dev.anvil.model.BucketId;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Objects and what is done to them, as messages. */
final class ObjectMessages {
    private ObjectMessages() {}

    static CommitObjectRequest message(ObjectCommit commit) {
        StoredContent content = commit.content();
        var message = CommitObjectRequest.newBuilder()
                .setBucketId(Uuids.toBytes(commit.bucket().value()))
                .setKey(commit.key().value())
                .setVersionId(commit.version().value())
                .setSize(content.size())
                .setEtag(content.etag().value())
                .setAttributes(AttributeMessages.message(commit.attributes()))
                .setPreconditions(AttributeMessages.message(commit.preconditions()))
                .addAllMissingSlots(content.missingSlots());
        content.checksums().forEach(checksum -> message.addChecksums(LayoutMessages.message(checksum)));
        AttributeMessages.ifPresent(content.blob(), blob -> message.setBlob(LayoutMessages.message(blob)));
        AttributeMessages.ifPresent(commit.writtenBy(), app -> message.setWrittenBy(app.toString()));
        return message.build();
    }

    static Committed committed(CommitObjectResponse message) {
        return new Committed(
                new VersionId(message.getVersionId()),
                Instant.ofEpochMilli(message.getModifiedMillis()),
                new ETag(message.getEtag()),
                message.getSize(),
                message.getVersioned(),
                LayoutMessages.checksums(message.getChecksumsList()));
    }

    static Resolved resolved(dev.anvil.metadata.v1.ObjectVersion message) {
        ObjectKey key = new ObjectKey(message.getKey());
        VersionId version = new VersionId(message.getVersionId());
        Instant modified = Instant.ofEpochMilli(message.getModifiedMillis());
        if (message.getDeleteMarker()) {
            return new DeleteMarker(key, version, message.getLatest(), modified);
        }
        ObjectAttributes attributes = AttributeMessages.attributes(message.getAttributes());
        boolean encrypted = attributes.guards().encryption() != null;
        return new ObjectVersion(
                key,
                version,
                message.getLatest(),
                message.getSize(),
                new ETag(message.getEtag()),
                modified,
                LayoutMessages.checksums(message.getChecksumsList()),
                attributes,
                message.getPartsList().stream()
                        .map(part -> LayoutMessages.part(part, encrypted))
                        .toList(),
                message.getPartCount());
    }

    static DeleteObjectRequest message(BucketId bucket, Deletion deletion) {
        var message = DeleteObjectRequest.newBuilder()
                .setBucketId(Uuids.toBytes(bucket.value()))
                .setKey(deletion.key().value())
                .setBypassGovernance(deletion.bypassGovernance())
                .setPreconditions(AttributeMessages.message(deletion.preconditions()));
        AttributeMessages.ifPresent(deletion.version(), version -> message.setVersionId(version.value()));
        return message.build();
    }

    static Deleted deleted(DeleteObjectResponse message) {
        return new Deleted(
                version(message.getVersionId()),
                message.getDeleteMarker(),
                message.getExisted(),
                message.getVersioned());
    }

    static DeletionResult result(dev.anvil.metadata.v1.DeletionResult message) {
        return switch (message.getResultCase()) {
            case DELETED -> deleted(message.getDeleted());
            case REFUSED ->
                new DeletionRefused(
                        reason(message.getRefused().getReason()),
                        message.getRefused().getMessage());
            case RESULT_NOT_SET -> throw new IllegalArgumentException("a deletion without a result");
        };
    }

    /** The words of {@code ServiceFailure.reason()}. */
    private static String reason(ErrorReason reason) {
        return reason.name().replaceFirst("^ERROR_REASON_", "");
    }

    static CopyObjectRequest message(ObjectCopy copy) {
        var message = CopyObjectRequest.newBuilder()
                .setSourceBucketId(Uuids.toBytes(copy.sourceBucket().value()))
                .setSourceKey(copy.sourceKey().value())
                .setSourcePreconditions(AttributeMessages.message(copy.sourcePreconditions()))
                .setBucketId(Uuids.toBytes(copy.bucket().value()))
                .setKey(copy.key().value())
                .setVersionId(copy.version().value())
                .setPreconditions(AttributeMessages.message(copy.preconditions()));
        AttributeMessages.ifPresent(copy.sourceVersion(), version -> message.setSourceVersionId(version.value()));
        AttributeMessages.ifPresent(
                copy.attributes(), attributes -> message.setAttributes(AttributeMessages.message(attributes)));
        AttributeMessages.ifPresent(
                copy.tags(), tags -> message.setTags(TagSet.newBuilder().addAllTags(AttributeMessages.messages(tags))));
        AttributeMessages.ifPresent(copy.writtenBy(), app -> message.setWrittenBy(app.toString()));
        return message.build();
    }

    static ListEntry entry(dev.anvil.metadata.v1.ListEntry message) {
        return switch (message.getEntryCase()) {
            case OBJECT -> summary(message.getObject());
            case COMMON_PREFIX -> new CommonPrefix(message.getCommonPrefix());
            case ENTRY_NOT_SET -> throw new IllegalArgumentException("an empty entry in a listing");
        };
    }

    private static ObjectSummary summary(dev.anvil.metadata.v1.ObjectSummary message) {
        return new ObjectSummary(
                new ObjectKey(message.getKey()),
                new VersionId(message.getVersionId()),
                message.getLatest(),
                message.getDeleteMarker(),
                message.getSize(),
                message.getEtag().isEmpty() ? null : new ETag(message.getEtag()),
                Instant.ofEpochMilli(message.getModifiedMillis()),
                AttributeMessages.orNull(message.getStorageClass()),
                message.getChecksumAlgorithmsList().stream()
                        .map(LayoutMessages::algorithm)
                        .toList(),
                message.getChecksumComposite());
    }

    private static @Nullable VersionId version(String text) {
        return text.isEmpty() ? null : new VersionId(text);
    }
}
