package dev.anvil.storage.drive;

import dev.anvil.storage.engine.DriveStatus;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while at least one drive takes shards. The details say how each of them is. */
final class DrivesHealth implements HealthIndicator {
    private final LocalDrives drives;

    DrivesHealth(LocalDrives drives) {
        this.drives = drives;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.down();
        for (LocalDrive local : drives.all()) {
            switch (local) {
                case LocalDrive.Refused refused ->
                    health.withDetail(refused.folder().toString(), "refused: " + refused.problem());
                case LocalDrive.Open open -> {
                    DriveStatus status = open.drive().status();
                    if (status.failure().isEmpty()) {
                        health.up();
                    }
                    health.withDetail(open.folder().toString(), status.failure().orElseGet(() -> words(status)));
                }
            }
        }
        return health.build();
    }

    private static String words(DriveStatus status) {
        StringBuilder words = new StringBuilder("open");
        if (status.usableBytes() == 0) {
            words.append(", full");
        }
        if (status.quarantined() > 0) {
            words.append(", ").append(status.quarantined()).append(" shards are broken");
        }
        if (status.scrubbed().isAfter(Instant.EPOCH)) {
            words.append(", scrubbed ").append(status.scrubbed());
        }
        return words.toString();
    }
}
