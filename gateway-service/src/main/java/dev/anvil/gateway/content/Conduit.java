package dev.anvil.gateway.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is pushed into what can be pulled: a producer on a thread of its own fills a few blocks ahead of the reader. A
 * producer that fails makes the reader fail; a reader that closes stops the producer.
 */
final class Conduit implements AutoCloseable {
    private static final int MAX_BLOCKS_AHEAD = 4;

    /** What produces the bytes. */
    @FunctionalInterface
    interface Producer {
        void writeTo(OutputStream out) throws IOException;
    }

    private sealed interface Event {
        @SuppressWarnings("ArrayRecordComponent") // handed over, compared by nobody
        record Bytes(byte[] bytes) implements Event {}

        record End(@Nullable Throwable failure) implements Event {}
    }

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(MAX_BLOCKS_AHEAD);
    private final Source source = new Source();
    private @Nullable Thread producing;

    void feed(Producer producer) {
        producing = Thread.ofVirtual().name("conduit").start(() -> {
            Throwable failure = null;
            try {
                producer.writeTo(new Sink());
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
            try {
                events.put(new Event.End(failure));
            } catch (InterruptedException e) {
                // The reader has gone: nobody waits for the end.
                Thread.currentThread().interrupt();
            }
        });
    }

    InputStream source() {
        return source;
    }

    @Override
    public void close() {
        if (producing != null) {
            producing.interrupt();
        }
    }

    private final class Sink extends OutputStream implements WritableByteChannel {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            write(ByteBuffer.wrap(bytes, offset, length));
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            // The memory is only lent.
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            try {
                events.put(new Event.Bytes(copy));
            } catch (InterruptedException e) {
                throw interrupted();
            }
            return copy.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }

    private final class Source extends InputStream {
        private byte[] block = new byte[0];
        private int next;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (next == block.length && !ended) {
                take();
            }
            if (next == block.length) {
                return -1;
            }
            int count = Math.min(length, block.length - next);
            System.arraycopy(block, next, bytes, offset, count);
            next += count;
            return count;
        }

        private void take() throws IOException {
            try {
                switch (events.take()) {
                    case Event.Bytes more -> {
                        block = more.bytes();
                        next = 0;
                    }
                    case Event.End end -> end(end.failure());
                }
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }

        private void end(@Nullable Throwable failure) throws IOException {
            ended = true;
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure != null) {
                throw new IOException("what was to be read could not be", failure);
            }
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while bytes were handed over");
    }
}
