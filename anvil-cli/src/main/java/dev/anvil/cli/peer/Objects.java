package dev.anvil.cli.peer;

import com.google.protobuf.ByteString;
import dev.anvil.api.v1.DeleteObjectRequest;
import dev.anvil.api.v1.GetObjectRequest;
import dev.anvil.api.v1.GetObjectResponse;
import dev.anvil.api.v1.HeadObjectRequest;
import dev.anvil.api.v1.ListObjectsRequest;
import dev.anvil.api.v1.ListObjectsResponse;
import dev.anvil.api.v1.ObjectMetadata;
import dev.anvil.api.v1.ObjectServiceGrpc.ObjectServiceBlockingStub;
import dev.anvil.api.v1.ObjectServiceGrpc.ObjectServiceBlockingV2Stub;
import dev.anvil.api.v1.PutObjectRequest;
import dev.anvil.api.v1.PutObjectResponse;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Calls on objects. Bytes go through in chunks, as fast as the slower side takes them. */
public final class Objects {
    private static final long DEADLINE_SECONDS = 60;
    private static final int CHUNK_BYTES = 1 << 20;
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

    public ObjectEntry get(String bucket, String key, OutputStream target, LongConsumer progress)
            throws IOException, InterruptedException {
        BlockingClientCall<?, GetObjectResponse> call = streams.getObject(GetObjectRequest.newBuilder()
                .setBucketName(bucket)
                .setObjectKey(key)
                .build());
        ObjectEntry entry = null;
        long received = 0;
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
