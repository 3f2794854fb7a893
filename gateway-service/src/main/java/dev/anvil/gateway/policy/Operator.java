package dev.anvil.gateway.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** How a condition compares. What is no number, date or address compares to nothing. */
enum Operator {
    STRING_EQUALS("StringEquals", false, String::equals),
    STRING_NOT_EQUALS("StringNotEquals", true, String::equals),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, String::equalsIgnoreCase),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, String::equalsIgnoreCase),
    STRING_LIKE("StringLike", false, Operator::like),
    STRING_NOT_LIKE("StringNotLike", true, Operator::like),
    ARN_EQUALS("ArnEquals", false, Operator::like),
    ARN_NOT_EQUALS("ArnNotEquals", true, Operator::like),
    ARN_LIKE("ArnLike", false, Operator::like),
    ARN_NOT_LIKE("ArnNotLike", true, Operator::like),
    BINARY_EQUALS("BinaryEquals", false, String::equals),
    BOOL("Bool", false, String::equalsIgnoreCase),
    NULL("Null", false, String::equals),
    NUMERIC_EQUALS("NumericEquals", false, numbers(order -> order == 0)),
    NUMERIC_NOT_EQUALS("NumericNotEquals", true, numbers(order -> order == 0)),
    NUMERIC_LESS_THAN("NumericLessThan", false, numbers(order -> order < 0)),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, numbers(order -> order <= 0)),
    NUMERIC_GREATER_THAN("NumericGreaterThan", false, numbers(order -> order > 0)),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, numbers(order -> order >= 0)),
    DATE_EQUALS("DateEquals", false, dates(order -> order == 0)),
    DATE_NOT_EQUALS("DateNotEquals", true, dates(order -> order == 0)),
    DATE_LESS_THAN("DateLessThan", false, dates(order -> order < 0)),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, dates(order -> order <= 0)),
    DATE_GREATER_THAN("DateGreaterThan", false, dates(order -> order > 0)),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, dates(order -> order >= 0)),
    IP_ADDRESS("IpAddress", false, AddressRange::contains),
    NOT_IP_ADDRESS("NotIpAddress", true, AddressRange::contains);

    private final String written;
    private final boolean negates;
    private final BiPredicate<String, String> comparison;

    Operator(String written, boolean negates, BiPredicate<String, String> comparison) {
        this.written = written;
        this.negates = negates;
        this.comparison = comparison;
    }

    /** By its name in documents, in whatever case. */
    static Optional<Operator> of(String name) {
        for (Operator operator : values()) {
            if (operator.written.equalsIgnoreCase(name)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    /** Whether it holds for what {@link #compare} does not find. */
    boolean negates() {
        return negates;
    }

    boolean comparesText() {
        return written.startsWith("String") || written.startsWith("Arn");
    }

    boolean compare(String actual, String wanted) {
        return comparison.test(actual, wanted);
    }

    /** Whether the value can be compared to at all. */
    boolean understands(String wanted) {
        return switch (this) {
            case IP_ADDRESS, NOT_IP_ADDRESS -> AddressRange.isValid(wanted);
            case BOOL, NULL -> wanted.equalsIgnoreCase("true") || wanted.equalsIgnoreCase("false");
            default ->
                written.startsWith("Numeric")
                        ? number(wanted) != null
                        : !written.startsWith("Date") || date(wanted) != null;
        };
    }

    private static boolean like(String actual, String pattern) {
        return Wildcard.matches(pattern, actual);
    }

    private interface Order {
        boolean accepts(int comparison);
    }

    private static BiPredicate<String, String> numbers(Order order) {
        return (actual, wanted) -> {
            BigDecimal left = number(actual);
            BigDecimal right = number(wanted);
            return left != null && right != null && order.accepts(left.compareTo(right));
        };
    }

    private static BiPredicate<String, String> dates(Order order) {
        return (actual, wanted) -> {
            Instant left = date(actual);
            Instant right = date(wanted);
            return left != null && right != null && order.accepts(left.compareTo(right));
        };
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return text.length() > 40 ? null : new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A date, a moment, or seconds since 1970. */
    private static @Nullable Instant date(String text) {
        String bare = text.strip().toUpperCase(Locale.ROOT);
        try {
            if (bare.matches("[0-9]{1,12}")) {
                return Instant.ofEpochSecond(Long.parseLong(bare));
            }
            return bare.contains("T")
                    ? OffsetDateTime.parse(bare).toInstant()
                    : LocalDate.parse(bare).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
