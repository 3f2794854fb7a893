package dev.anvil.metadata.change;

import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes on what this replica hears to the watchers that it has. */
public final class ChangeHub {
    static final int MAX_WATCHERS = 1_000;

    private final Set<ChangeWatch> watches = ConcurrentHashMap.newKeySet();

    public void begin(ChangeWatch watch) {
        if (watches.size() >= MAX_WATCHERS) {
            throw new ServiceFailure(
                    Kind.EXHAUSTED,
                    "LIMIT_EXCEEDED",
                    "more than " + MAX_WATCHERS + " watchers of changes; ask another replica");
        }
        watches.add(watch);
    }

    public void end(ChangeWatch watch) {
        watches.remove(watch);
    }

    void broadcast(Change change) {
        watches.forEach(watch -> watch.add(change));
    }
}
