package dev.anvil.erasure;

/** What the setting may say. */
public enum CoderChoice {
    /** The first that works here: ISA-L, vector, words. */
    AUTO,
    ISA_L,
    VECTOR,
    WORDS,
    /** What {@link #WORDS} was called when it was a table; settings may still say it. */
    TABLE
}
