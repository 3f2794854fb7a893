package dev.anvil.gateway.shared;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.runtime.setting.SettingRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
    @TempDir
    private Path folder;

    @Test
    void aFileThatIsNotThereOrHoldsNoneStopsTheStart() throws IOException {
        refuses("rediss://localhost:1", folder.resolve("none.pem"), "cannot be read");
        refuses("rediss://localhost:1", Files.createFile(folder.resolve("empty.pem")), "certificate");
        refuses("rediss://localhost:1", Files.writeString(folder.resolve("key.pem"), "secret"), "certificate");
    }

    @Test
    void aCertificateForAnAddressWithoutTlsIsAMistake() {
        refuses("redis://localhost:1", folder.resolve("ca.pem"), "rediss://");
    }

    private static void refuses(String url, Path file, String why) {
        SharedCacheSettings settings = new SharedCacheSettings(url, Duration.ofMillis(500), file.toString(), "");
        assertThatThrownBy(settings::trust)
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("ANVIL_SHARED_CACHE_CA")
                .hasMessageContaining(why);
    }
}
