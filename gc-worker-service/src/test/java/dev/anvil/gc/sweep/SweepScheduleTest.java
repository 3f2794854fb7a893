package dev.anvil.gc.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gc.blob.FakeCatalogue;
import dev.anvil.gc.blob.FakeDrives;
import dev.anvil.model.DriveId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SweepScheduleTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final FakeDrives drives = new FakeDrives();
    private final Set<DriveId> own = Set.of(drives.add(), drives.add(), drives.add());
    private final List<DriveId> swept = new ArrayList<>();
    private final long seed = System.nanoTime();
    private Instant now = Instant.EPOCH;
    private boolean failing;

    private final SweepSchedule schedule = new SweepSchedule(
            new DriveSweep(
                    new FakeCatalogue(),
                    (drive, after, limit) -> {
                        swept.add(drive);
                        if (failing) {
                            throw new IllegalStateException("away");
                        }
                        return new DriveContents.Page(List.of(), false);
                    },
                    drives,
                    new SweepSettings(DAY, 10, Duration.ZERO, 0.01, 1_000)),
            () -> own,
            DAY,
            () -> now,
            new Random(seed));

    @Test
    void everyDriveHasItsFirstTurnWithinOnePeriodAndThenOneEach() throws InterruptedException {
        for (int hour = 0; hour <= 24; hour++) {
            schedule.sweepWhatIsDue();
            now = now.plus(Duration.ofHours(1));
        }
        assertThat(swept).as("seed %d", seed).containsAll(own);

        swept.clear();
        for (int hour = 0; hour < 24; hour++) {
            schedule.sweepWhatIsDue();
            now = now.plus(Duration.ofHours(1));
        }
        assertThat(swept).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(own);
    }

    @Test
    void aDriveThatFailsHasItsNextTurnLaterAndHoldsUpNoOther() throws InterruptedException {
        failing = true;
        schedule.sweepWhatIsDue();
        now = now.plus(DAY).plusSeconds(1);

        schedule.sweepWhatIsDue();
        schedule.sweepWhatIsDue();

        assertThat(swept).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(own);
    }
}
