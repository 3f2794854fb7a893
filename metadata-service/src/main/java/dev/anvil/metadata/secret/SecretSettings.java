package dev.anvil.metadata.secret;

import dev.anvil.runtime.setting.SettingRefused;
import java.util.HexFormat;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The key under which secrets lie in the database. Set as {@code ANVIL_SECRET_ENCRYPTION_KEY}. */
@ConfigurationProperties("anvil")
record SecretSettings(@DefaultValue("") String secretEncryptionKey) {
    static final String VARIABLE = "ANVIL_SECRET_ENCRYPTION_KEY";
    private static final int KEY_DIGITS = 64;

    SecretBox box() {
        String digits = secretEncryptionKey.strip();
        if (digits.length() != KEY_DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw new SettingRefused(
                    VARIABLE,
                    digits.isEmpty()
                            ? "(not set)"
                            : "not " + KEY_DIGITS + " hex digits (" + digits.length() + " characters)",
                    "give every metadata service the same " + KEY_DIGITS
                            + " hex digits, for example from: openssl rand -hex 32");
        }
        return new SecretBox(HexFormat.of().parseHex(digits));
    }

    @Override
    public String toString() {
        return "SecretSettings[hidden]";
    }
}
