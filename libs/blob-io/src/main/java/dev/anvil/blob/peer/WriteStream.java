package dev.anvil.blob.peer;

import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.storage.v1.WriteAnswer;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The long-lived stream that all shards for one drive share. Connecting, then open, then closed for good.
 *
 * <p>A frame is only given to gRPC when it says that it is ready. That bounds what lies between us and the socket, and it has a
 * second effect that callers count on: a ready stream copies the message out before {@code sendMessage} returns, so the unit's
 * array is free again. (Without a socket the marshaller makes the copy: see {@link DriveMethods}.)
 */
final class WriteStream extends ClientCall.Listener<WriteAnswer> {
    /** What may wait for the socket: enough to keep it busy while the next unit is made. */
    private static final int BUFFERED_BYTES = 1 << 20;

    static final CallOptions OPTIONS = CallOptions.DEFAULT.withOnReadyThreshold(BUFFERED_BYTES);

    private final DriveId drive;
    private final Optional<CatalogueStamp> catalogue;
    private final DriveHealth health;
    private final Map<UUID, CompletableFuture<Void>> pending = new ConcurrentHashMap<>();

    /** Held while a frame is sent, because a call takes one message at a time. */
    private final ReentrantLock sending = new ReentrantLock();

    /** Held for moments only, as the event loop takes it too. */
    private final ReentrantLock signalling = new ReentrantLock();

    private final Condition changed = signalling.newCondition();

    private @Nullable ClientCall<OutgoingFrame, WriteAnswer> call;
    private boolean first = true;
    private boolean reached;

    /** By one who waited in vain, while another may just be sending: gRPC calls that a mistake, here it is none. */
    private volatile boolean givenUp;

    private volatile @Nullable ShardException closed;

    WriteStream(DriveId drive, Optional<CatalogueStamp> catalogue, DriveHealth health) {
        this.drive = drive;
        this.catalogue = catalogue;
        this.health = health;
    }

    void start(ClientCall<OutgoingFrame, WriteAnswer> newCall) {
        call = newCall;
        newCall.start(this, new Metadata());
        // Answers are few and small: at most two for a shard.
        newCall.request(Integer.MAX_VALUE);
    }

    /** Also from the moment on that it is given up, which gRPC tells a little later. */
    boolean isClosed() {
        return givenUp || closed != null;
    }

    /** The future of a shard that is about to be sent; completed by the drive's answer or the stream's end. */
    CompletableFuture<Void> register(ShardId shard) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        pending.put(shard.value(), answer);
        ShardException failure = closed;
        if (failure != null) {
            answer.completeExceptionally(failure);
        }
        return answer;
    }

    void forget(ShardId shard) {
        pending.remove(shard.value());
    }

    void awaitReady(Duration timeout) {
        long limit = System.nanoTime() + timeout.toNanos();
        signalling.lock();
        try {
            while (true) {
                ShardException failure = closed;
                if (failure != null) {
                    throw new ShardException(failure.failure(), String.valueOf(failure.getMessage()), failure);
                }
                if (call().isReady()) {
                    return;
                }
                long left = limit - System.nanoTime();
                if (left <= 0) {
                    throw stuck(timeout);
                }
                long ignored = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShardException(ShardFailure.UNREACHABLE, "interrupted", e);
        } finally {
            signalling.unlock();
        }
    }

    /** Sends a frame when the drive can take it. */
    void send(OutgoingFrame frame, Duration timeout) {
        boolean locked = false;
        try {
            locked = sending.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (!locked) {
                // Others got through or are about to find out that nothing does: no reason to end the stream for all.
                throw new ShardException(
                        ShardFailure.DRIVE_BUSY,
                        "drive " + drive + " had no room for this shard within " + timeout.toMillis() + " ms");
            }
            awaitReady(timeout);
            hand(first ? frame.with(new OutgoingFrame.Opening(drive.toString(), catalogue)) : frame);
            first = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShardException(ShardFailure.UNREACHABLE, "interrupted", e);
        } finally {
            if (locked) {
                sending.unlock();
            }
        }
    }

    private void hand(OutgoingFrame frame) {
        try {
            call().sendMessage(frame);
        } catch (IllegalStateException e) {
            if (!givenUp) {
                throw e;
            }
            throw new ShardException(
                    ShardFailure.UNREACHABLE, "the stream to drive " + drive + " was just given up", e);
        }
    }

    /**
     * One shard that cannot move means that none can: the drive gets a new stream or none. It counts at once, not when gRPC comes to
     * closing the call: by then the next write may have begun, and would find some of the drives blamed and others not yet.
     */
    private ShardException stuck(Duration timeout) {
        String message = "drive " + drive + " took nothing for " + timeout.toMillis() + " ms";
        ShardException failure = new ShardException(ShardFailure.UNREACHABLE, message);
        if (!givenUp) {
            givenUp = true;
            health.failed(failure);
            call().cancel(message, null);
        }
        return failure;
    }

    @Override
    public void onReady() {
        if (!reached) {
            reached = true;
            health.reached();
        }
        signal();
    }

    @Override
    public void onMessage(WriteAnswer answer) {
        ByteBuffer id = answer.getShardId().asReadOnlyByteBuffer();
        if (id.remaining() != 2 * Long.BYTES) {
            return;
        }
        CompletableFuture<Void> waiting = pending.remove(new UUID(id.getLong(), id.getLong()));
        if (waiting == null) {
            return;
        }
        if (answer.hasSealed()) {
            waiting.complete(null);
        } else {
            ShardException failure = FailureCodes.of(drive, answer.getFailed());
            if (failure.failure() == ShardFailure.DRIVE_FAILED) {
                health.refused();
            }
            waiting.completeExceptionally(failure);
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        // Also without an error the drive has dropped what was open.
        ShardException failure = FailureCodes.of(drive, status, trailers);
        closed = failure;
        boolean broke = reached && status.getCode() == Status.Code.UNAVAILABLE;
        // A connection that was there and broke says nothing of the next one. Were it counted, one blow to the network
        // would shut
        // the breakers of all drives at once, and a node that is back a moment later would be left alone for seconds.
        if (!givenUp && !status.isOk() && !broke) {
            health.failed(failure);
        } else if (!givenUp && !reached) {
            health.reached();
        }
        pending.values().forEach(waiting -> waiting.completeExceptionally(failure));
        pending.clear();
        signal();
    }

    private void signal() {
        signalling.lock();
        try {
            changed.signalAll();
        } finally {
            signalling.unlock();
        }
    }

    private ClientCall<OutgoingFrame, WriteAnswer> call() {
        ClientCall<OutgoingFrame, WriteAnswer> started = call;
        if (started == null) {
            throw new IllegalStateException("the stream was not started");
        }
        return started;
    }
}
