package dev.anvil.gateway.policy;

/** What a policy says to a question. A statement that denies outweighs all that allow. */
public enum Opinion {
    DENIED,
    /** To everybody, or to the very app that asks. */
    ALLOWED,
    /** To the tenant that the app acts for: what its apps get of that is the tenant's own affair. */
    ALLOWED_TO_TENANT,
    NOTHING
}
