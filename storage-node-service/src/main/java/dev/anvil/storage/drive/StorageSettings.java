package dev.anvil.storage.drive;

import dev.anvil.runtime.setting.SettingRefused;
import dev.anvil.storage.engine.DriveSettings;
import dev.anvil.storage.engine.ScrubSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the drives are and how they are kept.
 *
 * @param drives folders, separated by commas; set as {@code ANVIL_STORAGE_DRIVES}
 * @param drivesRoot instead of {@code drives}: a folder that holds {@code drive-1}, {@code drive-2} …
 * @param driveCount how many of them
 * @param adoptDrives takes over drives that another node has written: for drives that were moved here
 * @param segmentSize a bigger one needs fewer open files on big drives, a smaller one is compacted sooner
 * @param reserve free space that only deletions and compaction may use
 * @param directWrites whether large writes leave the page cache out, where the file system can do that
 * @param openShardLimit how long a shard may stay open without a new unit
 * @param compactionRate bytes a second that compaction of one drive copies
 * @param scrubRate bytes a second that are read and verified on one drive, in the background; 0 means never
 * @param scrubEvery the pause between two such walks over a drive
 * @param publicAddress HOST:PORT that others reach this node at; blank where that is the one that it listens on
 */
@ConfigurationProperties("anvil.storage")
public record StorageSettings(
        @DefaultValue("") String drives,
        @DefaultValue("") String drivesRoot,
        @DefaultValue("6") int driveCount,
        @DefaultValue("false") boolean adoptDrives,
        @DefaultValue("64MB") DataSize segmentSize,
        @DefaultValue("256MB") DataSize reserve,
        @DefaultValue("true") boolean directWrites,
        @DefaultValue("1h") Duration openShardLimit,
        @DefaultValue("64MB") DataSize compactionRate,
        @DefaultValue("1s") Duration maintenanceInterval,
        @DefaultValue("8MB") DataSize scrubRate,
        @DefaultValue("24h") Duration scrubEvery,
        @DefaultValue("") String zone,
        @DefaultValue("") String publicAddress) {
    private static final int MAX_DRIVES = 128;

    public StorageSettings {
        if (driveCount < 1 || driveCount > MAX_DRIVES) {
            throw new SettingRefused(
                    "ANVIL_STORAGE_DRIVE_COUNT", "'" + driveCount + "'", "give a number from 1 to " + MAX_DRIVES);
        }
    }

    /** Whether each folder is named, as where each is a disk of its own. */
    boolean areListed() {
        return !drives.isBlank();
    }

    List<Path> folders() {
        List<Path> folders = areListed() ? listed() : numbered();
        if (folders.stream().distinct().count() < folders.size()) {
            throw new SettingRefused(
                    "ANVIL_STORAGE_DRIVES", "'" + drives + "'", "name every folder once; each is a drive of its own");
        }
        return folders;
    }

    private List<Path> listed() {
        List<Path> folders = Stream.of(drives.split(",", -1))
                .map(String::strip)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).toAbsolutePath().normalize())
                .toList();
        if (folders.isEmpty() || folders.size() > MAX_DRIVES) {
            throw new SettingRefused(
                    "ANVIL_STORAGE_DRIVES", "'" + drives + "'", "name 1 to " + MAX_DRIVES + " folders");
        }
        return folders;
    }

    private List<Path> numbered() {
        if (drivesRoot.isBlank()) {
            throw new SettingRefused(
                    "ANVIL_STORAGE_DRIVES",
                    "(not set)",
                    "name the folders of this node's drives, separated by commas, for example /mnt/disk1,/mnt/disk2;"
                            + " or one folder for all in ANVIL_STORAGE_DRIVES_ROOT");
        }
        return IntStream.rangeClosed(1, driveCount)
                .mapToObj(number ->
                        Path.of(drivesRoot, "drive-" + number).toAbsolutePath().normalize())
                .toList();
    }

    ScrubSettings scrub() {
        try {
            return new ScrubSettings(scrubRate.toBytes(), scrubEvery);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused("anvil.storage", "out of its limits", String.valueOf(e.getMessage()));
        }
    }

    DriveSettings engine() {
        DriveSettings defaults = DriveSettings.DEFAULTS;
        try {
            return new DriveSettings(
                    segmentSize.toBytes(),
                    defaults.zeroAheadBytes(),
                    defaults.syncEveryBytes(),
                    reserve.toBytes(),
                    defaults.maxOpenShards(),
                    openShardLimit,
                    defaults.compactAtDeadRatio(),
                    compactionRate.toBytes(),
                    maintenanceInterval);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused("anvil.storage", "out of its limits", String.valueOf(e.getMessage()));
        }
    }
}
