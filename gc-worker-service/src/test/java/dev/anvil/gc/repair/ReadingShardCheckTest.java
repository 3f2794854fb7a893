package dev.anvil.gc.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.Drives;
import dev.anvil.blob.LentBytes;
import dev.anvil.blob.ReadUnit;
import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.ShardRange;
import dev.anvil.blob.ShardRead;
import dev.anvil.blob.ShardWriter;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingShardCheckTest {
    private final ShardPlacement shard = new ShardPlacement(DriveId.create(), ShardId.create(Instant.EPOCH));
    private final OneShard drive = new OneShard();
    private final ReadingShardCheck check = new ReadingShardCheck(drive);

    @Test
    void aShardIsWholeWhenEveryUnitCanBeRead() throws InterruptedException {
        assertThat(check.check(blob(10 * 4 * 1_024 - 1), 0)).isEmpty();

        assertThat(drive.given).isEqualTo(10);
        assertThat(drive.mostWaiting).isLessThanOrEqualTo(4);
    }

    @Test
    void saysWhatIsWrongWhereverItIs() throws InterruptedException {
        for (int bad = 0; bad < 10; bad++) {
            drive.badAt = bad;
            assertThat(check.check(blob(10 * 4 * 1_024), 0)).as("unit %d", bad).contains(ShardFailure.CORRUPT);
        }
    }

    @Test
    void anEmptyBlobHasNothingToRead() throws InterruptedException {
        assertThat(check.check(blob(0), 0)).isEmpty();

        assertThat(drive.given).isZero();
    }

    private BlobLayout blob(long length) {
        return new BlobLayout(BlobId.create(Instant.EPOCH), length, new Scheme(4, 2), 1_024, Map.of(0, shard));
    }

    /** A drive that answers at once, in the thread that asks. */
    private static final class OneShard implements Drives {
        int badAt = Integer.MAX_VALUE;
        int given;
        int mostWaiting;

        @Override
        public boolean isPromising(DriveId drive) {
            return true;
        }

        @Override
        public ShardWriter write(DriveId drive, ShardId shard, Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ShardRead read(ShardRange range, ShardRead.Listener listener) {
            given = 0;
            return new ShardRead() {
                @Override
                public void request(int units) {
                    mostWaiting = Math.max(mostWaiting, units);
                    for (int i = 0; i < units && given <= badAt; i++) {
                        if (given == badAt) {
                            given++;
                            listener.onFailure(new ShardException(ShardFailure.CORRUPT, "a checksum"));
                        } else {
                            listener.onUnit(new ReadUnit(given++, LentBytes.kept(new byte[8])));
                        }
                    }
                }

                @Override
                public void cancel() {}
            };
        }

        @Override
        public void delete(DriveId drive, List<ShardId> shards, String reason, Duration timeout) {
            throw new UnsupportedOperationException();
        }
    }
}
