package dev.anvil.model.lifecycle;

import dev.anvil.model.lifecycle.LifecycleRule.Expiration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The rules of a bucket, and what they say about single versions. */
public record LifecycleRules(List<LifecycleRule> rules) {
    public LifecycleRules {
        rules = List.copyOf(rules);
    }

    /** A rule and when it wants something gone. */
    public record Due(Instant when, String rule) {}

    /** What all rules that are on have in common: nothing is ever due outside it. */
    public String commonPrefix() {
        List<String> prefixes = on().map(rule -> rule.filter().prefix()).toList();
        if (prefixes.isEmpty()) {
            return "";
        }
        String common = prefixes.getFirst();
        for (String prefix : prefixes) {
            while (!prefix.startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        // Half a character is none.
        return !common.isEmpty() && Character.isHighSurrogate(common.charAt(common.length() - 1))
                ? common.substring(0, common.length() - 1)
                : common;
    }

    /** When a current version goes, by the rule that is first. */
    public Optional<Due> ofCurrent(
            LifecycleCalendar calendar, String key, long size, Instant modified, Supplier<Map<String, String>> tags) {
        return on().flatMap(rule -> when(calendar, rule, modified).stream()
                        .filter(due -> rule.filter().matches(key, size, tags)))
                .min(Comparator.comparing(Due::when));
    }

    private static Optional<Due> when(LifecycleCalendar calendar, LifecycleRule rule, Instant modified) {
        return switch (rule.expiration()) {
            case null -> Optional.empty();
            case Expiration.AfterDays after -> Optional.of(new Due(calendar.due(modified, after.days()), rule.id()));
            case Expiration.On on -> Optional.of(new Due(on.date(), rule.id()));
            case Expiration.OfLoneMarkers markers -> Optional.empty();
        };
    }

    /** Whether a delete marker goes that stands above nothing. */
    public boolean isLoneMarkerDue(LifecycleCalendar calendar, String key, Instant modified, Instant now) {
        return on().filter(rule -> key.startsWith(rule.filter().prefix()))
                .anyMatch(rule -> rule.expiration() instanceof Expiration.OfLoneMarkers
                        || when(calendar, rule, modified)
                                .filter(due -> !due.when().isAfter(now))
                                .isPresent());
    }

    /**
     * Whether a version goes that is not the current one.
     *
     * @param since when another one took its place
     * @param newer how many newer ones there are, the current one not counted
     */
    public boolean isNoncurrentDue(
            LifecycleCalendar calendar,
            String key,
            long size,
            Instant since,
            int newer,
            Instant now,
            Supplier<Map<String, String>> tags) {
        return on().anyMatch(rule -> {
            LifecycleRule.NoncurrentExpiration by = rule.noncurrent();
            return by != null
                    && newer >= by.kept()
                    && !calendar.due(since, by.days()).isAfter(now)
                    && rule.filter().matches(key, size, tags);
        });
    }

    /** Whether an upload that was begun and never ended is given up. */
    public boolean isUploadDue(LifecycleCalendar calendar, String key, Instant initiated, Instant now) {
        return on().anyMatch(rule -> {
            Integer days = rule.abortAfterDays();
            return days != null
                    && key.startsWith(rule.filter().prefix())
                    && !calendar.due(initiated, days).isAfter(now);
        });
    }

    private Stream<LifecycleRule> on() {
        return rules.stream().filter(LifecycleRule::enabled);
    }
}
