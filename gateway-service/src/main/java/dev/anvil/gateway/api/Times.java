package dev.anvil.gateway.api;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Points in time as messages. */
final class Times {
    private Times() {}

    static Timestamp message(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
