package dev.anvil.libp2p.host;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.transport.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wish to be connected to an address, for as long as it is open: dials, watches, dials again with growing pauses.
 * One virtual thread that mostly sleeps.
 */
public final class StandingDial implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StandingDial.class);

    /** Looked at even if nothing is heard, should a word ever be missed. */
    private static final Duration CHECK = Duration.ofSeconds(5);

    private final Multiaddr target;
    private final Host host;
    private final Backoff backoff;
    private final Duration settled;
    private final Semaphore news = new Semaphore(0);
    private final Semaphore hurry = new Semaphore(0);
    private final Thread thread;
    private @Nullable PeerId answering;

    StandingDial(Multiaddr target, Host host, Backoff backoff, Duration settled) {
        this.target = target;
        this.host = host;
        this.backoff = backoff;
        this.settled = settled;
        this.answering = target.peer();
        this.thread = Thread.ofVirtual().name("libp2p-dial " + target).unstarted(this::run);
    }

    StandingDial start() {
        thread.start();
        return this;
    }

    public Multiaddr target() {
        return target;
    }

    /** Something changed about who is connected. */
    void nudge() {
        news.release();
    }

    /** There is reason to believe that the peer is there: dials without waiting for the pause to end. */
    public void retryNow() {
        hurry.release();
    }

    private void pause(Duration time) throws InterruptedException {
        if (hurry.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            hurry.drainPermits();
            backoff.reset();
        }
    }

    private void run() {
        try {
            while (!host.isClosed()) {
                if (isConnected() || dial()) {
                    stayConnected();
                } else {
                    Duration pause = backoff.next();
                    log.debug("{} is dialed again in {}", target, pause);
                    pause(pause);
                }
            }
        } catch (InterruptedException closed) {
            log.trace("{} is not wanted any more", target);
        }
    }

    private boolean isConnected() {
        return Optional.ofNullable(answering).flatMap(host::connectionTo).isPresent();
    }

    private void stayConnected() throws InterruptedException {
        long since = System.nanoTime();
        while (isConnected()) {
            news.drainPermits();
            if (isConnected()) {
                news.tryAcquire(CHECK.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        if (System.nanoTime() - since >= settled.toNanos()) {
            backoff.reset();
        } else {
            // Lost right after it came up: that is a failure too, or two hosts could go on like this for ever.
            pause(backoff.next());
        }
    }

    private boolean dial() throws InterruptedException {
        try {
            Connection connection = host.dial(target);
            answering = connection.peer();
            log.debug("Connected {}", connection);
            return true;
        } catch (DialException e) {
            // The first failure is worth a line, the rest are the same again.
            if (backoff.failures() == 0) {
                log.info("{}; trying on", e.getMessage());
            }
            log.debug("Dial failed", e);
            return false;
        }
    }

    /** The wish is over; a connection that is up stays. */
    @Override
    public void close() {
        thread.interrupt();
        host.forget(this);
    }

    @Override
    public String toString() {
        return "standing dial to " + target;
    }
}
