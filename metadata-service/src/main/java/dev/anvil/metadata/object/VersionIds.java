package dev.anvil.metadata.object;

import dev.anvil.model.VersionId;
import java.util.UUID;

/** Version ids as the database has them: UUIDs, all zeros for the null version. */
public final class VersionIds {
    private static final UUID NULL = new UUID(0, 0);
    private static final int HALF = 16;
    private static final int RADIX = 16;

    private VersionIds() {}

    public static UUID toUuid(VersionId version) {
        if (version.isNull()) {
            return NULL;
        }
        String hex = version.value();
        return new UUID(
                Long.parseUnsignedLong(hex, 0, HALF, RADIX), Long.parseUnsignedLong(hex, HALF, hex.length(), RADIX));
    }

    public static VersionId ofUuid(UUID uuid) {
        return uuid.equals(NULL)
                ? VersionId.NULL
                : new VersionId(uuid.toString().replace("-", ""));
    }
}
