package dev.anvil.benchmarks.s3;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and times as people write them. */
final class Amounts {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,15})\\s*([a-zA-Z]*)");
    private static final Map<String, Long> UNITS = Map.of(
            "",
            1L,
            "b",
            1L,
            "kb",
            1_000L,
            "mb",
            1_000_000L,
            "gb",
            1_000_000_000L,
            "kib",
            1L << 10,
            "mib",
            1L << 20,
            "gib",
            1L << 30);

    private Amounts() {}

    static long bytes(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (matcher.matches()) {
            Long unit = UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT));
            if (unit != null) {
                return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
            }
        }
        throw new IllegalArgumentException("write a size such as 4KiB, 64MiB or 1GB, not '" + text + "'");
    }

    static Duration duration(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            switch (matcher.group(2)) {
                case "s", "" -> {
                    return Duration.ofSeconds(amount);
                }
                case "m" -> {
                    return Duration.ofMinutes(amount);
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("write a time such as 20s or 2m, not '" + text + "'");
    }
}
