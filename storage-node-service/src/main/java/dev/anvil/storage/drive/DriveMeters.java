package dev.anvil.storage.drive;

import dev.anvil.model.DriveId;
import dev.anvil.storage.engine.DriveStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** What a scrape sees of each drive. */
final class DriveMeters implements MeterBinder {
    private final LocalDrives drives;

    DriveMeters(LocalDrives drives) {
        this.drives = drives;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (LocalDrive.Open open : drives.open()) {
            gauge(registry, open, "shards", "Sealed shards", DriveStatus::shards);
            gauge(registry, open, "live.bytes", "Bytes of sealed shards", DriveStatus::liveBytes);
            gauge(registry, open, "used.bytes", "Bytes that segments occupy", DriveStatus::usedBytes);
            gauge(registry, open, "usable.bytes", "Free bytes above the reserve", DriveStatus::usableBytes);
            gauge(registry, open, "corruptions", "Corrupt records met since the start", DriveStatus::corruptions);
            gauge(
                    registry,
                    open,
                    "quarantined",
                    "Shards that are broken and not deleted yet",
                    DriveStatus::quarantined);
            gauge(registry, open, "scrubbed.bytes", "Bytes that scrubbing verified", DriveStatus::scrubbedBytes);
            gauge(
                    registry,
                    open,
                    "scrubbed.timestamp",
                    "Unix seconds of the end of the last whole scrub; 0 where there was none",
                    status -> status.scrubbed().getEpochSecond());
            gauge(registry, open, "failed", "1 after an I/O error: nothing is written any more", DriveMeters::failed);
        }
    }

    private static double failed(DriveStatus status) {
        return status.failure().isPresent() ? 1 : 0;
    }

    private void gauge(
            MeterRegistry registry,
            LocalDrive.Open open,
            String name,
            String description,
            ToDoubleFunction<DriveStatus> value) {
        // By its id: a drive that failed and came back is another object.
        DriveId id = open.id();
        Gauge.builder(
                        "anvil.storage.drive." + name,
                        drives,
                        of -> of.find(id)
                                .map(drive -> value.applyAsDouble(drive.status()))
                                .orElse(Double.NaN))
                .tag("drive", open.id().toString())
                .description(description)
                .register(registry);
    }
}
