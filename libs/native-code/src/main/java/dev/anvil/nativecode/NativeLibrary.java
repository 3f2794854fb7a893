package dev.anvil.nativecode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What became of native libraries in a jar: unpacked into a folder that only we can write (createTempDirectory makes it so), then
 * loaded. The folder is removed at once: Linux keeps what is mapped.
 *
 * @param reason why it was not loaded, as a clause
 */
public record NativeLibrary(boolean isLoaded, String reason) {
    /**
     * Loads them; at most once per JVM, which is the caller's care.
     *
     * @param owner of the native methods, and of the jar
     * @param files in the order in which they depend on each other
     * @param what it is, and what a build needs to carry it
     */
    public static NativeLibrary load(Class<?> owner, List<String> files, String what, String need) {
        String from = "/META-INF/native/" + platform() + "/";
        try {
            Path folder = Files.createTempDirectory("anvil-native-");
            try {
                for (String file : files) {
                    Path unpacked = folder.resolve(file);
                    try (InputStream in = owner.getResourceAsStream(from + file)) {
                        if (in == null) {
                            return new NativeLibrary(
                                    false, "this build carries no " + what + " for " + platform() + " (" + need + ")");
                        }
                        Files.copy(in, unpacked);
                    }
                    System.load(unpacked.toString());
                }
            } finally {
                remove(folder, files);
            }
            return new NativeLibrary(true, "");
        } catch (IOException | LinkageError e) {
            return new NativeLibrary(false, what + " could not be loaded: " + e.getMessage());
        }
    }

    private static void remove(Path folder, List<String> files) throws IOException {
        for (String file : files) {
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
