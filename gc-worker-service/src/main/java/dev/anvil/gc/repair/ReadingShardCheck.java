package dev.anvil.gc.repair;

import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.Drives;
import dev.anvil.blob.ReadUnit;
import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.ShardRange;
import dev.anvil.blob.ShardRead;
import dev.anvil.model.ShardPlacement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads the whole shard. Its records carry checksums, so what can be read is right. */
final class ReadingShardCheck implements ShardCheck {
    private static final Duration PROGRESS = Duration.ofSeconds(30);

    /** Units on their way: what bounds memory. */
    private static final int WINDOW = 4;

    private final Drives drives;

    ReadingShardCheck(Drives drives) {
        this.drives = drives;
    }

    @Override
    public Optional<ShardFailure> check(BlobLayout blob, int slot) throws InterruptedException {
        long stripeBytes = (long) blob.scheme().data() * blob.unitBytes();
        int stripes = Math.toIntExact(Math.ceilDiv(blob.length(), stripeBytes));
        ShardPlacement shard = blob.shard(slot).orElseThrow();
        if (stripes == 0) {
            return Optional.empty();
        }
        // Holds at most the window's units and one failure, since no more are asked for.
        BlockingQueue<Optional<ShardFailure>> steps = new LinkedBlockingQueue<>();
        ShardRead read = drives.read(new ShardRange(shard, 0, stripes), new Steps(steps));
        try {
            int asked = Math.min(WINDOW, stripes);
            read.request(asked);
            for (int seen = 0; seen < stripes; seen++) {
                Optional<ShardFailure> step = steps.poll(PROGRESS.toMillis(), TimeUnit.MILLISECONDS);
                if (step == null) {
                    return Optional.of(ShardFailure.UNREACHABLE);
                }
                if (step.isPresent()) {
                    return step;
                }
                if (asked < stripes) {
                    asked++;
                    read.request(1);
                }
            }
            return Optional.empty();
        } finally {
            read.cancel();
        }
    }

    private static final class Steps implements ShardRead.Listener {
        private final BlockingQueue<Optional<ShardFailure>> steps;

        Steps(BlockingQueue<Optional<ShardFailure>> steps) {
            this.steps = steps;
        }

        @Override
        public void onUnit(ReadUnit unit) {
            unit.bytes().giveBack();
            steps.add(Optional.empty());
        }

        @Override
        public void onFailure(ShardException failure) {
            steps.add(Optional.of(failure.failure()));
        }
    }
}
