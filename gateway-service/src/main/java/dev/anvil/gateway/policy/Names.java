package dev.anvil.gateway.policy;

import java.util.List;
import java.util.function.Predicate;

/** Patterns of actions or resources, or with {@code except} all but those. */
record Names(boolean except, List<String> patterns) {
    Names {
        patterns = List.copyOf(patterns);
    }

    boolean match(Predicate<String> matches) {
        return patterns.stream().anyMatch(matches) != except;
    }
}
