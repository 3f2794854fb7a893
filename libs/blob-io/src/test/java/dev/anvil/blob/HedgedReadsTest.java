package dev.anvil.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.erasure.CoderChoice;
import dev.anvil.erasure.ErasureCoding;
import dev.anvil.model.BlobId;
import dev.anvil.model.ByteRange;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Six drives that need a moment for every read, one of which begins to need two seconds. */
@Timeout(60)
final class HedgedReadsTest {
    private static final int READS = 500;
    private static final Duration USUAL = Duration.ofMillis(4);
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final FakeDrives memory = new FakeDrives();
    private final DelayingDrives drives = new DelayingDrives(memory);
    private final BlobIo io = new BlobIo(
            drives,
            ErasureCoding.choose(CoderChoice.AUTO),
            BlobIoSettings.DEFAULT,
            new BufferPool(1 << 24),
            InstantSource.system());
    private final byte[] body = new byte[1 << 18];

    @Test
    void aDriveThatAnswersAfterTwoSecondsDoublesTheNinetyNinthPercentileAtMost() throws IOException {
        new Random(1).nextBytes(body);
        List<DriveId> six = memory.add(6);
        BlobLayout blob = io.writer()
                .write(
                        BlobId.create(InstantSource.system().instant()),
                        new Scheme(4, 2),
                        six,
                        new ByteArrayInputStream(body));
        long[] well = read(blob);
        drives.delays.put(six.get(1), SLOW);
        long[] slow = read(blob);
        System.out.println("p99 with all well " + percentile(well, 0.99) + ", with one slow " + percentile(slow, 0.99)
                + ", longest " + percentile(slow, 1));
        // Nobody hedges earlier than the floor, however quick the drives are.
        Duration hedgedAtOnce = percentile(well, 0.99).plus(BlobIoSettings.DEFAULT.minHedge());
        Duration doubled = percentile(well, 0.99).multipliedBy(2);
        assertThat(percentile(slow, 0.99))
                .isLessThanOrEqualTo(doubled.compareTo(hedgedAtOnce) > 0 ? doubled : hedgedAtOnce);
        assertThat(percentile(slow, 1)).as("no read at all waits for the drive").isLessThan(SLOW.dividedBy(2));
    }

    private long[] read(BlobLayout blob) throws IOException {
        long[] nanos = new long[READS];
        for (int i = 0; i < READS; i++) {
            long begun = System.nanoTime();
            ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
            io.reader().read(blob, ByteRange.whole(body.length), BlobSink.to(out), DamageListener.ignore());
            nanos[i] = System.nanoTime() - begun;
            assertThat(out.toByteArray()).isEqualTo(body);
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static Duration percentile(long[] sorted, double share) {
        return Duration.ofNanos(sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))]);
    }

    /** Answers as the drives behind it do, but later. */
    private static final class DelayingDrives implements Drives {
        private final Drives behind;
        private final Map<DriveId, Duration> delays = new ConcurrentHashMap<>();

        DelayingDrives(Drives behind) {
            this.behind = behind;
        }

        @Override
        public boolean isPromising(DriveId drive) {
            return behind.isPromising(drive);
        }

        @Override
        public ShardWriter write(DriveId drive, ShardId shard, Duration timeout) {
            return behind.write(drive, shard, timeout);
        }

        @Override
        public ShardRead read(ShardRange range, ShardRead.Listener listener) {
            Duration delay = delays.getOrDefault(range.shard().drive(), USUAL);
            return behind.read(range, new ShardRead.Listener() {
                @Override
                public void onUnit(ReadUnit unit) {
                    pause();
                    listener.onUnit(unit);
                }

                @Override
                public void onFailure(ShardException failure) {
                    pause();
                    listener.onFailure(failure);
                }

                private void pause() {
                    try {
                        Thread.sleep(delay);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
        }

        @Override
        public void delete(DriveId drive, List<ShardId> shards, String reason, Duration timeout) {
            behind.delete(drive, shards, reason, timeout);
        }
    }
}
