package dev.anvil.erasure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The native libraries in this jar, unpacked into a folder that only we can write (createTempDirectory makes it so), then
 * loaded. Once per JVM. The folder is removed at once: Linux keeps what is mapped.
 */
record NativeLibrary(String resourceFolder) {
    /** In the order in which they depend on each other. */
    private static final List<String> FILES = List.of("libisal.so.2", "libanvilerasure.so");

    private static final Object LOCK = new Object();
    private static boolean tried;
    private static Optional<NativeLibrary> loaded = Optional.empty();
    private static String reason = "not tried yet";

    static Optional<NativeLibrary> load() {
        synchronized (LOCK) {
            if (!tried) {
                tried = true;
                loaded = loadFrom(new NativeLibrary("/META-INF/native/" + platform()));
            }
            return loaded;
        }
    }

    /** Why there is none, as a clause. */
    static String reason() {
        synchronized (LOCK) {
            return reason;
        }
    }

    private static Optional<NativeLibrary> loadFrom(NativeLibrary library) {
        try {
            Path folder = Files.createTempDirectory("anvil-native-");
            try {
                for (String file : FILES) {
                    Path unpacked = folder.resolve(file);
                    try (InputStream in =
                            NativeLibrary.class.getResourceAsStream(library.resourceFolder + "/" + file)) {
                        if (in == null) {
                            reason = "this build carries no ISA-L for " + platform()
                                    + " (build with libisal-dev and gcc installed to have it)";
                            return Optional.empty();
                        }
                        Files.copy(in, unpacked);
                    }
                    System.load(unpacked.toString());
                }
            } finally {
                remove(folder);
            }
            return Optional.of(library);
        } catch (IOException | LinkageError e) {
            reason = "ISA-L could not be loaded: " + e.getMessage();
            return Optional.empty();
        }
    }

    private static void remove(Path folder) throws IOException {
        for (String file : FILES) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.deleteIfExists(folder);
    }

    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch", "");
        return (system.startsWith("linux") ? "linux" : system) + "-"
                + (architecture.equals("amd64") ? "x86_64" : architecture);
    }
}
