package dev.anvil.gateway.api;

import dev.anvil.api.v1.AbortUploadRequest;
import dev.anvil.api.v1.AbortUploadResponse;
import dev.anvil.api.v1.BeginUploadRequest;
import dev.anvil.api.v1.BeginUploadResponse;
import dev.anvil.api.v1.CompleteUploadRequest;
import dev.anvil.api.v1.CopyObjectRequest;
import dev.anvil.api.v1.DeleteObjectRequest;
import dev.anvil.api.v1.DeleteObjectResponse;
import dev.anvil.api.v1.GetObjectRequest;
import dev.anvil.api.v1.GetObjectResponse;
import dev.anvil.api.v1.HeadObjectRequest;
import dev.anvil.api.v1.ListObjectsRequest;
import dev.anvil.api.v1.ListObjectsResponse;
import dev.anvil.api.v1.ListPartsRequest;
import dev.anvil.api.v1.ListPartsResponse;
import dev.anvil.api.v1.ObjectInfo;
import dev.anvil.api.v1.ObjectServiceGrpc.ObjectServiceImplBase;
import dev.anvil.api.v1.PutObjectRequest;
import dev.anvil.api.v1.PutObjectResponse;
import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Deleted;
import dev.anvil.gateway.catalogue.Deletion;
import dev.anvil.gateway.catalogue.ListQuery;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectPage;
import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.pace.Admission;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.header.PageToken;
import dev.anvil.gateway.s3.header.VersionParameter;
import dev.anvil.gateway.s3.object.ObjectLookup;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Objects. Those calls that move bytes are classes of their own. */
final class ObjectApi extends ObjectServiceImplBase {
    private final ApiBuckets buckets;
    private final BucketCalls calls;
    private final ObjectCatalogue objects;
    private final ObjectLookup lookup;
    private final ObjectUpload upload;
    private final ObjectParts parts;
    private final ObjectDownload download;
    private final Admission admission;

    ObjectApi(
            ApiBuckets buckets,
            BucketCalls calls,
            ObjectCatalogue objects,
            ObjectLookup lookup,
            ObjectUpload upload,
            ObjectParts parts,
            ObjectDownload download,
            Admission admission) {
        this.parts = parts;
        this.buckets = buckets;
        this.calls = calls;
        this.objects = objects;
        this.lookup = lookup;
        this.upload = upload;
        this.download = download;
        this.admission = admission;
    }

    @Override
    public StreamObserver<PutObjectRequest> putObject(StreamObserver<PutObjectResponse> observer) {
        return new UploadStream((ServerCallStreamObserver<PutObjectResponse>) observer, upload, admission);
    }

    @Override
    public void getObject(GetObjectRequest request, StreamObserver<GetObjectResponse> observer) {
        new DownloadStream((ServerCallStreamObserver<GetObjectResponse>) observer).send(request, download, admission);
    }

    @Override
    public void headObject(HeadObjectRequest request, StreamObserver<ObjectInfo> observer) {
        Answers.answer(observer, () -> {
            ApiBuckets.Target target = buckets.object(
                    ApiCaller.current(), Action.OBJECT_READ, request.getBucketName(), request.getObjectKey());
            return ObjectInfos.of(lookup.find(
                    target.bucket(),
                    target.key(),
                    request.hasVersionId() ? VersionParameter.parse(request.getVersionId()) : null,
                    false));
        });
    }

    @Override
    public void deleteObject(DeleteObjectRequest request, StreamObserver<DeleteObjectResponse> observer) {
        Answers.answer(observer, () -> {
            ApiBuckets.Target target = buckets.object(
                    ApiCaller.current(), Action.OBJECT_DELETE, request.getBucketName(), request.getObjectKey());
            Deletion deletion = new Deletion(
                    target.key(),
                    request.hasVersionId() ? VersionParameter.parse(request.getVersionId()) : null,
                    Preconditions.NONE);
            Deleted deleted = calls.on(target.bucket(), bucket -> objects.delete(bucket.id(), deletion));
            return DeleteObjectResponse.newBuilder()
                    .setVersionId(
                            deleted.version() == null ? "" : deleted.version().value())
                    .setDeleteMarker(deleted.deleteMarker())
                    .build();
        });
    }

    @Override
    public void copyObject(CopyObjectRequest request, StreamObserver<PutObjectResponse> observer) {
        Answers.answer(observer, () -> parts.copy(ApiCaller.current(), request));
    }

    @Override
    public void beginUpload(BeginUploadRequest request, StreamObserver<BeginUploadResponse> observer) {
        Answers.answer(observer, () -> parts.begin(ApiCaller.current(), request));
    }

    @Override
    public void listParts(ListPartsRequest request, StreamObserver<ListPartsResponse> observer) {
        Answers.answer(observer, () -> parts.parts(ApiCaller.current(), request));
    }

    @Override
    public void completeUpload(CompleteUploadRequest request, StreamObserver<PutObjectResponse> observer) {
        Answers.answer(observer, () -> parts.complete(ApiCaller.current(), request));
    }

    @Override
    public void abortUpload(AbortUploadRequest request, StreamObserver<AbortUploadResponse> observer) {
        Answers.answer(observer, () -> parts.abort(ApiCaller.current(), request));
    }

    @Override
    public void listObjects(ListObjectsRequest request, StreamObserver<ListObjectsResponse> observer) {
        Answers.answer(observer, () -> {
            Bucket bucket = buckets.prefix(
                    ApiCaller.current(), Action.OBJECT_LIST, request.getBucketName(), request.getPrefix());
            int limit = request.getMaxKeys() <= 0
                    ? ObjectCatalogue.MAX_PAGE
                    : Math.min(request.getMaxKeys(), ObjectCatalogue.MAX_PAGE);
            String after = request.getPageToken().isEmpty()
                    ? request.getStartAfter()
                    : PageToken.decode(request.getPageToken());
            ObjectPage page = calls.on(
                    bucket,
                    current -> objects.list(
                            new ListQuery(current.id(), request.getPrefix(), request.getDelimiter(), after, limit)));
            return ObjectInfos.of(page);
        });
    }
}
