package dev.anvil.membership.rpc;

import dev.anvil.membership.view.Announcement;
import dev.anvil.membership.view.LiveRoster;
import dev.anvil.membership.view.Registration;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the roster's time pass, and keeps this member in its own view. */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration PACE = Duration.ofMillis(250);

    private final LiveRoster roster;
    private final Registration ourselves;
    private final Supplier<Optional<Announcement>> self;
    private final Thread thread =
            Thread.ofVirtual().name("membership-heartbeat").unstarted(this::run);
    private volatile boolean closed;

    Heartbeat(LiveRoster roster, Supplier<Optional<Announcement>> self) {
        this.roster = roster;
        this.ourselves = roster.register();
        this.self = self;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                self.get().ifPresent(ourselves::announce);
                roster.tick();
                Thread.sleep(PACE);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // A beat that fails must not be the last one: nobody would be found down any more.
                LOG.error("A heartbeat failed", e);
            }
        }
    }
}
