package dev.anvil.metadata.tenant;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** How S3 names an owner: 64 hex digits. */
public record CanonicalId(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");
    private static final int BYTES = 32;

    public CanonicalId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a canonical id of 64 hex digits: '" + value + "'");
        }
    }

    static CanonicalId create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new CanonicalId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
