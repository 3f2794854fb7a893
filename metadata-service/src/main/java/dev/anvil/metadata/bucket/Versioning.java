package dev.anvil.metadata.bucket;

/** What happens to the current version when a key is written or deleted again. Once on, it is never off again. */
public enum Versioning {
    OFF,
    ENABLED,
    SUSPENDED;

    /** From the document of the setting, in S3's words. */
    static Versioning ofDocument(String document) {
        return switch (document) {
            case "Enabled" -> ENABLED;
            case "Suspended" -> SUSPENDED;
            default ->
                throw new IllegalArgumentException(
                        "not a state of versioning: '" + document + "' (\"Enabled\" or \"Suspended\")");
        };
    }
}
