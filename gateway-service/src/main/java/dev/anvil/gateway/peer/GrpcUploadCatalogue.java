package dev.anvil.gateway.peer;

import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.NewUpload;
import dev.anvil.gateway.catalogue.PartCommit;
import dev.anvil.gateway.catalogue.PartPage;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.catalogue.UploadCompletion;
import dev.anvil.gateway.catalogue.UploadPage;
import dev.anvil.gateway.catalogue.UploadQuery;
import dev.anvil.gateway.catalogue.UploadRef;
import dev.anvil.metadata.v1.AbortUploadRequest;
import dev.anvil.metadata.v1.CommitPartRequest;
import dev.anvil.metadata.v1.CompleteUploadRequest;
import dev.anvil.metadata.v1.CreateUploadRequest;
import dev.anvil.metadata.v1.ListPartsRequest;
import dev.anvil.metadata.v1.ListUploadsRequest;
import dev.anvil.metadata.v1.LookUpUploadRequest;
import dev.anvil.metadata.v1.UploadCatalogueGrpc;
import dev.anvil.metadata.v1.UploadCatalogueGrpc.UploadCatalogueBlockingStub;
import io.grpc.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Multipart uploads, asked of metadata-service. */
final class GrpcUploadCatalogue implements UploadCatalogue {
    /** Ten thousand parts become one object in one transaction. */
    private static final Duration COMPLETION = Duration.ofSeconds(60);

    private final UploadCatalogueBlockingStub stub;

    GrpcUploadCatalogue(Channel channel) {
        this.stub = UploadCatalogueGrpc.newBlockingStub(channel);
    }

    @Override
    public Upload create(NewUpload upload) {
        CreateUploadRequest request = UploadMessages.message(upload);
        return UploadMessages.upload(Calls.once(() -> stub.createUpload(request)));
    }

    @Override
    public Upload lookUp(UploadRef upload) {
        LookUpUploadRequest request = LookUpUploadRequest.newBuilder()
                .setBucketId(Uuids.toBytes(upload.bucket().value()))
                .setKey(upload.key().value())
                .setUploadId(upload.id().value())
                .build();
        return UploadMessages.upload(Calls.repeatable(() -> stub.lookUpUpload(request)));
    }

    @Override
    public Instant commitPart(PartCommit commit) {
        CommitPartRequest request = UploadMessages.message(commit);
        // The shard ids make a commit that is sent again the same commit.
        return Instant.ofEpochMilli(
                Calls.repeatable(() -> stub.commitPart(request)).getModifiedMillis());
    }

    @Override
    public PartPage listParts(UploadRef upload, int after, int limit) {
        ListPartsRequest request = ListPartsRequest.newBuilder()
                .setBucketId(Uuids.toBytes(upload.bucket().value()))
                .setKey(upload.key().value())
                .setUploadId(upload.id().value())
                .setAfter(after)
                .setLimit(limit)
                .build();
        var answer = Calls.repeatable(() -> stub.listParts(request));
        return new PartPage(
                UploadMessages.upload(answer.getUpload()),
                answer.getPartsList().stream().map(UploadMessages::part).toList(),
                answer.getMore());
    }

    @Override
    public UploadPage list(UploadQuery query) {
        ListUploadsRequest request = ListUploadsRequest.newBuilder()
                .setBucketId(Uuids.toBytes(query.bucket().value()))
                .setPrefix(query.prefix())
                .setDelimiter(query.delimiter())
                .setKeyMarker(query.keyMarker())
                .setUploadIdMarker(query.uploadMarker())
                .setLimit(query.limit())
                .build();
        var answer = Calls.repeatable(() -> stub.listUploads(request));
        return new UploadPage(
                answer.getEntriesList().stream().map(UploadMessages::entry).toList(),
                answer.getMore(),
                answer.getNextKeyMarker(),
                answer.getNextUploadIdMarker());
    }

    @Override
    public Committed complete(UploadCompletion completion) {
        CompleteUploadRequest request = UploadMessages.message(completion);
        // Repeated, a completion answers the same.
        return ObjectMessages.committed(
                Calls.repeatable(() -> stub.withDeadlineAfter(COMPLETION.toMillis(), TimeUnit.MILLISECONDS)
                        .completeUpload(request)));
    }

    @Override
    public void abort(UploadRef upload) {
        AbortUploadRequest request = AbortUploadRequest.newBuilder()
                .setBucketId(Uuids.toBytes(upload.bucket().value()))
                .setKey(upload.key().value())
                .setUploadId(upload.id().value())
                .build();
        Calls.once(() -> stub.abortUpload(request));
    }
}
