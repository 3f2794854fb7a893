package dev.anvil.metadata.rpc;

import dev.anvil.metadata.multipart.Upload;
import dev.anvil.metadata.multipart.UploadCompletions;
import dev.anvil.metadata.multipart.UploadRef;
import dev.anvil.metadata.multipart.Uploads;
import dev.anvil.metadata.v1.AbortUploadRequest;
import dev.anvil.metadata.v1.AbortUploadResponse;
import dev.anvil.metadata.v1.CommitObjectResponse;
import dev.anvil.metadata.v1.CommitPartRequest;
import dev.anvil.metadata.v1.CommitPartResponse;
import dev.anvil.metadata.v1.CompleteUploadRequest;
import dev.anvil.metadata.v1.CreateUploadRequest;
import dev.anvil.metadata.v1.ListPartsRequest;
import dev.anvil.metadata.v1.ListPartsResponse;
import dev.anvil.metadata.v1.ListUploadsRequest;
import dev.anvil.metadata.v1.ListUploadsResponse;
import dev.anvil.metadata.v1.LookUpUploadRequest;
import dev.anvil.metadata.v1.UploadCatalogueGrpc;
import io.grpc.stub.StreamObserver;

/** Uploads in parts. */
final class UploadCatalogueService extends UploadCatalogueGrpc.UploadCatalogueImplBase {
    private final Uploads uploads;
    private final UploadCompletions completions;

    UploadCatalogueService(Uploads uploads, UploadCompletions completions) {
        this.uploads = uploads;
        this.completions = completions;
    }

    @Override
    public void createUpload(CreateUploadRequest request, StreamObserver<dev.anvil.metadata.v1.Upload> observer) {
        Answer.with(observer, UploadMessages.message(uploads.create(UploadMessages.newUpload(request))));
    }

    @Override
    public void lookUpUpload(LookUpUploadRequest request, StreamObserver<dev.anvil.metadata.v1.Upload> observer) {
        UploadRef upload = UploadMessages.upload(request.getBucketId(), request.getKey(), request.getUploadId());
        Answer.with(observer, UploadMessages.message(uploads.lookUp(upload)));
    }

    @Override
    public void commitPart(CommitPartRequest request, StreamObserver<CommitPartResponse> observer) {
        Answer.with(
                observer,
                CommitPartResponse.newBuilder()
                        .setModifiedMillis(
                                uploads.commitPart(UploadMessages.part(request)).toEpochMilli())
                        .build());
    }

    @Override
    public void listParts(ListPartsRequest request, StreamObserver<ListPartsResponse> observer) {
        UploadRef ref = UploadMessages.upload(request.getBucketId(), request.getKey(), request.getUploadId());
        Upload upload = uploads.lookUp(ref);
        Answer.with(
                observer, UploadMessages.message(upload, uploads.parts(ref, request.getAfter(), request.getLimit())));
    }

    @Override
    public void listUploads(ListUploadsRequest request, StreamObserver<ListUploadsResponse> observer) {
        Answer.with(observer, UploadMessages.message(uploads.list(UploadMessages.query(request))));
    }

    @Override
    public void completeUpload(CompleteUploadRequest request, StreamObserver<CommitObjectResponse> observer) {
        Answer.with(observer, ObjectMessages.message(completions.complete(UploadMessages.completion(request))));
    }

    @Override
    public void abortUpload(AbortUploadRequest request, StreamObserver<AbortUploadResponse> observer) {
        uploads.abort(UploadMessages.upload(request.getBucketId(), request.getKey(), request.getUploadId()));
        Answer.with(observer, AbortUploadResponse.getDefaultInstance());
    }
}
