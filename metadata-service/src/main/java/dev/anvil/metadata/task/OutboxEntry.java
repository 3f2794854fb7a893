package dev.anvil.metadata.task;

import java.sql.Timestamp;

/** A row of the outbox, as it is copied; what it means is for the workers. */
record OutboxEntry(long id, short type, String subject, Timestamp due) {}
