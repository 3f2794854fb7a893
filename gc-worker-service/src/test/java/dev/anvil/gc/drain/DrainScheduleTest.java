package dev.anvil.gc.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.model.DriveId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrainScheduleTest {
    private final Set<DriveId> draining = new HashSet<>();
    private final List<DriveId> requested = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private boolean away;
    private final DrainSchedule schedule = new DrainSchedule(
            () -> draining,
            drive -> {
                if (away) {
                    throw new IllegalStateException("nobody there");
                }
                requested.add(drive);
            },
            new DrainSettings(Duration.ofSeconds(2), Duration.ofMinutes(10), 1_000, 4),
            () -> now);

    @Test
    void aDriveIsAskedForAtOnceAndAgainAfterAWhileOnly() {
        DriveId drive = DriveId.create();
        schedule.requestWhatIsDue();
        assertThat(requested).isEmpty();

        draining.add(drive);
        schedule.requestWhatIsDue();
        schedule.requestWhatIsDue();
        assertThat(requested).containsExactly(drive);

        now = now.plus(Duration.ofMinutes(10));
        schedule.requestWhatIsDue();
        assertThat(requested).containsExactly(drive, drive);
    }

    @Test
    void whoIsTakenBackAndDrainedAnewIsAskedForAtOnce() {
        DriveId drive = DriveId.create();
        draining.add(drive);
        schedule.requestWhatIsDue();
        draining.clear();
        schedule.requestWhatIsDue();
        draining.add(drive);
        schedule.requestWhatIsDue();

        assertThat(requested).containsExactly(drive, drive);
    }

    @Test
    void aQueueThatIsAwayIsAskedAgain() {
        draining.add(DriveId.create());
        away = true;
        schedule.requestWhatIsDue();
        away = false;
        schedule.requestWhatIsDue();
        assertThat(requested).isEmpty();

        now = now.plusSeconds(10);
        schedule.requestWhatIsDue();
        assertThat(requested).hasSize(1);
    }
}
