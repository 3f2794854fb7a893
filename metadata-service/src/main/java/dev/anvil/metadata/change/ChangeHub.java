package dev.anvil.metadata.change;

import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes on what this replica hears to the watchers that it has. */
public final class ChangeHub {
    static final int MAX_WATCHERS = 1_000;

    private final Set<ChangeWatch> watches = ConcurrentHashMap.newKeySet();

    /** @param signal called when there is something to take from the watch */
    public ChangeWatch watch(Runnable signal) {
        if (watches.size() >= MAX_WATCHERS) {
            throw new ServiceFailure(
                    Kind.EXHAUSTED,
                    "TOO_MANY_WATCHERS",
                    "more than " + MAX_WATCHERS + " watchers of changes; ask another replica");
        }
        ChangeWatch watch = new ChangeWatch(signal);
        watches.add(watch);
        return watch;
    }

    public void end(ChangeWatch watch) {
        watches.remove(watch);
    }

    void broadcast(Change change) {
        watches.forEach(watch -> watch.add(change));
    }
}
