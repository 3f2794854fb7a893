package dev.anvil.cli.argument;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** When something ends: {@code 2027-01-31}, {@code 2027-01-31T12:00:00Z}, a duration from now, or {@code never}. */
public record Expiry(Optional<Instant> at) {
    /** Reads one from the command line. */
    public static final class Reader implements ITypeConverter<Expiry> {
        @Override
        public Expiry convert(String text) {
            return new Expiry(parse(text));
        }
    }

    private static Optional<Instant> parse(String text) {
        if (text.equalsIgnoreCase("never")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.of(fromNow(text));
        }
    }

    private static Instant fromNow(String text) {
        try {
            return Instant.now().plus(new Span().convert(text));
        } catch (TypeConversionException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no time: write for example 2027-01-31, 2027-01-31T12:00:00Z, 30d or never");
        }
    }
}
