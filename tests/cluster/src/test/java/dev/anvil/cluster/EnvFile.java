package dev.anvil.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lines of {@code NAME=VALUE}, the value perhaps in single quotes, as a shell would source them. */
final class EnvFile {
    private EnvFile() {}

    static Map<String, String> read(Path file) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    String value = line.substring(equals + 1);
                    boolean quoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
                    values.put(line.substring(0, equals), quoted ? value.substring(1, value.length() - 1) : value);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }
}
