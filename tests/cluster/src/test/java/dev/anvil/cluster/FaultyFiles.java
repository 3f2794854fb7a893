package dev.anvil.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Files that go wrong under a running suite, as those of a dying disk do: the library {@code faulty_files.c}, preloaded, fails or
 * delays its calls of the operating system. Needs gcc.
 */
final class FaultyFiles {
    private final Path library;
    private final Path control;
    private final List<String> faults = new ArrayList<>();

    private FaultyFiles(Path library, Path control) {
        this.library = library;
        this.control = control;
    }

    static FaultyFiles compiled(Path folder) {
        assumeTrue(Tool.isInstalled("gcc"), "gcc is not installed (Debian: apt install gcc)");
        try (InputStream source =
                Objects.requireNonNull(FaultyFiles.class.getResourceAsStream("/faulty_files.c"), "faulty_files.c")) {
            Files.copy(source, folder.resolve("faulty_files.c"), StandardCopyOption.REPLACE_EXISTING);
            Path library = folder.resolve("libfaulty_files.so");
            new Tool(folder, Map.of())
                    .run("gcc", "-shared", "-fPIC", "-O1", "-o", library.toString(), "faulty_files.c", "-ldl")
                    .succeeded();
            FaultyFiles files = new FaultyFiles(library, Files.writeString(folder.resolve("faults"), ""));
            files.heal();
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the suite has to be started with. */
    Map<String, String> environment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("LD_PRELOAD", library.toString());
        all.put("ANVIL_TEST_FAULTS", control.toString());
        return all;
    }

    void failReads(Path folder) {
        add("read-error 0 " + folder);
    }

    void failWrites(Path folder) {
        add("write-error 0 " + folder);
    }

    void delayReads(Path folder, Duration delay) {
        add("read-delay " + delay.toMillis() + " " + folder);
    }

    void heal() {
        faults.clear();
        write();
    }

    void heal(Path folder) {
        faults.removeIf(fault -> fault.endsWith(" " + folder + "/"));
        write();
    }

    private void add(String fault) {
        faults.add(fault + "/");
        write();
    }

    /** At once: the suite reads it all the time. */
    private void write() {
        try {
            Path next = control.resolveSibling("faults.next");
            Files.writeString(next, String.join("\n", faults));
            Files.move(next, control, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
