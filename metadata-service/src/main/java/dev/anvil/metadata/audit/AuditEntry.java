package dev.anvil.metadata.audit;

import java.time.Instant;

/**
 * @param actor who asked for the change
 * @param action what was done, such as {@code tenant.create}
 * @param subject to what
 */
public record AuditEntry(long id, Instant at, String actor, String action, String subject, String detail) {}
