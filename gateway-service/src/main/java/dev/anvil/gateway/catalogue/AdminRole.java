package dev.anvil.gateway.catalogue;

/** What an app may do to the cluster itself, apart from any object. */
public enum AdminRole {
    NONE,
    READ_ONLY_VIEWER,
    SUPER_ADMIN
}
