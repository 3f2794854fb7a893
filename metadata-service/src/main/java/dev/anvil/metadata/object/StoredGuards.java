package dev.anvil.metadata.object;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Guards as the database takes and gives them: a document whose names are those of the columns of versions. */
public final class StoredGuards {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LEGAL_HOLD = "legal_hold";
    private static final String RETENTION_MODE = "retention_mode";
    private static final String RETAIN_UNTIL = "retain_until";
    private static final String ENCRYPTION = "encryption";

    private StoredGuards() {}

    /** Null where nothing guards. */
    public static @Nullable String of(Guards guards) {
        ObjectNode node = JSON.createObjectNode();
        Retention retention = guards.retention();
        if (retention != null) {
            node.put(RETENTION_MODE, retention.mode().number());
            node.put(RETAIN_UNTIL, retention.until().toString());
        }
        Boolean legalHold = guards.legalHold();
        if (legalHold != null) {
            node.put(LEGAL_HOLD, legalHold.booleanValue());
        }
        if (!guards.encryption().isEmpty()) {
            node.set(ENCRYPTION, JSON.readTree(guards.encryption()));
        }
        return node.isEmpty() ? null : node.toString();
    }

    public static Guards guards(@Nullable String json) {
        if (json == null) {
            return Guards.NONE;
        }
        JsonNode node = JSON.readTree(json);
        return new Guards(
                node.has(RETENTION_MODE)
                        ? new Retention(
                                Retention.Mode.of(node.path(RETENTION_MODE).asInt()),
                                instant(node.path(RETAIN_UNTIL).asString()))
                        : null,
                node.has(LEGAL_HOLD) ? node.path(LEGAL_HOLD).asBoolean() : null,
                node.has(ENCRYPTION) ? node.path(ENCRYPTION).toString() : "");
    }

    /** PostgreSQL writes them with the offset of its time zone. */
    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
