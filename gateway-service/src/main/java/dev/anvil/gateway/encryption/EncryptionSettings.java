package dev.anvil.gateway.encryption;

import dev.anvil.gateway.catalogue.NamedKey;
import dev.anvil.runtime.setting.SettingRefused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The key under which the keys of objects lie in the catalogue, set as {@code ANVIL_SECRET_ENCRYPTION_KEY}, and those under which
 * they lay before it was changed, set as {@code ANVIL_SECRET_DECRYPTION_KEYS}; and which keys with names there are.
 */
@ConfigurationProperties("anvil.gateway.encryption")
record EncryptionSettings(
        @DefaultValue("") String installationKey,
        @DefaultValue("") String formerKeys,
        @DefaultValue("") String keyNames,
        @DefaultValue(DEFAULT_KEY_NAME) String defaultKeyName) {
    /** As Amazon calls the key that it has for everybody. */
    static final String DEFAULT_KEY_NAME = "aws/s3";

    private static final int KEY_DIGITS = 64;

    EncryptionSettings {
        for (String name : split(keyNames)) {
            checkName("ANVIL_KMS_KEYS", name);
        }
        if (!defaultKeyName.isBlank()) {
            checkName("ANVIL_KMS_DEFAULT_KEY", defaultKeyName.strip());
        }
    }

    Optional<String> nameByDefault() {
        return Optional.of(defaultKeyName.strip()).filter(name -> !name.isEmpty());
    }

    /** The names that there are, empty where any name is one. The default is one of them. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(split(keyNames));
        if (!names.isEmpty()) {
            nameByDefault().ifPresent(names::add);
        }
        return names;
    }

    InstallationKeys installation() {
        List<byte[]> keys = new ArrayList<>();
        if (!installationKey.isBlank()) {
            keys.add(key("ANVIL_SECRET_ENCRYPTION_KEY", installationKey.strip()));
        }
        for (String former : formerKeys.split(",", -1)) {
            if (!former.isBlank()) {
                keys.add(key("ANVIL_SECRET_DECRYPTION_KEYS", former.strip()));
            }
        }
        return new InstallationKeys(keys);
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static void checkName(String variable, String name) {
        if (!NamedKey.isName(name)) {
            throw new SettingRefused(
                    variable,
                    "'" + name + "'",
                    "a name of a key has 1 to 256 letters, digits and any of : / _ . = @ + -; several are separated by"
                            + " commas");
        }
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
