package dev.anvil.gateway.api;

import com.google.protobuf.ByteString;
import dev.anvil.runtime.failure.ServiceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Chunks of an upload as one stream of bytes. Whoever reads one chunk to its end asks for one more. */
final class ChunkSource extends InputStream {
    /** Chunks that have come and were not read. */
    static final int MAX_WAITING = 3;

    private static final int MAX_CHUNK_BYTES = 4 << 20;
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private sealed interface Event {
        record Chunk(ByteString bytes) implements Event {}

        record End() implements Event {}

        record Failure(String message) implements Event {}
    }

    /** Bounded by what was asked for: nobody may add who was not asked. */
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private final @Nullable Long promised;
    private final IntConsumer request;
    private ByteString chunk = ByteString.EMPTY;
    private int next;
    private long count;
    private boolean ended;

    ChunkSource(@Nullable Long promised, IntConsumer request) {
        this.promised = promised;
        this.request = request;
    }

    void add(ByteString bytes) {
        events.add(
                bytes.size() > MAX_CHUNK_BYTES
                        ? new Event.Failure("a chunk has at most " + MAX_CHUNK_BYTES + " bytes")
                        : new Event.Chunk(bytes));
    }

    void end() {
        events.add(new Event.End());
    }

    void fail(String message) {
        events.add(new Event.Failure(message));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (next == chunk.size() && !ended) {
            take();
        }
        if (next == chunk.size()) {
            return -1;
        }
        int copied = Math.min(length, chunk.size() - next);
        chunk.copyTo(bytes, next, offset, copied);
        next += copied;
        if (next == chunk.size()) {
            request.accept(1);
        }
        return copied;
    }

    private void take() throws IOException {
        try {
            Event event = events.poll(SILENCE.toSeconds(), TimeUnit.SECONDS);
            switch (event) {
                case null -> throw ServiceFailure.invalid("nothing came for " + SILENCE.toSeconds() + " seconds");
                case Event.Chunk more -> {
                    chunk = more.bytes();
                    next = 0;
                    count += chunk.size();
                    requireAtMostPromised();
                    if (chunk.isEmpty()) {
                        request.accept(1);
                    }
                }
                case Event.End end -> {
                    ended = true;
                    requirePromised();
                }
                case Event.Failure failure -> throw ServiceFailure.invalid(failure.message());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a chunk");
        }
    }

    private void requireAtMostPromised() {
        if (promised != null && count > promised) {
            throw ServiceFailure.invalid("more came than the " + promised + " bytes that were promised");
        }
    }

    private void requirePromised() {
        if (promised != null && count != promised) {
            throw ServiceFailure.invalid(count + " bytes came where " + promised + " were promised");
        }
    }
}
