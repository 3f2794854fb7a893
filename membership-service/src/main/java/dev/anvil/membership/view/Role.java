package dev.anvil.membership.view;

/** What a node does for the cluster. */
public enum Role {
    GATEWAY,
    METADATA,
    STORAGE,
    MEMBERSHIP,
    GC_WORKER
}
