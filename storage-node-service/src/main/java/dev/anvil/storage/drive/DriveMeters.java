package dev.anvil.storage.drive;

import dev.anvil.storage.engine.Drive;
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
            gauge(registry, open, "failed", "1 after an I/O error: nothing is written any more", DriveMeters::failed);
        }
    }

    private static double failed(DriveStatus status) {
        return status.failure().isPresent() ? 1 : 0;
    }

    private static void gauge(
            MeterRegistry registry,
            LocalDrive.Open open,
            String name,
            String description,
            ToDoubleFunction<DriveStatus> value) {
        Drive drive = open.drive();
        Gauge.builder("anvil.storage.drive." + name, drive, of -> value.applyAsDouble(of.status()))
                .tag("drive", open.id().toString())
                .description(description)
                .register(registry);
    }
}
