package dev.anvil.gateway.acl;

/** What a grant gives. */
public enum Permission {
    READ,
    WRITE,
    READ_ACP,
    WRITE_ACP,
    FULL_CONTROL;

    boolean includes(Permission wanted) {
        return this == wanted || this == FULL_CONTROL;
    }
}
