package dev.anvil.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.model.DriveId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LearningTest {
    @Test
    void theHedgeFollowsWhatNearlyAllUnitsTake() {
        HedgeDelay delay = new HedgeDelay(Duration.ofMillis(20), Duration.ofMillis(500));
        assertThat(delay.nanos()).isEqualTo(Duration.ofMillis(500).toNanos());
        for (int i = 0; i < 1000; i++) {
            delay.waited(Duration.ofMillis(1).toNanos());
        }
        assertThat(delay.nanos()).isEqualTo(Duration.ofMillis(20).toNanos());
        for (int i = 0; i < 10_000; i++) {
            delay.waited(Duration.ofMillis(i % 100 == 0 ? 5000 : 30).toNanos());
        }
        assertThat(delay.nanos()).isEqualTo(Duration.ofMillis(90).toNanos());
        for (int i = 0; i < 1000; i++) {
            delay.waited(Duration.ofSeconds(2).toNanos());
        }
        assertThat(delay.nanos()).isEqualTo(Duration.ofMillis(500).toNanos());
    }

    @Test
    void aSlowDriveIsNotAskedFirstUntilItIsInTimeAgain() {
        SlowDrives slow = new SlowDrives();
        DriveId drive = DriveId.create();
        assertThat(slow.mayBeAskedFirst(drive)).isTrue();
        slow.slow(drive);
        assertThat(slow.mayBeAskedFirst(drive)).isFalse();
        assertThat(slow.mayBeAskedFirst(DriveId.create())).isTrue();
        slow.inTime(drive);
        assertThat(slow.mayBeAskedFirst(drive)).isTrue();
    }

    @Test
    void manyReadsThatAreDisappointedAtOnceAreOneDisappointment() throws InterruptedException {
        SlowDrives slow = new SlowDrives();
        DriveId drive = DriveId.create();
        for (int i = 0; i < 100; i++) {
            slow.slow(drive);
        }
        assertThat(slow.mayBeAskedFirst(drive)).isFalse();
        long limit = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        while (!slow.mayBeAskedFirst(drive)) {
            assertThat(System.nanoTime()).as("asked again after a second").isLessThan(limit);
            Thread.sleep(10);
        }
        assertThat(slow.mayBeAskedFirst(drive)).as("by one read").isFalse();
    }

    @Test
    void stripesLieAsTheLengthSays() {
        Stripes stripes = new Stripes(10_000, 4, 1000);
        assertThat(stripes.count()).isEqualTo(3);
        assertThat(stripes.unitLength(0)).isEqualTo(1000);
        assertThat(stripes.bytesIn(2)).isEqualTo(2000);
        assertThat(stripes.unitLength(2)).isEqualTo(500);
        assertThat(stripes.stripeAt(7_999)).isEqualTo(1);
        assertThat(new Stripes(0, 4, 1000).count()).isZero();
        assertThat(new Stripes(1, 4, 1000).unitLength(0)).isEqualTo(1);
        assertThat(new Stripes(5L << 40, 4, 256 * 1024).count()).isEqualTo(5 << 20);
    }
}
