package dev.anvil.gateway.auth.signature;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** A moment as signatures write it: {@code yyyyMMdd'T'HHmmss'Z'}. */
record AmzDate(Instant instant) {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    static Optional<AmzDate> parse(String text) {
        try {
            return Optional.of(new AmzDate(Instant.from(BASIC.parse(text))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** From a {@code Date} header, which some clients sign instead. */
    static Optional<AmzDate> parseHttp(String text) {
        try {
            return Optional.of(new AmzDate(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    String day() {
        return toString().substring(0, 8);
    }

    @Override
    public String toString() {
        return BASIC.format(instant);
    }
}
