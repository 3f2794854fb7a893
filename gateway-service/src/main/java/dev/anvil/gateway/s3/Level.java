package dev.anvil.gateway.s3;

/** What an operation is about, and so what has to be known before its handler is called. */
public enum Level {
    ACCOUNT,
    NEW_BUCKET,
    BUCKET,
    OBJECT
}
