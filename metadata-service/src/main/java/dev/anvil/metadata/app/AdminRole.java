package dev.anvil.metadata.app;

/** What an app may do to the installation itself, apart from its tenant's objects. */
public enum AdminRole {
    NONE,
    READ_ONLY_VIEWER,
    SUPER_ADMIN
}
