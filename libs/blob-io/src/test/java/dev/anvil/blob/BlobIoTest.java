package dev.anvil.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.anvil.blob.FakeDrives.Trouble;
import dev.anvil.model.BlobId;
import dev.anvil.model.ByteRange;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardPlacement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class BlobIoTest extends OnFakeDrives {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                2,
                3,
                5,
                SMALL - 1,
                SMALL,
                SMALL + 1,
                UNIT - 1,
                UNIT,
                UNIT + 1,
                4 * UNIT - 1,
                4 * UNIT,
                4 * UNIT + 1,
                8 * UNIT - 1,
                8 * UNIT,
                8 * UNIT + 1,
                20 * UNIT + 3,
                100 * UNIT + 777
            })
    void givesBackEveryRangeOfWhatItTook(int length) throws IOException {
        for (Scheme scheme :
                List.of(Scheme.copies(1), Scheme.copies(3), new Scheme(2, 2), FOUR_TWO, new Scheme(8, 4))) {
            byte[] body = bytes(length);
            BlobLayout blob = write(scheme, drives.add(scheme.shards()), body);
            assertThat(blob.length()).isEqualTo(length);
            assertThat(blob.missingSlots()).isEmpty();
            assertThat(blob.scheme()).isEqualTo(length <= SMALL ? scheme.asCopies() : scheme);
            assertThat(read(blob, ByteRange.whole(length))).isEqualTo(body);
            for (int i = 0; i < 30; i++) {
                int from = random.nextInt(length + 1);
                int count = random.nextInt(length - from + 1);
                assertThat(read(blob, new ByteRange(from, count)))
                        .isEqualTo(Arrays.copyOfRange(body, from, from + count));
            }
        }
        assertThat(damages).isEmpty();
        assertThat(drives.openShards()).isZero();
    }

    @Test
    void aBodyThatComesInSmallPiecesIsTheSameBlob() throws IOException {
        byte[] body = bytes(9 * UNIT + 5);
        InputStream pieces = new SequenceInputStream(
                new ByteArrayInputStream(body, 0, 7), new ByteArrayInputStream(body, 7, body.length - 7));
        BlobLayout blob = io.writer().write(BlobId.create(CLOCK.instant()), FOUR_TWO, drives.add(6), pieces);
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
    }

    @Test
    void readsWithEveryPairOfDrivesLost() throws IOException {
        List<DriveId> six = drives.add(6);
        byte[] body = bytes(10 * UNIT + 77);
        BlobLayout blob = write(FOUR_TWO, six, body);
        for (int a = 0; a < 6; a++) {
            for (int b = a + 1; b < 6; b++) {
                drives.get(six.get(a)).trouble = Trouble.DEAD;
                drives.get(six.get(b)).trouble = Trouble.DEAD;
                assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
                assertThat(read(blob, new ByteRange(5 * UNIT + 3, 100)))
                        .isEqualTo(Arrays.copyOfRange(body, 5 * UNIT + 3, 5 * UNIT + 103));
                drives.get(six.get(a)).trouble = Trouble.NONE;
                drives.get(six.get(b)).trouble = Trouble.NONE;
            }
        }
    }

    @Test
    void threeLostDrivesAreAnErrorAtOnce() throws IOException {
        List<DriveId> six = drives.add(6);
        byte[] body = bytes(10 * UNIT);
        BlobLayout blob = write(FOUR_TWO, six, body);
        List.of(0, 2, 5).forEach(i -> drives.get(six.get(i)).sealed.clear());
        TooFewShardsException failure =
                catchThrowableOfType(TooFewShardsException.class, () -> read(blob, ByteRange.whole(body.length)));
        assertThat(failure.damages()).extracting(Damage::slot).containsExactlyInAnyOrder(0, 2, 5);
        assertThat(failure.damages()).allMatch(Damage::isLoss);
        assertThat(damages).hasSize(3);
    }

    @Test
    void aCorruptShardIsReplacedWhileStreamingAndReportedOnce() throws IOException {
        List<DriveId> six = drives.add(6);
        byte[] body = bytes(40 * UNIT + 1);
        BlobLayout blob = write(FOUR_TWO, six, body);
        drives.get(six.get(1)).trouble = Trouble.CORRUPT;
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
        assertThat(damages).hasSize(1);
        assertThat(damages.getFirst().slot()).isEqualTo(1);
        assertThat(damages.getFirst().failure()).isEqualTo(ShardFailure.CORRUPT);
        assertThat(damages.getFirst().shard()).isEqualTo(blob.shards().get(1));
    }

    @Test
    void aShardOfTheWrongLengthIsCorrupt() throws IOException {
        List<DriveId> six = drives.add(6);
        byte[] body = bytes(4 * UNIT);
        BlobLayout blob = write(FOUR_TWO, six, body);
        drives.get(six.get(0)).sealed.replaceAll((shard, units) -> List.of(new byte[UNIT - 1]));
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
        assertThat(damages).extracting(Damage::failure).containsExactly(ShardFailure.CORRUPT);
    }

    @Test
    void aSilentDriveIsReplacedByParityAndNotAskedAgainForAWhile() throws IOException {
        List<DriveId> six = drives.add(6);
        byte[] body = bytes(40 * UNIT);
        BlobLayout blob = write(FOUR_TWO, six, body);
        drives.get(six.get(2)).trouble = Trouble.SILENT;
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
        assertThat(drives.get(six.get(2)).reads).isEqualTo(1);
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
        assertThat(drives.get(six.get(2)).reads).isEqualTo(1);
        assertThat(damages).isEmpty();
    }

    @Test
    void silentDrivesBeyondRepairEndTheReadAfterItsTimeout() throws IOException {
        List<DriveId> two = drives.add(2);
        byte[] body = bytes(100);
        BlobLayout blob = write(Scheme.copies(2), two, body);
        two.forEach(drive -> drives.get(drive).trouble = Trouble.SILENT);
        assertThatThrownBy(() -> read(blob, ByteRange.whole(100))).isInstanceOf(TooFewShardsException.class);
        assertThat(damages).extracting(Damage::failure).containsOnly(ShardFailure.UNREACHABLE);
    }

    @Test
    void unpromisingDrivesAreAskedLast() throws IOException {
        List<DriveId> six = drives.add(6);
        byte[] body = bytes(8 * UNIT);
        BlobLayout blob = write(FOUR_TWO, six, body);
        drives.get(six.get(0)).promising = false;
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
        assertThat(drives.get(six.get(0)).reads).isZero();
    }

    @Test
    void readsOnlyTheUnitsThatASmallRangeTouches() throws IOException {
        List<DriveId> six = drives.add(6);
        BlobLayout blob = write(FOUR_TWO, six, bytes(40 * UNIT));
        read(blob, new ByteRange(4 * UNIT * 3 + UNIT + 5, 10));
        assertThat(six.stream().map(drive -> drives.get(drive).reads)).containsExactly(0, 1, 0, 0, 0, 0);
    }

    @Test
    void aSmallObjectIsOneCallToOneDriveAndFallsBackToTheNextCopy() throws IOException {
        List<DriveId> six = drives.add(6);
        byte[] body = bytes(SMALL);
        BlobLayout blob = write(FOUR_TWO, six, body);
        assertThat(blob.shards()).hasSize(3);
        assertThat(read(blob, ByteRange.whole(SMALL))).isEqualTo(body);
        DriveId asked = six.stream()
                .filter(drive -> drives.get(drive).reads == 1)
                .findFirst()
                .orElseThrow();
        assertThat(six.stream().mapToInt(drive -> drives.get(drive).reads).sum())
                .isEqualTo(1);
        drives.get(asked).sealed.clear();
        assertThat(read(blob, ByteRange.whole(SMALL))).isEqualTo(body);
        assertThat(damages).extracting(Damage::failure).containsExactly(ShardFailure.SHARD_UNKNOWN);
    }

    @Test
    void aDriveSendsNoFurtherAheadThanAllowed() throws IOException {
        List<DriveId> six = drives.add(6);
        byte[] body = bytes(200 * UNIT);
        BlobLayout blob = write(FOUR_TWO, six, body);
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
        assertThat(six)
                .allSatisfy(drive -> assertThat(drives.get(drive).largestCredit).isLessThanOrEqualTo(2));
    }

    @Test
    void writesWithOneDeadDriveAndDoesWithoutTheLastParity() throws IOException {
        List<DriveId> six = drives.add(6);
        drives.get(six.get(3)).trouble = Trouble.DEAD;
        byte[] body = bytes(9 * UNIT);
        BlobLayout blob = write(FOUR_TWO, six, body);
        assertThat(blob.missingSlots()).containsExactly(5);
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
        assertThat(damages).isEmpty();
    }

    @Test
    void writesWithFewerDrivesThanShardsAsLongAsThereIsAQuorum() throws IOException {
        BlobLayout blob = write(FOUR_TWO, drives.add(5), bytes(9 * UNIT));
        assertThat(blob.missingSlots()).containsExactly(5);
        assertThatThrownBy(() -> write(FOUR_TWO, drives.add(1), bytes(9 * UNIT)))
                .isInstanceOf(TooFewDrivesException.class)
                .hasMessageContaining("needs 5 durable shards");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 2 * UNIT, 4 * UNIT, 30 * UNIT})
    void aDriveThatFailsBeforeItsFirstByteIsReplaced(int length) throws IOException {
        List<DriveId> eight = drives.add(8);
        drives.get(eight.get(0)).trouble = Trouble.DEAD;
        drives.get(eight.get(2)).trouble = Trouble.DEAD;
        byte[] body = bytes(length);
        BlobLayout blob = write(FOUR_TWO, eight, body);
        assertThat(blob.missingSlots()).isEmpty();
        assertThat(blob.shards().values().stream().map(ShardPlacement::drive).distinct())
                .hasSize(blob.scheme().shards())
                .doesNotContain(eight.get(0), eight.get(2));
        assertThat(read(blob, ByteRange.whole(length))).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 2 * UNIT, 4 * UNIT})
    void aShardRefusedWhileItsStripeIsStillHereGoesToAnotherDrive(int length) throws IOException {
        List<DriveId> seven = drives.add(7);
        drives.get(seven.get(1)).trouble = Trouble.FULL;
        byte[] body = bytes(length);
        BlobLayout blob = write(FOUR_TWO, seven, body);
        assertThat(blob.missingSlots()).isEmpty();
        assertThat(read(blob, ByteRange.whole(length))).isEqualTo(body);
        assertThat(drives.openShards()).isZero();
    }

    @Test
    void aDriveThatFailsLaterIsMissing() throws IOException {
        List<DriveId> eight = drives.add(8);
        drives.get(eight.get(1)).trouble = Trouble.FAILS_AFTER_FIRST_UNIT;
        byte[] body = bytes(30 * UNIT);
        BlobLayout blob = write(FOUR_TWO, eight, body);
        assertThat(blob.missingSlots()).containsExactly(1);
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
        assertThat(drives.openShards()).isZero();
    }

    @Test
    void aDriveThatNeverSealsCostsTheStragglersTimeOnly() throws IOException {
        List<DriveId> six = drives.add(6);
        drives.get(six.get(4)).trouble = Trouble.SILENT;
        byte[] body = bytes(30 * UNIT);
        BlobLayout blob = write(FOUR_TWO, six, body);
        assertThat(blob.missingSlots()).containsExactly(4);
        assertThat(drives.openShards()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL + 1, UNIT, 3 * UNIT + 5})
    void aBlobOfOneStripeIsWrittenAnewForTheDrivesThatAreLeft(int length) throws IOException {
        for (Trouble trouble : List.of(Trouble.DEAD, Trouble.FULL)) {
            List<DriveId> six = drives.add(6);
            drives.get(six.get(2)).trouble = trouble;
            drives.get(six.get(3)).trouble = trouble;
            byte[] body = bytes(length);
            BlobLayout blob = write(FOUR_TWO, six, body);
            assertThat(blob.scheme()).isEqualTo(new Scheme(2, 2));
            assertThat(blob.missingSlots()).isEmpty();
            assertThat(read(blob, ByteRange.whole(length))).isEqualTo(body);
            until(() -> drives.openShards() == 0);
        }
    }

    @Test
    void whereTheUsualSchemeCannotBeWrittenAnotherIs() throws IOException {
        byte[] body = bytes(30 * UNIT);
        BlobLayout blob = write(FOUR_TWO, drives.add(4), body);
        assertThat(blob.scheme()).isEqualTo(new Scheme(2, 2));
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
    }

    @Test
    void withoutAQuorumNothingIsLeftBehind() {
        for (Trouble trouble : List.of(Trouble.DEAD, Trouble.FULL, Trouble.FAILS_AFTER_FIRST_UNIT, Trouble.SILENT)) {
            for (int length : List.of(4 * UNIT, 30 * UNIT)) {
                List<DriveId> six = drives.add(6);
                drives.get(six.get(0)).trouble = trouble;
                drives.get(six.get(5)).trouble = trouble;
                if (trouble == Trouble.FAILS_AFTER_FIRST_UNIT && length <= 4 * UNIT) {
                    continue;
                }
                assertThatThrownBy(() -> write(FOUR_TWO, six, bytes(length)))
                        .isInstanceOfSatisfying(
                                TooFewDrivesException.class,
                                failure ->
                                        assertThat(failure.isForWantOfSpace()).isEqualTo(trouble == Trouble.FULL));
                until(() -> drives.sealedShards() == 0);
                assertThat(drives.openShards()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, UNIT, 4 * UNIT, 4 * UNIT + 1, 20 * UNIT})
    void aClientThatGoesAwayLeavesNothingBehind(int sent) {
        InputStream broken = new InputStream() {
            private int left = sent;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("connection reset");
                }
                return 1;
            }
        };
        assertThatThrownBy(() -> io.writer().write(BlobId.create(CLOCK.instant()), FOUR_TWO, drives.add(6), broken))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThat(drives.openShards()).isZero();
        assertThat(drives.sealedShards()).isZero();
    }

    @Test
    void aSinkThatFailsEndsTheRead() throws IOException {
        BlobLayout blob = write(FOUR_TWO, drives.add(6), bytes(30 * UNIT));
        BlobSink broken = bytes -> {
            throw new IOException("broken pipe");
        };
        assertThatThrownBy(() -> io.reader().read(blob, ByteRange.whole(30 * UNIT), broken, damages::add))
                .hasMessage("broken pipe");
    }

    @Test
    void discardsWhatWasNotCommitted() throws IOException {
        BlobLayout blob = write(FOUR_TWO, drives.add(6), bytes(30 * UNIT));
        io.writer().discard(blob);
        until(() -> drives.sealedShards() == 0);
    }
}
