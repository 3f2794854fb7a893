package dev.anvil.metadata;

import java.util.List;
import java.util.function.Function;

/** One page of a longer list, and whether there is more of it. */
public record Page<T>(List<T> items, boolean more) {
    public Page {
        items = List.copyOf(items);
    }

    /** From one item more than was asked for, which tells whether the page is the last. */
    public static <R, T> Page<T> of(List<R> oneMore, int limit, Function<R, T> toItem) {
        return new Page<>(oneMore.stream().limit(limit).map(toItem).toList(), oneMore.size() > limit);
    }
}
