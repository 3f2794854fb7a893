package dev.anvil.gateway.api;

import dev.anvil.api.v1.ObjectMetadata;
import dev.anvil.api.v1.PutObjectRequest;
import dev.anvil.api.v1.PutObjectResponse;
import dev.anvil.gateway.pace.Admission;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One upload: metadata, then chunks. The chunks are read on a thread of their own, because the thread that brings them must
 * never wait; a new one is asked for only when one has been read, and the first when there is a place for this upload.
 */
final class UploadStream implements StreamObserver<PutObjectRequest> {
    private final ServerCallStreamObserver<PutObjectResponse> answer;
    private final ObjectUpload upload;
    private final Admission admission;
    private final ApiCaller caller = ApiCaller.current();
    private @Nullable ChunkSource chunks;

    UploadStream(ServerCallStreamObserver<PutObjectResponse> answer, ObjectUpload upload, Admission admission) {
        this.answer = answer;
        this.upload = upload;
        this.admission = admission;
        answer.disableAutoRequest();
        answer.setOnCancelHandler(() -> fail("the client went away"));
        answer.request(1);
    }

    @Override
    public void onNext(PutObjectRequest message) {
        ChunkSource source = chunks;
        switch (message.getDataCase()) {
            case METADATA -> {
                if (source != null) {
                    fail("the metadata came twice");
                } else {
                    start(message);
                }
            }
            case CHUNK -> {
                if (source == null) {
                    refuse("the first message of an upload is its metadata");
                } else {
                    source.add(message.getChunk());
                }
            }
            case DATA_NOT_SET -> fail("a message was empty");
        }
    }

    private void start(PutObjectRequest first) {
        var metadata = first.getMetadata();
        ChunkSource source =
                new ChunkSource(metadata.hasContentLength() ? metadata.getContentLength() : null, answer::request);
        chunks = source;
        Runnable work = () -> Answers.answer(answer, () -> put(metadata, source));
        Thread.ofVirtual().name("upload").start(Context.current().wrap(work));
    }

    private PutObjectResponse put(ObjectMetadata metadata, ChunkSource source) throws IOException {
        admission.enter();
        try {
            answer.request(ChunkSource.MAX_WAITING);
            return upload.put(caller, metadata, source);
        } finally {
            admission.leave();
        }
    }

    @Override
    public void onError(Throwable failure) {
        fail("the client broke the upload off");
    }

    @Override
    public void onCompleted() {
        if (chunks == null) {
            refuse("an upload without metadata has no name");
        } else {
            chunks.end();
        }
    }

    private void refuse(String message) {
        answer.onError(Answers.status(ServiceFailure.invalid(message)));
    }

    private void fail(String message) {
        if (chunks != null) {
            chunks.fail(message);
        }
    }
}
