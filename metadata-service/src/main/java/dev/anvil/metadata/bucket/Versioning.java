package dev.anvil.metadata.bucket;

/** What happens to the current version when a key is written or deleted again. Once on, it is never off again. */
public enum Versioning {
    OFF,
    ENABLED,
    SUSPENDED
}
