package dev.anvil.gc.expire;

import dev.anvil.gc.expire.BucketContents.Deletion;
import dev.anvil.gc.expire.BucketContents.Version;
import dev.anvil.model.lifecycle.LifecycleCalendar;
import dev.anvil.model.lifecycle.LifecycleRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Is shown the versions of a bucket in their order and says which of them go. It remembers the version before, because a version
 * is as old as its successor is young, and because a delete marker is alone only if nothing comes after it.
 */
final class VersionJudge {
    private final LifecycleRules rules;
    private final LifecycleCalendar calendar;
    private final Instant now;
    private final Function<Version, Map<String, String>> tags;

    private @Nullable Version before;
    private int noncurrent;

    VersionJudge(
            LifecycleRules rules,
            LifecycleCalendar calendar,
            Instant now,
            Function<Version, Map<String, String>> tags) {
        this.rules = rules;
        this.calendar = calendar;
        this.now = now;
        this.tags = tags;
    }

    List<Deletion> judge(List<Version> versions) {
        List<Deletion> deletions = new ArrayList<>();
        for (Version version : versions) {
            Version newer = before;
            if (newer == null || !newer.key().equals(version.key())) {
                addLoneMarker(deletions);
                noncurrent = 0;
                newer = null;
            }
            if (version.latest()) {
                addCurrent(version, deletions);
            } else if (newer != null) {
                addNoncurrent(version, newer, deletions);
                noncurrent++;
            }
            before = version;
        }
        return deletions;
    }

    /** After the last page: nothing comes after the last version. */
    List<Deletion> end() {
        List<Deletion> deletions = new ArrayList<>();
        addLoneMarker(deletions);
        before = null;
        return deletions;
    }

    private void addCurrent(Version version, List<Deletion> deletions) {
        if (!version.marker()
                && rules.ofCurrent(
                                calendar, version.key(), version.size(), version.modified(), () -> tags.apply(version))
                        .filter(due -> !due.when().isAfter(now))
                        .isPresent()) {
            deletions.add(new Deletion(version, false));
        }
    }

    private void addNoncurrent(Version version, Version newer, List<Deletion> deletions) {
        if (rules.isNoncurrentDue(
                calendar,
                version.key(),
                version.size(),
                newer.modified(),
                noncurrent,
                now,
                () -> tags.apply(version))) {
            deletions.add(new Deletion(version, true));
        }
    }

    private void addLoneMarker(List<Deletion> deletions) {
        Version last = before;
        if (last != null
                && last.latest()
                && last.marker()
                && rules.isLoneMarkerDue(calendar, last.key(), last.modified(), now)) {
            deletions.add(new Deletion(last, true));
        }
    }
}
