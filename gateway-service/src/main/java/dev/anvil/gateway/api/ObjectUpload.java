package dev.anvil.gateway.api;

import dev.anvil.api.v1.ObjectMetadata;
import dev.anvil.api.v1.PutObjectResponse;
import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.body.BlockPool;
import dev.anvil.gateway.body.BodyStream;
import dev.anvil.gateway.body.TrustedBody;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectCommit;
import dev.anvil.gateway.catalogue.PartCommit;
import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.catalogue.StoredContent;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.catalogue.UploadId;
import dev.anvil.gateway.catalogue.UploadRef;
import dev.anvil.gateway.content.ContentWriter;
import dev.anvil.gateway.encryption.Sealing;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.model.Checksum;
import dev.anvil.model.VersionId;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts an object from a stream of chunks. */
final class ObjectUpload {
    /** The checksum that S3 gives to objects whose clients asked for none. */
    private static final Set<Checksum.Algorithm> CHECKSUMS = Set.of(Checksum.Algorithm.CRC64NVME);

    /** Refuses what would exceed a quota. */
    @FunctionalInterface
    interface Room {
        void require(Bucket bucket, long objects, long bytes);
    }

    private final ApiBuckets buckets;
    private final BucketCalls calls;
    private final ContentWriter contents;
    private final ObjectCatalogue objects;
    private final UploadCatalogue uploads;
    private final BlockPool blocks;
    private final Room room;
    private final NewObjects fresh;
    private final InstantSource clock;

    ObjectUpload(
            ApiBuckets buckets,
            BucketCalls calls,
            ContentWriter contents,
            ObjectCatalogue objects,
            UploadCatalogue uploads,
            BlockPool blocks,
            Room room,
            NewObjects fresh,
            InstantSource clock) {
        this.buckets = buckets;
        this.calls = calls;
        this.contents = contents;
        this.objects = objects;
        this.uploads = uploads;
        this.blocks = blocks;
        this.room = room;
        this.fresh = fresh;
        this.clock = clock;
    }

    PutObjectResponse put(ApiCaller caller, ObjectMetadata metadata, InputStream chunks) throws IOException {
        ApiBuckets.Target target =
                buckets.object(caller, Action.OBJECT_WRITE, metadata.getBucketName(), metadata.getObjectKey());
        long length = metadata.hasContentLength() ? metadata.getContentLength() : 1;
        if (!metadata.getUploadId().isEmpty()) {
            room.require(target.bucket(), 0, length);
            return putPart(target, metadata, chunks);
        }
        NewObjects.Guarded guarded = fresh.in(target.bucket());
        ObjectAttributes attributes = attributes(metadata.getContentType(), metadata.getUserMetadataMap())
                .with(guarded.guards());
        room.require(target.bucket(), 1, length);
        StoredContent content;
        try (BodyStream body = TrustedBody.open(chunks, CHECKSUMS, blocks)) {
            content = contents.write(body, guarded.sealing().orElse(null)).stored(CHECKSUMS);
        }
        VersionId version = VersionId.create(clock.instant());
        // From here on the shards are the catalogue's, whatever it answers (PROTOCOL, rule SILENT).
        Committed committed = calls.on(
                target.bucket(),
                bucket -> objects.commit(new ObjectCommit(
                        bucket.id(),
                        target.key(),
                        version,
                        content,
                        attributes,
                        Preconditions.NONE,
                        caller.credential().app())));
        return PutObjectResponse.newBuilder()
                .setEtag(committed.etag().value())
                .setVersionId(committed.version().value())
                .build();
    }

    private PutObjectResponse putPart(ApiBuckets.Target target, ObjectMetadata metadata, InputStream chunks)
            throws IOException {
        UploadId id = new UploadId(metadata.getUploadId());
        Upload upload =
                calls.on(target.bucket(), bucket -> uploads.lookUp(new UploadRef(bucket.id(), target.key(), id)));
        Sealing sealing = fresh.of(upload).orElse(null);
        StoredContent content;
        try (BodyStream body = TrustedBody.open(chunks, CHECKSUMS, blocks)) {
            content = contents.write(body, sealing).stored(CHECKSUMS);
        }
        // From here on the shards are the catalogue's, whatever it answers (PROTOCOL, rule SILENT).
        calls.on(
                target.bucket(),
                bucket -> uploads.commitPart(new PartCommit(
                        new UploadRef(bucket.id(), target.key(), id), metadata.getPartNumber(), content)));
        return PutObjectResponse.newBuilder().setEtag(content.etag().value()).build();
    }

    static ObjectAttributes attributes(String type, Map<String, String> metadata) {
        Map<String, String> user = metadata.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
        return new ObjectAttributes(
                type.isEmpty() ? null : type, null, null, null, null, null, null, null, user, List.of());
    }
}
