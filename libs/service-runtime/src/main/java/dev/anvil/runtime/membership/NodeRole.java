package dev.anvil.runtime.membership;

/** What a node does for the cluster. */
public enum NodeRole {
    GATEWAY,
    METADATA,
    STORAGE,
    MEMBERSHIP,
    GC_WORKER
}
