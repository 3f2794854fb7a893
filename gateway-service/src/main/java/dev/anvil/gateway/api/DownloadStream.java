package dev.anvil.gateway.api;

import com.google.protobuf.ByteString;
import dev.anvil.api.v1.GetObjectRequest;
import dev.anvil.api.v1.GetObjectResponse;
import dev.anvil.api.v1.ObjectInfo;
import dev.anvil.gateway.pace.Admission;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One download. It is sent from a thread of its own that waits whenever the client takes no more, so that a slow client costs
 * a parked thread and not a heap full of chunks.
 */
final class DownloadStream implements ObjectDownload.Receiver {
    private static final int MAX_CHUNK_BYTES = 1 << 20;
    private static final int MAX_UNSENT_BYTES = 2 << 20;
    private static final Duration SLOWEST = Duration.ofMinutes(5);

    private final ServerCallStreamObserver<GetObjectResponse> call;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    DownloadStream(ServerCallStreamObserver<GetObjectResponse> call) {
        this.call = call;
        call.setOnReadyThreshold(MAX_UNSENT_BYTES);
        call.setOnReadyHandler(this::signal);
        call.setOnCancelHandler(this::signal);
    }

    void send(GetObjectRequest request, ObjectDownload download, Admission admission) {
        ApiCaller caller = ApiCaller.current();
        Runnable work = () -> {
            try {
                get(caller, request, download, admission);
                call.onCompleted();
            } catch (IOException | RuntimeException e) {
                call.onError(Answers.status(e));
            }
        };
        Thread.ofVirtual().name("download").start(Context.current().wrap(work));
    }

    private void get(ApiCaller caller, GetObjectRequest request, ObjectDownload download, Admission admission)
            throws IOException {
        admission.enter();
        try {
            download.get(caller, request, this);
        } finally {
            admission.leave();
        }
    }

    @Override
    public void info(ObjectInfo info) throws IOException {
        send(GetObjectResponse.newBuilder().setMetadata(info).build());
    }

    @Override
    public OutputStream bytes() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                for (int at = 0; at < length; at += MAX_CHUNK_BYTES) {
                    // The array is only lent.
                    ByteString chunk = ByteString.copyFrom(bytes, offset + at, Math.min(MAX_CHUNK_BYTES, length - at));
                    send(GetObjectResponse.newBuilder().setChunk(chunk).build());
                }
            }
        };
    }

    private void send(GetObjectResponse message) throws IOException {
        awaitReady();
        call.onNext(message);
    }

    private void awaitReady() throws IOException {
        long left = SLOWEST.toNanos();
        lock.lock();
        try {
            while (!call.isReady() && !call.isCancelled()) {
                left = changed.awaitNanos(left);
                if (left <= 0) {
                    throw new IOException("the client took nothing for " + SLOWEST);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a download waited for its client");
        } finally {
            lock.unlock();
        }
        if (call.isCancelled()) {
            throw new IOException("the client went away");
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
