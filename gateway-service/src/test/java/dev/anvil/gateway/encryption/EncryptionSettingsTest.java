package dev.anvil.gateway.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.catalogue.NamedKey;
import dev.anvil.model.TenantId;
import dev.anvil.runtime.setting.SettingRefused;
import org.junit.jupiter.api.Test;

final class EncryptionSettingsTest {
    private static final String KEY = "0f".repeat(32);

    @Test
    void anyNameIsAKeyWhereNoneAreListed() {
        EncryptionSettings settings = new EncryptionSettings(KEY, "", "", "aws/s3");
        assertThat(has(settings, "anything")).isTrue();
        assertThat(settings.nameByDefault()).contains("aws/s3");
    }

    @Test
    void aListOfNamesIsAllThereIsBesideTheDefault() {
        EncryptionSettings settings = new EncryptionSettings(KEY, "", " a, b ,", "c");
        assertThat(has(settings, "a")).isTrue();
        assertThat(has(settings, "b")).isTrue();
        assertThat(has(settings, "c")).isTrue();
        assertThat(has(settings, "d")).isFalse();
        assertThat(new EncryptionSettings(KEY, "", "a", " ").nameByDefault()).isEmpty();
    }

    @Test
    void whatIsNoNameStopsTheStart() {
        assertThatThrownBy(() -> new EncryptionSettings(KEY, "", "a,b c", "aws/s3"))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("ANVIL_KMS_KEYS");
        assertThatThrownBy(() -> new EncryptionSettings(KEY, "", "", "no key"))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("ANVIL_KMS_DEFAULT_KEY");
    }

    private static boolean has(EncryptionSettings settings, String name) {
        return new LocalKeyProvider(settings.installation(), settings.names())
                .has(new NamedKey(TenantId.create(), name));
    }
}
