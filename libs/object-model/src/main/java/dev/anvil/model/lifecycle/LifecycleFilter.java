package dev.anvil.model.lifecycle;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which objects a rule is about. */
public record LifecycleFilter(
        String prefix,
        Map<String, String> tags,
        @Nullable Long largerThan,
        @Nullable Long smallerThan) {
    public LifecycleFilter {
        tags = Map.copyOf(tags);
    }

    /** Tags are asked for only where they matter. */
    public boolean matches(String key, long size, Supplier<Map<String, String>> itsTags) {
        return key.startsWith(prefix)
                && (largerThan == null || size > largerThan)
                && (smallerThan == null || size < smallerThan)
                && (tags.isEmpty() || itsTags.get().entrySet().containsAll(tags.entrySet()));
    }
}
