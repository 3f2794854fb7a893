package dev.anvil.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.blob.FakeDrives.Trouble;
import dev.anvil.model.BlobId;
import dev.anvil.model.ByteRange;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class BlobRepairTest extends OnFakeDrives {
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 2 * UNIT + 1, 30 * UNIT + 3})
    void rebuildsEverySlotExactly(int length) throws IOException {
        List<DriveId> six = drives.add(6);
        byte[] body = bytes(length);
        BlobLayout blob = write(FOUR_TWO, six, body);
        for (int slot = 0; slot < blob.scheme().shards(); slot++) {
            ShardPlacement old = blob.shard(slot).orElseThrow();
            DriveId target = drives.add(1).getFirst();
            drives.get(old.drive()).trouble = Trouble.DEAD;
            ShardPlacement fresh = io.repairer().rebuild(blob, slot, target, damages::add);
            assertThat(fresh.shard()).isNotEqualTo(old.shard());
            List<byte[]> before = drives.get(old.drive()).sealed.get(old.shard());
            List<byte[]> after = drives.get(target).sealed.get(fresh.shard());
            assertThat(after).usingRecursiveComparison().isEqualTo(before);
            drives.get(old.drive()).trouble = Trouble.NONE;
            Map<Integer, ShardPlacement> swapped = new HashMap<>(blob.shards());
            swapped.put(slot, fresh);
            blob = new BlobLayout(blob.blob(), blob.length(), blob.scheme(), blob.unitBytes(), swapped);
            assertThat(read(blob, ByteRange.whole(length))).isEqualTo(body);
        }
        assertThat(damages).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 2 * UNIT + 1, 30 * UNIT + 3})
    void movesAShardThatNothingElseCouldMake(int length) throws IOException {
        DriveId only = drives.add(1).getFirst();
        byte[] body = bytes(length);
        BlobLayout blob = write(new Scheme(1, 0), List.of(only), body);
        DriveId target = drives.add(1).getFirst();

        ShardPlacement fresh = io.repairer().move(blob, 0, target, damages::add);

        assertThat(fresh.drive()).isEqualTo(target);
        drives.get(only).trouble = Trouble.DEAD;
        BlobLayout moved = new BlobLayout(blob.blob(), length, blob.scheme(), blob.unitBytes(), Map.of(0, fresh));
        assertThat(read(moved, ByteRange.whole(length))).isEqualTo(body);
        assertThat(damages).isEmpty();
    }

    @Test
    void movesAShardFromTheOthersWhereItsOwnDriveIsDead() throws IOException {
        List<DriveId> six = drives.add(6);
        BlobLayout blob = write(FOUR_TWO, six, bytes(30 * UNIT + 3));
        for (int slot : new int[] {1, 5}) {
            ShardPlacement old = blob.shard(slot).orElseThrow();
            List<byte[]> before = List.copyOf(drives.get(old.drive()).sealed.get(old.shard()));
            DriveId target = drives.add(1).getFirst();
            drives.get(old.drive()).trouble = Trouble.DEAD;
            ShardPlacement fresh = io.repairer().move(blob, slot, target, damages::add);
            assertThat(drives.get(target).sealed.get(fresh.shard()))
                    .usingRecursiveComparison()
                    .isEqualTo(before);
        }
    }

    @Test
    void movesNothingOntoTheDriveThatHasIt() throws IOException {
        List<DriveId> six = drives.add(6);
        BlobLayout blob = write(FOUR_TWO, six, bytes(100));
        DriveId own = blob.shard(0).orElseThrow().drive();
        assertThatThrownBy(() -> io.repairer().move(blob, 0, own, damages::add)).hasMessageContaining("already");
    }

    @Test
    void rebuildsNothingFromTooLittleOrOntoAUsedDrive() throws IOException {
        List<DriveId> six = drives.add(6);
        BlobLayout blob = write(FOUR_TWO, six, bytes(30 * UNIT));
        assertThatThrownBy(() -> io.repairer().rebuild(blob, 0, six.get(1), damages::add))
                .hasMessageContaining("already");
        List.of(1, 2).forEach(i -> drives.get(six.get(i)).sealed.clear());
        DriveId target = drives.add(1).getFirst();
        assertThatThrownBy(() -> io.repairer().rebuild(blob, 0, target, damages::add))
                .isInstanceOf(TooFewShardsException.class);
        assertThat(drives.openShards()).isZero();
        assertThat(drives.get(target).sealed).isEmpty();
    }

    @Test
    void damagesThatAreNoLossAreToldApart() {
        ShardPlacement shard = new ShardPlacement(DriveId.create(), ShardId.create(CLOCK.instant()));
        BlobId blob = BlobId.create(CLOCK.instant());
        assertThat(new Damage(blob, 0, shard, ShardFailure.UNREACHABLE).isLoss())
                .isFalse();
        assertThat(new Damage(blob, 0, shard, ShardFailure.CORRUPT).isLoss()).isTrue();
    }
}
