package dev.anvil.standalone.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.cli.instance.DataFolder;
import dev.anvil.cli.instance.EnvFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final GivenSecrets NONE = new GivenSecrets(Map.of());

    @TempDir
    private Path folder;

    @Test
    void theFirstStartMakesStrongOnesAndLaterStartsFindThem() throws IOException {
        DataFolder data = new DataFolder(folder);
        Secrets first = Secrets.keep(data, NONE, new SecureRandom());
        Secrets second = Secrets.keep(data, NONE, new SecureRandom());

        assertThat(second).isEqualTo(first);
        assertThat(first.encryptionKey()).matches("[0-9a-f]{64}").isNotEqualTo(first.jwt());
        assertThat(first.cluster()).isNotEqualTo(first.jwt()).hasSize(64);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.secrets())))
                .isEqualTo("rw-------");
        assertThat(first).hasToString("Secrets[hidden]");
    }

    @Test
    void whatTheEnvironmentGivesIsUsedAndNotWrittenDown() throws IOException {
        DataFolder data = new DataFolder(folder);
        Secrets secrets = Secrets.keep(data, new GivenSecrets(Map.of("JWT_SECRET", "given")), new SecureRandom());

        assertThat(secrets.jwt()).isEqualTo("given");
        assertThat(EnvFile.read(data.secrets()).values())
                .containsOnlyKeys("ANVIL_SECRET_ENCRYPTION_KEY", "ANVIL_CLUSTER_SECRET", "POSTGRES_PASSWORD");
    }
}
