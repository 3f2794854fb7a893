package dev.anvil.metadata.rpc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** Tells calls that would last for ever that the service is about to end, so that it need not wait for them. */
final class Ending implements ApplicationListener<ContextClosedEvent> {
    private final Set<Runnable> actions = ConcurrentHashMap.newKeySet();
    private volatile boolean begun;

    boolean begun() {
        return begun;
    }

    void run(Runnable action) {
        actions.add(action);
    }

    void forget(Runnable action) {
        actions.remove(action);
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        begun = true;
        actions.forEach(Runnable::run);
    }
}
