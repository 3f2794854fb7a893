package dev.anvil.model;

import java.nio.charset.StandardCharsets;

/** The key of an object: any text of 1 to 1024 bytes of UTF-8, kept exactly as the client sent it. */
public record ObjectKey(String value) {
    public static final int MAX_BYTES = 1024;

    public ObjectKey {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an object key has at least one byte");
        }
        // U+0000 is legal in S3 but cannot be kept in PostgreSQL's text.
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an object key cannot hold the character U+0000");
        }
        if (!isWithinLimit(value)) {
            throw new IllegalArgumentException("an object key has at most " + MAX_BYTES + " bytes of UTF-8");
        }
    }

    public static boolean isWithinLimit(String candidate) {
        return candidate.length() <= MAX_BYTES && candidate.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    @Override
    public String toString() {
        return value;
    }
}
