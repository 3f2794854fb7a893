package dev.anvil.gateway.encryption;

import dev.anvil.model.ByteRange;

/** How plain bytes and sealed bytes correspond. */
public final class Chunks {
    static final int PLAIN_BYTES = 64 * 1024;
    static final int TAG_BYTES = 16;
    static final int SEALED_BYTES = PLAIN_BYTES + TAG_BYTES;

    private Chunks() {}

    public static long sealedLength(long plain) {
        return plain + count(plain) * TAG_BYTES;
    }

    public static long plainLength(long sealed) {
        long chunks = Math.ceilDiv(sealed, SEALED_BYTES);
        long plain = sealed - chunks * TAG_BYTES;
        if (sealed < 0 || plain < 0 || sealedLength(plain) != sealed) {
            throw new IllegalArgumentException(sealed + " bytes are not the length of anything that was encrypted");
        }
        return plain;
    }

    static long count(long plain) {
        return Math.ceilDiv(plain, PLAIN_BYTES);
    }

    static long first(ByteRange plain) {
        return plain.offset() / PLAIN_BYTES;
    }

    /** The chunks that hold these bytes, out of {@code length} sealed ones. */
    static ByteRange sealed(ByteRange plain, long length) {
        long from = first(plain) * SEALED_BYTES;
        long to = Math.min(length, count(plain.end()) * SEALED_BYTES);
        return new ByteRange(from, to - from);
    }
}
