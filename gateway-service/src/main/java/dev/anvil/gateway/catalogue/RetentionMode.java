package dev.anvil.gateway.catalogue;

/** How strictly a version is retained: governance gives way to who may bypass it, compliance to nobody. */
public enum RetentionMode {
    GOVERNANCE,
    COMPLIANCE
}
