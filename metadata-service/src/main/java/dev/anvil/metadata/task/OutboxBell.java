package dev.anvil.metadata.task;

/** Rung after a commit that put something into the outbox, so that the relay need not be waited for. */
public final class OutboxBell extends Doorbell {}
