package dev.anvil.standalone.setting;

import dev.anvil.cli.instance.DataFolder;
import dev.anvil.cli.instance.EnvFile;
import dev.anvil.cli.instance.InstanceVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The secrets of an instance: those that the environment gives, else those that an earlier start made and kept, else new
 * ones, kept before anything uses them. What the environment gives is never written down.
 */
public record Secrets(String jwt, String encryptionKey, String cluster, String postgresPassword) {
    private static final String POSTGRES_PASSWORD = "POSTGRES_PASSWORD";
    private static final int BYTES = 32;

    /** @param random must be fit for secrets */
    public static Secrets keep(DataFolder folder, GivenSecrets given, RandomGenerator random) throws IOException {
        Map<String, String> kept = new LinkedHashMap<>(
                Files.exists(folder.secrets()) ? EnvFile.read(folder.secrets()).values() : Map.of());
        int before = kept.size();
        Secrets secrets = new Secrets(
                find(InstanceVariables.JWT_SECRET, given, kept, random),
                find(InstanceVariables.SECRET_ENCRYPTION_KEY, given, kept, random),
                find(InstanceVariables.CLUSTER_SECRET, given, kept, random),
                find(POSTGRES_PASSWORD, given, kept, random));
        if (kept.size() > before) {
            new EnvFile(kept).write(folder.secrets());
        }
        return secrets;
    }

    private static String find(String name, GivenSecrets given, Map<String, String> kept, RandomGenerator random) {
        String chosen = given.values().get(name);
        return chosen != null ? chosen : kept.computeIfAbsent(name, absent -> fresh(random));
    }

    private static String fresh(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "Secrets[hidden]";
    }
}
