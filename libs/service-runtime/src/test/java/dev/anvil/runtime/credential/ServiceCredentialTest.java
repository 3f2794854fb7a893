package dev.anvil.runtime.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.runtime.setting.SettingRefused;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ServiceCredentialTest {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");

    private final ServiceCredential ours = at(NOW, "a-secret-of-the-cluster");

    @Test
    void aMemberOfTheClusterIsAccepted() {
        assertThat(at(NOW.plusSeconds(200), "a-secret-of-the-cluster").accepts(ours.present()))
                .isTrue();
    }

    @Test
    void anotherSecretIsRefused() {
        assertThat(at(NOW, "the-secret-of-another").accepts(ours.present())).isFalse();
    }

    @Test
    void anOldProofIsRefused() {
        assertThat(at(NOW.plusSeconds(301), "a-secret-of-the-cluster").accepts(ours.present()))
                .isFalse();
    }

    @Test
    void garbageIsRefused() {
        for (String garbage : new String[] {"", ".", "x.y", "1.", "99999999999999999999.abc", ours.present() + "x"}) {
            assertThat(ours.accepts(garbage)).as(garbage).isFalse();
        }
        assertThat(ours.accepts(null)).isFalse();
    }

    @Test
    void aShortSecretIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> ClusterSecret.of("short"))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("ANVIL_CLUSTER_SECRET")
                .hasMessageNotContaining("short)");
    }

    private static ServiceCredential at(Instant now, String secret) {
        return new ServiceCredential(ClusterSecret.of(secret), InstantSource.fixed(now));
    }
}
