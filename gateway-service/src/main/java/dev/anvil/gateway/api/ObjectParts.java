package dev.anvil.gateway.api;

import dev.anvil.api.v1.AbortUploadRequest;
import dev.anvil.api.v1.AbortUploadResponse;
import dev.anvil.api.v1.BeginUploadRequest;
import dev.anvil.api.v1.BeginUploadResponse;
import dev.anvil.api.v1.CompleteUploadRequest;
import dev.anvil.api.v1.CopyObjectRequest;
import dev.anvil.api.v1.ListPartsRequest;
import dev.anvil.api.v1.ListPartsResponse;
import dev.anvil.api.v1.PutObjectResponse;
import dev.anvil.api.v1.UploadedPart;
import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.CompletedPart;
import dev.anvil.gateway.catalogue.Guards;
import dev.anvil.gateway.catalogue.NewUpload;
import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectCopy;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.PartPage;
import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.catalogue.Resolved;
import dev.anvil.gateway.catalogue.Retention;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.catalogue.UploadCompletion;
import dev.anvil.gateway.catalogue.UploadId;
import dev.anvil.gateway.catalogue.UploadRef;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.header.VersionParameter;
import dev.anvil.model.Checksum;
import dev.anvil.model.ETag;
import dev.anvil.model.VersionId;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes objects of what is there already: parts that were put, and other objects. */
final class ObjectParts {
    private static final int PAGE = 1_000;

    private final ApiBuckets buckets;
    private final BucketCalls calls;
    private final ObjectCatalogue objects;
    private final UploadCatalogue uploads;
    private final ObjectUpload.Room room;
    private final NewObjects fresh;
    private final InstantSource clock;

    ObjectParts(
            ApiBuckets buckets,
            BucketCalls calls,
            ObjectCatalogue objects,
            UploadCatalogue uploads,
            ObjectUpload.Room room,
            NewObjects fresh,
            InstantSource clock) {
        this.buckets = buckets;
        this.calls = calls;
        this.objects = objects;
        this.uploads = uploads;
        this.room = room;
        this.fresh = fresh;
        this.clock = clock;
    }

    PutObjectResponse copy(ApiCaller caller, CopyObjectRequest request) {
        ApiBuckets.Target source =
                buckets.object(caller, Action.OBJECT_READ, request.getSourceBucket(), request.getSourceKey());
        ApiBuckets.Target target =
                buckets.object(caller, Action.OBJECT_WRITE, request.getBucketName(), request.getObjectKey());
        if (source.bucket().name().equals(target.bucket().name())
                && source.key().equals(target.key())
                && !request.hasSourceVersionId()) {
            throw new IllegalArgumentException("an object is not copied onto itself");
        }
        // How long the source is does not matter for whether there is room at all.
        room.require(target.bucket(), 1, 1);
        VersionId version = VersionId.create(clock.instant());
        ObjectAttributes retained = retained(source, target, request);
        return written(calls.on(
                target.bucket(),
                bucket -> objects.copy(new ObjectCopy(
                        source.bucket().id(),
                        source.key(),
                        request.hasSourceVersionId() ? VersionParameter.parse(request.getSourceVersionId()) : null,
                        Preconditions.NONE,
                        bucket.id(),
                        target.key(),
                        version,
                        retained,
                        null,
                        Preconditions.NONE,
                        caller.credential().app()))));
    }

    /** Those of the source with what the target's bucket adds to them; null where it adds nothing. */
    private @Nullable ObjectAttributes retained(
            ApiBuckets.Target source, ApiBuckets.Target target, CopyObjectRequest request) {
        Retention retention = fresh.retention(target.bucket());
        if (retention == null) {
            return null;
        }
        VersionId version = request.hasSourceVersionId() ? VersionParameter.parse(request.getSourceVersionId()) : null;
        Resolved resolved =
                calls.on(source.bucket(), bucket -> objects.lookUp(bucket.id(), source.key(), version, false));
        // A delete marker is what the copy itself refuses.
        return resolved instanceof ObjectVersion found
                ? found.attributes().with(new Guards(retention, null, null))
                : null;
    }

    BeginUploadResponse begin(ApiCaller caller, BeginUploadRequest request) {
        ApiBuckets.Target target =
                buckets.object(caller, Action.OBJECT_WRITE, request.getBucketName(), request.getObjectKey());
        room.require(target.bucket(), 1, 1);
        return BeginUploadResponse.newBuilder()
                .setUploadId(calls.on(
                                target.bucket(),
                                bucket -> uploads.create(new NewUpload(
                                        bucket.id(),
                                        target.key(),
                                        ObjectUpload.attributes(request.getContentType(), request.getUserMetadataMap())
                                                .with(fresh.in(bucket).guards()),
                                        Checksum.Algorithm.CRC64NVME,
                                        true,
                                        caller.credential().app())))
                        .id()
                        .value())
                .build();
    }

    ListPartsResponse parts(ApiCaller caller, ListPartsRequest request) {
        ApiBuckets.Target target =
                buckets.object(caller, Action.OBJECT_WRITE, request.getBucketName(), request.getObjectKey());
        UploadId id = new UploadId(request.getUploadId());
        PartPage page = calls.on(
                target.bucket(),
                bucket -> uploads.listParts(
                        new UploadRef(bucket.id(), target.key(), id), request.getAfterPartNumber(), PAGE));
        ListPartsResponse.Builder answer = ListPartsResponse.newBuilder().setMore(page.more());
        page.parts()
                .forEach(part -> answer.addParts(UploadedPart.newBuilder()
                        .setPartNumber(part.number())
                        .setSize(part.size())
                        .setEtag(part.etag().value())));
        return answer.build();
    }

    PutObjectResponse complete(ApiCaller caller, CompleteUploadRequest request) {
        ApiBuckets.Target target =
                buckets.object(caller, Action.OBJECT_WRITE, request.getBucketName(), request.getObjectKey());
        UploadId id = new UploadId(request.getUploadId());
        List<CompletedPart> parts = request.getPartsList().stream()
                .map(part -> new CompletedPart(part.getPartNumber(), new ETag(part.getEtag()), List.of()))
                .toList();
        VersionId version = VersionId.create(clock.instant());
        return written(calls.on(
                target.bucket(),
                bucket -> uploads.complete(new UploadCompletion(
                        new UploadRef(bucket.id(), target.key(), id),
                        version,
                        parts,
                        Preconditions.NONE,
                        List.of(),
                        OptionalLong.empty(),
                        caller.credential().app()))));
    }

    AbortUploadResponse abort(ApiCaller caller, AbortUploadRequest request) {
        ApiBuckets.Target target =
                buckets.object(caller, Action.OBJECT_WRITE, request.getBucketName(), request.getObjectKey());
        UploadId id = new UploadId(request.getUploadId());
        calls.on(target.bucket(), bucket -> {
            uploads.abort(new UploadRef(bucket.id(), target.key(), id));
            return id;
        });
        return AbortUploadResponse.getDefaultInstance();
    }

    private static PutObjectResponse written(Committed committed) {
        return PutObjectResponse.newBuilder()
                .setEtag(committed.etag().value())
                .setVersionId(committed.version().value())
                .build();
    }
}
