package dev.anvil.standalone.postgres;

import dev.anvil.runtime.setting.SettingRefused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL that comes along, unpacked once per user and version into the cache folder. */
final class PostgresBinaries {
    static final String MAJOR = "18";
    private static final String VERSION = "18.6.0";
    private static final int EXECUTABLE = 0100;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path cache;

    private PostgresBinaries(Path cache) {
        this.cache = cache;
    }

    /** Where the environment says that caches are kept. */
    static PostgresBinaries of(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.isBlank()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("java.io.tmpdir")), ".cache")
                : Path.of(cache);
        return new PostgresBinaries(base.resolve("anvil"));
    }

    /** The folder that holds {@code bin}; unpacks it when it is not there. */
    Path unpacked() throws IOException {
        String platform = platform();
        Path home = cache.resolve("postgresql-" + VERSION + "-" + platform);
        if (Files.isExecutable(home.resolve("bin").resolve("postgres"))) {
            return home;
        }
        Files.createDirectories(cache);
        Path fresh = Files.createTempDirectory(cache, ".unpacking-");
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream("/postgres-linux-" + platform + ".txz")) {
            if (archive == null) {
                throw noPostgres(platform);
            }
            unpack(archive, fresh);
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another start was quicker; its copy is as good as ours.
            return home;
        } finally {
            remove(fresh);
        }
        return home;
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        if (!system.contains("linux")) {
            throw noPostgres(system + " " + machine);
        }
        return switch (machine) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> throw noPostgres(system + " " + machine);
        };
    }

    private static SettingRefused noPostgres(String platform) {
        return new SettingRefused(
                "GLOBAL_DATABASE_URL",
                "(not set)",
                "no PostgreSQL comes along for " + platform
                        + ": give GLOBAL_DATABASE_URL and REGIONAL_DATABASE_URL of a server of yours");
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, BUFFER_BYTES)));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path file = target.resolve(entry.getName()).normalize();
            if (!file.startsWith(target)) {
                throw new IOException("the PostgreSQL archive reaches outside its folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(file);
                continue;
            }
            Files.createDirectories(file.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, file);
                if ((entry.getMode() & EXECUTABLE) != 0) {
                    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                    permissions.add(PosixFilePermission.OWNER_EXECUTE);
                    Files.setPosixFilePermissions(file, permissions);
                }
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
