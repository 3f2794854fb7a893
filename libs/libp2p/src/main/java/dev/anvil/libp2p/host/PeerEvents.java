package dev.anvil.libp2p.host;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners, on a thread of its own. What waits here is bounded by the connections that can come and go. */
final class PeerEvents implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PeerEvents.class);

    private final List<PeerListener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("libp2p-events").factory());

    void add(PeerListener listener) {
        listeners.add(listener);
    }

    void tell(Consumer<PeerListener> event) {
        try {
            thread.execute(() -> listeners.forEach(listener -> tell(listener, event)));
        } catch (RejectedExecutionException closing) {
            log.trace("The host is closing, nobody is told");
        }
    }

    private static void tell(PeerListener listener, Consumer<PeerListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            log.error("A listener of peers failed; the others go on", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
