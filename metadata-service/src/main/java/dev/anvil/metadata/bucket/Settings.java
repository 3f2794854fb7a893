package dev.anvil.metadata.bucket;

import java.util.Map;
import java.util.Optional;

/** A bucket's documents by name. */
public record Settings(Map<SettingName, String> documents) {
    public static final Settings NONE = new Settings(Map.of());
    static final int MAX_DOCUMENTS = 64;
    private static final int MAX_DOCUMENT_CHARACTERS = 512 << 10;

    public Settings {
        documents = Map.copyOf(documents);
        if (documents.size() > MAX_DOCUMENTS) {
            throw new IllegalArgumentException("a bucket has at most " + MAX_DOCUMENTS + " settings");
        }
        documents.forEach(Settings::requireStorable);
    }

    static void requireStorable(SettingName name, String document) {
        if (document.length() > MAX_DOCUMENT_CHARACTERS || document.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the setting '" + name + "' has more than " + MAX_DOCUMENT_CHARACTERS
                    + " characters, or a zero character");
        }
    }

    Versioning versioning() {
        return Optional.ofNullable(documents.get(SettingName.VERSIONING))
                .map(Versioning::ofDocument)
                .orElse(Versioning.OFF);
    }
}
