package dev.anvil.cli.object;

import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.output.Progress;
import dev.anvil.cli.peer.Objects;
import dev.anvil.cli.peer.UploadPart;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Uploads a file in parts, several at once, and goes on where an earlier attempt ended. */
final class ParallelUpload {
    private static final int TRIES = 4;
    private static final int CHUNK_BYTES = 1 << 20;

    private final Objects objects;
    private final ObjectReference target;
    private final Path source;
    private final UploadPlan plan;
    private final int atOnce;
    private final Progress progress;

    ParallelUpload(
            Objects objects, ObjectReference target, Path source, UploadPlan plan, int atOnce, Progress progress) {
        this.objects = objects;
        this.target = target;
        this.source = source;
        this.plan = plan;
        this.atOnce = atOnce;
        this.progress = progress;
    }

    /** Parts that the server has already; empty where it does not know the upload any more. */
    Optional<Map<Integer, UploadPart>> known(String upload) {
        try {
            return Optional.of(objects.parts(target.bucket(), target.key(), upload));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Answers the entity tag of the object. */
    String run(String upload, Map<Integer, UploadPart> known) throws IOException, InterruptedException {
        List<UploadPart> done = new ArrayList<>();
        try (FileChannel file = FileChannel.open(source, StandardOpenOption.READ);
                ExecutorService senders = Executors.newFixedThreadPool(atOnce)) {
            List<Future<UploadPart>> parts = new ArrayList<>();
            for (int part = 1; part <= plan.parts(); part++) {
                int number = part;
                UploadPart there = known.get(number);
                if (there != null && there.size() == plan.length(number)) {
                    shared(there.size());
                    parts.add(CompletableFuture.completedFuture(there));
                } else {
                    parts.add(senders.submit(() -> put(file, upload, number)));
                }
            }
            try {
                for (Future<UploadPart> part : parts) {
                    done.add(part.get());
                }
            } catch (ExecutionException e) {
                senders.shutdownNow();
                throw interrupted(e.getCause() == null ? e : e.getCause());
            }
        }
        return objects.completeUpload(target.bucket(), target.key(), upload, done);
    }

    private UploadPart put(FileChannel file, String upload, int number) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            AtomicLong sentInVain = new AtomicLong();
            try (InputStream body = new Section(file, plan.offset(number), plan.length(number))) {
                LongConsumer sent = bytes -> {
                    sentInVain.addAndGet(bytes);
                    shared(bytes);
                };
                return objects.putPart(target.bucket(), target.key(), upload, number, body, plan.length(number), sent);
            } catch (StatusRuntimeException e) {
                shared(-sentInVain.get());
                if (attempt == TRIES || e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
                    throw e;
                }
                Thread.sleep(500L << attempt);
            }
        }
    }

    private void shared(long bytes) {
        synchronized (progress) {
            progress.accept(bytes);
        }
    }

    private static CommandFailure interrupted(Throwable cause) {
        return new CommandFailure(
                "the upload was interrupted (" + cause.getMessage() + "); the same command goes on with it", cause);
    }

    /** A piece of a file that several read at once. */
    private static final class Section extends InputStream {
        private final FileChannel file;
        private final long end;
        private long at;

        Section(FileChannel file, long offset, long length) {
            this.file = file;
            this.at = offset;
            this.end = offset + length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (at == end) {
                return -1;
            }
            int wanted = (int) Math.min(Math.min(length, CHUNK_BYTES), end - at);
            int got = file.read(ByteBuffer.wrap(bytes, offset, wanted), at);
            if (got < 0) {
                throw new IOException("the file became shorter while it was read");
            }
            at += got;
            return got;
        }
    }
}
