package dev.anvil.cli.peer;

import com.google.protobuf.ByteString;
import dev.anvil.api.v1.BeginUploadRequest;
import dev.anvil.api.v1.CompleteUploadRequest;
import dev.anvil.api.v1.CopyObjectRequest;
import dev.anvil.api.v1.DeleteObjectRequest;
import dev.anvil.api.v1.GetObjectRequest;
import dev.anvil.api.v1.GetObjectResponse;
import dev.anvil.api.v1.HeadObjectRequest;
import dev.anvil.api.v1.ListObjectsRequest;
import dev.anvil.api.v1.ListObjectsResponse;
import dev.anvil.api.v1.ListPartsRequest;
import dev.anvil.api.v1.ListPartsResponse;
import dev.anvil.api.v1.ObjectMetadata;
import dev.anvil.api.v1.ObjectServiceGrpc.ObjectServiceBlockingStub;
import dev.anvil.api.v1.ObjectServiceGrpc.ObjectServiceBlockingV2Stub;
import dev.anvil.api.v1.PutObjectRequest;
import dev.anvil.api.v1.PutObjectResponse;
import dev.anvil.api.v1.Range;
import dev.anvil.api.v1.UploadedPart;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Calls on objects. Bytes go through in chunks, as fast as the slower side takes them. */
public final class Objects {
    private static final long DEADLINE_SECONDS = 60;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final long COMPLETION_SECONDS = 300;
    private static final int PAGE = 1_000;

    private final ObjectServiceBlockingStub stub;
    private final ObjectServiceBlockingV2Stub streams;

    Objects(ObjectServiceBlockingStub stub, ObjectServiceBlockingV2Stub streams) {
        this.stub = stub;
        this.streams = streams;
    }

    /** Answers the entity tag. A length that is known lets the server refuse a body that was cut. */
    public String put(
            String bucket, String key, InputStream body, OptionalLong length, String contentType, LongConsumer progress)
            throws IOException, InterruptedException {
        ObjectMetadata.Builder about = ObjectMetadata.newBuilder()
                .setBucketName(bucket)
                .setObjectKey(key)
                .setContentType(contentType);
        length.ifPresent(about::setContentLength);
        return send(about, body, progress);
    }

    public String beginUpload(String bucket, String key, String contentType) {
        return timed().beginUpload(BeginUploadRequest.newBuilder()
                        .setBucketName(bucket)
                        .setObjectKey(key)
                        .setContentType(contentType)
                        .build())
                .getUploadId();
    }

    /** Answers the part's entity tag. */
    public UploadPart putPart(
            String bucket, String key, String upload, int number, InputStream body, long length, LongConsumer progress)
            throws IOException, InterruptedException {
        String etag = send(
                ObjectMetadata.newBuilder()
                        .setBucketName(bucket)
                        .setObjectKey(key)
                        .setUploadId(upload)
                        .setPartNumber(number)
                        .setContentLength(length),
                body,
                progress);
        return new UploadPart(number, length, etag);
    }

    /** What there is of an upload, by number. */
    public Map<Integer, UploadPart> parts(String bucket, String key, String upload) {
        Map<Integer, UploadPart> found = new HashMap<>();
        ListPartsResponse page;
        int after = 0;
        do {
            page = timed().listParts(ListPartsRequest.newBuilder()
                    .setBucketName(bucket)
                    .setObjectKey(key)
                    .setUploadId(upload)
                    .setAfterPartNumber(after)
                    .build());
            for (UploadedPart part : page.getPartsList()) {
                after = part.getPartNumber();
                found.put(after, new UploadPart(after, part.getSize(), part.getEtag()));
            }
        } while (page.getMore() && page.getPartsCount() > 0);
        return found;
    }

    public String completeUpload(String bucket, String key, String upload, List<UploadPart> parts) {
        return stub.withDeadlineAfter(COMPLETION_SECONDS, TimeUnit.SECONDS)
                .completeUpload(CompleteUploadRequest.newBuilder()
                        .setBucketName(bucket)
                        .setObjectKey(key)
                        .setUploadId(upload)
                        .addAllParts(parts.stream()
                                .map(part -> UploadedPart.newBuilder()
                                        .setPartNumber(part.number())
                                        .setEtag(part.etag())
                                        .build())
                                .toList())
                        .build())
                .getEtag();
    }

