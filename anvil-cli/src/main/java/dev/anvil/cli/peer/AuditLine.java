package dev.anvil.cli.peer;

import java.time.Instant;

/** A change that an operator made. */
public record AuditLine(long id, Instant at, String actor, String action, String subject, String detail) {
    static AuditLine of(dev.anvil.metadata.v1.AuditEntry entry) {
        return new AuditLine(
                entry.getAuditId(),
                Instant.ofEpochMilli(entry.getAtMillis()),
                entry.getActor(),
                entry.getAction(),
                entry.getSubject(),
                entry.getDetail());
    }
}
