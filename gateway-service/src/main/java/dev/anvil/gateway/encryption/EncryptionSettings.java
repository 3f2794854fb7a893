package dev.anvil.gateway.encryption;

import dev.anvil.runtime.setting.SettingRefused;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The key under which the keys of objects lie in the catalogue, set as {@code ANVIL_SECRET_ENCRYPTION_KEY}, and those under which
 * they lay before it was changed, set as {@code ANVIL_SECRET_DECRYPTION_KEYS}.
 */
@ConfigurationProperties("anvil.gateway.encryption")
record EncryptionSettings(
        @DefaultValue("") String installationKey,
        @DefaultValue("") String formerKeys) {
    private static final int KEY_DIGITS = 64;

    KeyRing keyRing() {
        List<byte[]> keys = new ArrayList<>();
        if (!installationKey.isBlank()) {
            keys.add(key("ANVIL_SECRET_ENCRYPTION_KEY", installationKey.strip()));
        }
        for (String former : formerKeys.split(",", -1)) {
            if (!former.isBlank()) {
                keys.add(key("ANVIL_SECRET_DECRYPTION_KEYS", former.strip()));
            }
        }
        return KeyRing.of(keys.toArray(byte[][]::new));
    }

    private static byte[] key(String variable, String digits) {
        if (digits.length() != KEY_DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw new SettingRefused(
                    variable,
                    "not " + KEY_DIGITS + " hex digits (" + digits.length() + " characters)",
                    "give every gateway the same " + KEY_DIGITS + " hex digits that the metadata services have");
        }
        return HexFormat.of().parseHex(digits);
    }

    @Override
    public String toString() {
        return "EncryptionSettings[hidden]";
    }
}