    /** Within the server. Answers the entity tag of the copy. */
    public String copy(String sourceBucket, String sourceKey, String bucket, String key) {
        return stub.withDeadlineAfter(COMPLETION_SECONDS, TimeUnit.SECONDS)
                .copyObject(CopyObjectRequest.newBuilder()
                        .setSourceBucket(sourceBucket)
                        .setSourceKey(sourceKey)
                        .setBucketName(bucket)
                        .setObjectKey(key)
                        .build())
                .getEtag();
    }

    private String send(ObjectMetadata.Builder about, InputStream body, LongConsumer progress)
            throws IOException, InterruptedException {
        BlockingClientCall<PutObjectRequest, PutObjectResponse> call = streams.putObject();
        try {
            boolean open =
                    call.write(PutObjectRequest.newBuilder().setMetadata(about).build());
            for (byte[] chunk = body.readNBytes(CHUNK_BYTES);
                    open && chunk.length > 0;
                    chunk = body.readNBytes(CHUNK_BYTES)) {
                open = call.write(PutObjectRequest.newBuilder()
                        .setChunk(ByteString.copyFrom(chunk))
                        .build());
                progress.accept(chunk.length);
            }
            call.halfClose();
            PutObjectResponse answer = call.read();
            if (answer == null) {
                throw Status.INTERNAL
                        .withDescription("the server ended the upload without an answer")
                        .asRuntimeException();
            }
            return answer.getEtag();
        } catch (StatusException e) {
            throw e.getStatus().asRuntimeException(e.getTrailers());
        } catch (IOException | RuntimeException e) {
            // A stream that just ends would be committed as a short object.
            call.cancel("the body could not be read to its end", e);
            throw e;
        }
    }

    /** From an offset on, for who has what is before it. */
    public ObjectEntry get(String bucket, String key, long offset, OutputStream target, LongConsumer progress)
            throws IOException, InterruptedException {
        GetObjectRequest.Builder request =
                GetObjectRequest.newBuilder().setBucketName(bucket).setObjectKey(key);
        if (offset > 0) {
            request.setRange(Range.newBuilder().setOffset(offset));
        }
        BlockingClientCall<?, GetObjectResponse> call = streams.getObject(request.build());
        ObjectEntry entry = null;
        long received = offset;
        try {
            for (GetObjectResponse next = call.read(); next != null; next = call.read()) {
                if (next.hasMetadata()) {
                    entry = ObjectEntry.of(next.getMetadata());
                } else {
                    next.getChunk().writeTo(target);
                    received += next.getChunk().size();
                    progress.accept(next.getChunk().size());
                }
            }
        } catch (StatusException e) {
            throw e.getStatus().asRuntimeException(e.getTrailers());
        } catch (IOException e) {
            call.cancel("the body could not be written", e);
            throw e;
        }
        if (entry == null || entry.size() != received) {
            throw Status.DATA_LOSS
                    .withDescription("the body ended after " + received + " bytes"
                            + (entry == null ? "" : " of " + entry.size()) + "; try again")
                    .asRuntimeException();
        }
        return entry;
    }

    public ObjectEntry head(String bucket, String key) {
        return ObjectEntry.of(timed().headObject(HeadObjectRequest.newBuilder()
                .setBucketName(bucket)
                .setObjectKey(key)
                .build()));
    }

    public void delete(String bucket, String key) {
        var ignored = timed().deleteObject(DeleteObjectRequest.newBuilder()
                .setBucketName(bucket)
                .setObjectKey(key)
                .build());
    }

    public ObjectPage list(String bucket, String prefix, String delimiter, String token) {
        ListObjectsResponse page = timed().listObjects(ListObjectsRequest.newBuilder()
                .setBucketName(bucket)
                .setPrefix(prefix)
                .setDelimiter(delimiter)
                .setMaxKeys(PAGE)
                .setPageToken(token)
                .build());
        return new ObjectPage(
                page.getObjectsList().stream().map(ObjectEntry::of).toList(),
                page.getCommonPrefixesList().stream().toList(),
                page.getNextPageToken());
    }

    private ObjectServiceBlockingStub timed() {
        return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }
}
