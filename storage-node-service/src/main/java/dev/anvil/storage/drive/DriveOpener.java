package dev.anvil.storage.drive;

import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.setting.SettingRefused;
import dev.anvil.storage.engine.Drive;
import dev.anvil.storage.engine.FolderDisk;
import dev.anvil.storage.engine.StorageFailure;
import dev.anvil.storage.engine.StorageFailure.DriveRefused;
import dev.anvil.storage.engine.Superblock;
import dev.anvil.storage.engine.SuperblockStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the folders of the settings as drives, and makes drives of those that are empty. Closes them all. */
final class DriveOpener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriveOpener.class);

    private final StorageSettings settings;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** By folder, what has to be closed in the end: the lock, and the drive behind it. */
    private final Map<Path, List<AutoCloseable>> opened = new LinkedHashMap<>();

    DriveOpener(StorageSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** A folder that is ours alone, with what it says of itself. */
    private record Claim(Path folder, Optional<Superblock> superblock) {}

    synchronized LocalDrives openAll() {
        List<LocalDrive> drives = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        List<Path> absent = new ArrayList<>();
        for (Path folder : settings.folders()) {
            if (settings.areListed() && Files.notExists(folder)) {
                absent.add(folder);
            } else {
                claim(folder, claims, drives);
            }
        }
        if (claims.stream().anyMatch(claim -> claim.superblock().isPresent())) {
            absent.forEach(folder -> drives.add(refused(folder, Optional.empty(), notMounted(folder))));
        } else {
            absent.forEach(folder -> claim(folder, claims, drives));
        }
        // The first drive that belongs to a node says which node this is; a node without any is a new one.
        NodeId node = claims.stream()
                .flatMap(claim -> claim.superblock().stream())
                .map(Superblock::node)
                .findFirst()
                .orElseGet(NodeId::create);
        Set<DriveId> ids = new HashSet<>();
        for (Claim claim : claims) {
            drives.add(open(claim, node, ids));
        }
        requireOne(drives);
        return new LocalDrives(node, drives);
    }

    /** Whether a drive is there that could be written to. */
    boolean isUsable(Path folder) {
        Path probe = folder.resolve("probe");
        try {
            if (superblockIn(folder).isEmpty()) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[] {1}));
                channel.force(true);
            }
            Files.delete(probe);
            return true;
        } catch (StorageFailure | IOException e) {
            return false;
        }
    }

    /** Closes what was open there, if anything was, and opens what is there now. */
    synchronized LocalDrive openAgain(Path folder, NodeId node, Set<DriveId> others) {
        close(opened.remove(folder));
        try {
            return open(claim(folder), node, new HashSet<>(others));
        } catch (StorageFailure | IOException e) {
            return refused(folder, Optional.empty(), e);
        }
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(DriveOpener::close);
        opened.clear();
    }

    private static void close(@Nullable List<AutoCloseable> resources) {
        if (resources == null) {
            return;
        }
        // The drive first, its lock after it.
        for (AutoCloseable resource : resources.reversed()) {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.error("A drive could not be closed properly; what was acknowledged is safe nevertheless", e);
            }
        }
    }

    private void toBeClosed(Path folder, AutoCloseable resource) {
        opened.computeIfAbsent(folder, fresh -> new ArrayList<>()).add(resource);
    }

    private static void requireOne(List<LocalDrive> drives) {
        List<String> problems = new ArrayList<>();
        for (LocalDrive drive : drives) {
            switch (drive) {
                case LocalDrive.Open open -> {
                    return;
                }
                case LocalDrive.Refused refused -> problems.add(refused.problem());
            }
        }
        throw new SettingRefused(
                "ANVIL_STORAGE_DRIVES",
                drives.stream().map(drive -> drive.folder().toString()).collect(Collectors.joining(",", "'", "'")),
                "none of these drives can be opened; " + String.join("; ", problems));
    }

    private void claim(Path folder, List<Claim> claims, List<LocalDrive> refused) {
        try {
            claims.add(claim(folder));
        } catch (StorageFailure | IOException e) {
            refused.add(refused(folder, Optional.empty(), e));
        }
    }

    /**
     * Where a disk was not mounted, making the folder would start an empty drive on the disk below. Only a node that has no drive at
     * all makes those that are listed.
     */
    private static DriveRefused notMounted(Path folder) {
        return new DriveRefused(
                "the folder " + folder
                        + " is not there, but this node has other drives already; mount its disk, or make the folder to start an empty drive in it");
    }

    private Claim claim(Path folder) throws IOException {
        Files.createDirectories(folder);
        toBeClosed(folder, DriveLock.take(folder));
        return new Claim(folder, superblockIn(folder));
    }

    private Optional<Superblock> superblockIn(Path folder) throws IOException {
        return new SuperblockStore(diskIn(folder)).read();
    }

    private FolderDisk diskIn(Path folder) {
        return new FolderDisk(folder, settings.directWrites());
    }

    private LocalDrive open(Claim claim, NodeId node, Set<DriveId> ids) {
        Path folder = claim.folder();
        try {
            FolderDisk disk = diskIn(folder);
            Superblock superblock = belonging(claim, disk, node);
            if (!ids.add(superblock.drive())) {
                throw new DriveRefused("drive " + superblock.drive() + " in " + folder
                        + " is a copy of one that is open already; remove one of the two");
            }
            Drive drive = Drive.open(disk, superblock, settings.engine(), settings.scrub(), clock, random);
            toBeClosed(folder, drive);
            drive.status()
                    .damages()
                    .forEach(damage -> LOG.warn("Drive {} in {}: {}", superblock.drive(), folder, damage));
            LOG.info(
                    "Drive {} in {} is open, {} shards",
                    superblock.drive(),
                    folder,
                    drive.status().shards());
            return new LocalDrive.Open(folder, drive);
        } catch (StorageFailure | IOException e) {
            return refused(folder, claim.superblock().map(Superblock::drive), e);
        }
    }

    private Superblock belonging(Claim claim, FolderDisk disk, NodeId node) throws IOException {
        Superblock superblock = claim.superblock().orElseGet(() -> Superblock.fresh(node));
        boolean moved = !superblock.node().equals(node);
        if (moved && !settings.adoptDrives()) {
            throw new DriveRefused("drive " + superblock.drive() + " in " + claim.folder() + " belongs to node "
                    + superblock.node() + ", this is node " + node
                    + "; take it back to its node, or set ANVIL_STORAGE_ADOPT_DRIVES=true once to keep it here");
        }
        if (moved || claim.superblock().isEmpty()) {
            Superblock ours = superblock.onNode(node);
            new SuperblockStore(disk).write(ours);
            return ours;
        }
        return superblock;
    }

    private static LocalDrive refused(Path folder, Optional<DriveId> id, Exception cause) {
        String problem = cause instanceof StorageFailure failure ? failure.sentence() : cause.toString();
        LOG.error("The drive in {} is not served: {}", folder, problem);
        return new LocalDrive.Refused(folder, id, problem);
    }
}
