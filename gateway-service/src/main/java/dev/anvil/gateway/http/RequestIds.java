package dev.anvil.gateway.http;

import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Makes the names by which requests are found in logs, and keeps the one by which this gateway is. */
final class RequestIds {
    private final RandomGenerator random;
    private final String hostId;

    RequestIds(RandomGenerator random) {
        this.random = random;
        this.hostId = next() + next();
    }

    String next() {
        return HexFormat.of().toHexDigits(random.nextLong()).toUpperCase(Locale.ROOT);
    }

    /** What S3 calls {@code x-amz-id-2}. */
    String hostId() {
        return hostId;
    }
}
