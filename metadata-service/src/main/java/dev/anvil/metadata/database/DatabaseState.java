package dev.anvil.metadata.database;

/**
 * How one database is.
 *
 * @param needed whether objects cannot be served without it
 */
public record DatabaseState(Schema schema, boolean answers, boolean needed) {}
