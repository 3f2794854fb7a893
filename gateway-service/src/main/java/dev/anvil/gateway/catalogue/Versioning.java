package dev.anvil.gateway.catalogue;

/** Whether a bucket keeps what is overwritten. Once on, it can only be suspended. */
public enum Versioning {
    OFF(""),
    ENABLED("Enabled"),
    SUSPENDED("Suspended");

    private final String document;

    Versioning(String document) {
        this.document = document;
    }

    /** As S3 writes it, and as the catalogue keeps it. */
    public String document() {
        return document;
    }

    static Versioning ofDocument(String document) {
        return switch (document) {
            case "Enabled" -> ENABLED;
            case "Suspended" -> SUSPENDED;
            default -> OFF;
        };
    }

    /** Whether versions of this bucket have ids that clients should be told. */
    public boolean everOn() {
        return this != OFF;
    }
}
