package dev.anvil.erasure;

/** What the setting may say. */
public enum CoderChoice {
    /** The first that works here: ISA-L, vector, table. */
    AUTO,
    ISA_L,
    VECTOR,
    TABLE
}
