package dev.anvil.metadata.secret;

import dev.anvil.runtime.setting.SettingRefused;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys under which secrets lie in the database.
 *
 * @param secretEncryptionKey for what is new; set as {@code ANVIL_SECRET_ENCRYPTION_KEY}
 * @param secretDecryptionKeys others that open what was sealed under them, comma separated, while a key is being changed; set as
 *     {@code ANVIL_SECRET_DECRYPTION_KEYS}
 */
@ConfigurationProperties("anvil")
record SecretSettings(
        @DefaultValue("") String secretEncryptionKey,
        @DefaultValue("") String secretDecryptionKeys) {
    static final String OTHERS_VARIABLE = "ANVIL_SECRET_DECRYPTION_KEYS";
    static final String VARIABLE = "ANVIL_SECRET_ENCRYPTION_KEY";
    private static final int KEY_DIGITS = 64;

    SecretBox box() {
        return new SecretBox(
                key(VARIABLE, secretEncryptionKey),
                Stream.of(secretDecryptionKeys.split(","))
                        .filter(key -> !key.isBlank())
                        .map(key -> key(OTHERS_VARIABLE, key))
                        .toList());
    }

    private static byte[] key(String variable, String text) {
        String digits = text.strip();
        if (digits.length() != KEY_DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw new SettingRefused(
                    variable,
                    digits.isEmpty()
                            ? "(not set)"
                            : "not " + KEY_DIGITS + " hex digits (" + digits.length() + " characters)",
                    "give every metadata service the same " + KEY_DIGITS
                            + " hex digits, for example from: openssl rand -hex 32");
        }
        return HexFormat.of().parseHex(digits);
    }

    @Override
    public String toString() {
        return "SecretSettings[hidden]";
    }
}
