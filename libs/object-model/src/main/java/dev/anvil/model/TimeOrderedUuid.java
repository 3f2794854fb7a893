package dev.anvil.model;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, then random bits, so that they sort by birth. */
public final class TimeOrderedUuid {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TimeOrderedUuid() {}

    public static UUID create(Instant birth) {
        return create(birth, RANDOM.nextLong(), RANDOM.nextLong());
    }

    /** The same from given random bits, for those who replay a run from a seed. */
    public static UUID create(Instant birth, long firstRandom, long secondRandom) {
        long most = birth.toEpochMilli() << 16 | 0x7000L | firstRandom & 0x0fffL;
        long least = 0x8000_0000_0000_0000L | secondRandom & 0x3fff_ffff_ffff_ffffL;
        return new UUID(most, least);
    }

    public static Instant birthOf(UUID uuid) {
        return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
    }

    static void requireVersion7(UUID uuid, String what) {
        if (uuid.version() != 7) {
            throw new IllegalArgumentException(what + " is a UUID of version 7, not " + uuid);
        }
    }
}
