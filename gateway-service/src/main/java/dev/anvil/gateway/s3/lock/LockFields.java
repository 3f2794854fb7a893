package dev.anvil.gateway.s3.lock;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Guards;
import dev.anvil.gateway.catalogue.Retention;
import dev.anvil.gateway.catalogue.RetentionMode;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Headers that hold objects, and those that tell that they are held. */
public final class LockFields {
    private static final String MODE = "x-amz-object-lock-mode";
    private static final String UNTIL = "x-amz-object-lock-retain-until-date";
    private static final String LEGAL_HOLD = "x-amz-object-lock-legal-hold";
    private static final String BYPASS = "x-amz-bypass-governance-retention";
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private LockFields() {}

    /** What holds an object that is made now: what the request says, else what its bucket demands. */
    public static Guards of(Headers headers, Bucket bucket, Instant now) {
        Optional<Retention> own = retention(headers, now);
        @Nullable
        Boolean legalHold = headers.first(LEGAL_HOLD).map(LockFields::isOn).orElse(null);
        boolean asked = own.isPresent() || legalHold != null;
        Optional<BucketLock> lock = asked ? Optional.of(BucketLock.require(bucket)) : BucketLock.of(bucket);
        if (lock.isEmpty()) {
            return Guards.NONE;
        }
        return new Guards(own.or(() -> lock.get().retention(now)).orElse(null), legalHold, null);
    }

    private static Optional<Retention> retention(Headers headers, Instant now) {
        String mode = headers.get(MODE);
        String until = headers.get(UNTIL);
        if (mode == null && until == null) {
            return Optional.empty();
        }
        if (mode == null || until == null) {
            throw invalid(
                    mode == null ? MODE : UNTIL,
                    "",
                    "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied");
        }
        return Optional.of(new Retention(
                mode(mode).orElseThrow(() -> invalid(MODE, mode, "Unknown wormMode directive.")),
                future(
                        instant(until)
                                .orElseThrow(() -> invalid(
                                        UNTIL, until, "The retain until date must be provided in ISO 8601 format")),
                        now)));
    }

    /** In the words of S3, and no others. */
    public static Optional<RetentionMode> mode(String text) {
        return Arrays.stream(RetentionMode.values())
                .filter(mode -> mode.name().equals(text))
                .findFirst();
    }

    public static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public static Instant future(Instant until, Instant now) {
        if (!until.isAfter(now)) {
            throw invalid(UNTIL, until.toString(), "The retain until date must be in the future!");
        }
        return until;
    }

    private static boolean isOn(String text) {
        return switch (text) {
            case "ON" -> true;
            case "OFF" -> false;
            default -> throw invalid(LEGAL_HOLD, text, "Legal Hold must be either of 'ON' or 'OFF'");
        };
    }

    /** Whether the client wants to bypass governance; whether it may is another question. */
    public static boolean wantsBypass(Headers headers) {
        return headers.first(BYPASS).filter("true"::equalsIgnoreCase).isPresent();
    }

    public static S3Response addTo(S3Response response, Guards guards) {
        Retention retention = guards.retention();
        S3Response answer = retention == null
                ? response
                : response.header(MODE, retention.mode().name()).header(UNTIL, MILLIS.format(retention.until()));
        return answer.header(LEGAL_HOLD, onOrOff(guards.legalHold()));
    }

    public static @Nullable String onOrOff(@Nullable Boolean legalHold) {
        return legalHold == null ? null : legalHold ? "ON" : "OFF";
    }

    private static S3Error invalid(String name, String value, String message) {
        return new S3Error(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }
}
