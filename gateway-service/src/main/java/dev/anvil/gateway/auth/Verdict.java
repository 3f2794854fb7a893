package dev.anvil.gateway.auth;

public enum Verdict {
    ALLOWED,
    DENIED,
    /** On the object: whoever has found it asks again. */
    DEPENDS
}
