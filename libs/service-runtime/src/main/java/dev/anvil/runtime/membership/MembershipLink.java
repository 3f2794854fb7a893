package dev.anvil.runtime.membership;

import dev.anvil.runtime.setting.HostPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this service registered with one of several members and keeps the latest view. One virtual thread does it all:
 *
 * <pre>
 *   dial the next address → announce, take views, announce again every second … → broken or silent → pause → dial the next
 * </pre>
 *
 * <p>Addresses are tried in the order given, so that services with the same settings meet at the same member. Views of one
 * stream never go back in time. When a member has just started and says so, an older whole view is kept until it has heard
 * of everybody: otherwise a restart of membership would look like the loss of every drive.
 */
public final class MembershipLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MembershipLink.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final List<HostPort> members;
    private final MemberDialer dialer;
    private final SelfDescription self;
    private final LinkTimings timings;
    private final List<Consumer<ClusterView>> listeners = new ArrayList<>();
    private final CountDownLatch firstView = new CountDownLatch(1);
    /** What was logged about each member since we were last registered. Used by the link's thread only. */
    private final Map<HostPort, String> reported = new HashMap<>();

    /** When we were last known to be registered. Used by the link's thread only. */
    private long registeredNanos = System.nanoTime();

    private final Thread thread;
    private volatile boolean closed;
    private volatile ClusterView current = ClusterView.EMPTY;
    private volatile @Nullable HostPort connectedTo;
    private volatile @Nullable String problem = "no member has answered yet";

    public MembershipLink(List<HostPort> members, MemberDialer dialer, SelfDescription self, LinkTimings timings) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a link needs the address of at least one member");
        }
        this.members = List.copyOf(members);
        this.dialer = dialer;
        this.self = self;
        this.timings = timings;
        this.thread = Thread.ofVirtual().name("membership-link").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** What membership said last; {@link ClusterView#EMPTY} before the first view. */
    public ClusterView current() {
        return current;
    }

    /** Tells every view from now on, beginning with the current one if there is one. Called by the link's thread: be quick. */
    public void onView(Consumer<ClusterView> listener) {
        // Under one lock with the telling of new views, or a listener that comes just then would hear of them out of
        // order.
        synchronized (listeners) {
            listeners.add(listener);
            ClusterView known = current;
            if (known != ClusterView.EMPTY) {
                tell(listener, known);
            }
        }
    }

    /** Whether a first view came in time. */
    public boolean awaitFirstView(Duration wait) throws InterruptedException {
        return firstView.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The member that we are registered with. */
    public Optional<HostPort> connectedTo() {
        return Optional.ofNullable(connectedTo);
    }

    /** What keeps us from being registered, in words. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Says goodbye. The last view stays, for requests that are still running. */
    @Override
    public void close() {
        closed = true;
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(CLOSE_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int failures = 0;
        for (int next = 0; !closed; next = (next + 1) % members.size()) {
            HostPort member = members.get(next);
            try {
                serve(member);
                failures = 0;
            } catch (InterruptedException e) {
                // Only close() interrupts; the loop ends by its condition.
                continue;
            } catch (MemberLost lost) {
                failures = connectedTo == null ? failures + 1 : 1;
                report(member, lost);
            } catch (RuntimeException e) {
                failures++;
                LOG.error("The link to the member at {} failed for a reason that nobody foresaw", member, e);
            }
            connectedTo = null;
            pause(failures);
        }
    }

    /** Returns when the link is closed. */
    private void serve(HostPort member) throws InterruptedException {
        try (MemberStream stream = dialer.dial(member)) {
            long version = -1;
            long heardAt = System.nanoTime();
            while (!closed) {
                self.describe().ifPresent(stream::announce);
                long beatEnds = System.nanoTime() + timings.heartbeat().toNanos();
                for (long left = timings.heartbeat().toNanos(); left > 0; left = beatEnds - System.nanoTime()) {
                    Optional<ClusterView> view = stream.await(Duration.ofNanos(left));
                    if (view.isPresent()) {
                        heardAt = System.nanoTime();
                        version = take(member, view.get(), version);
                    }
                }
                requireNews(version, Duration.ofNanos(System.nanoTime() - heardAt));
            }
        }
    }

    private void requireNews(long version, Duration silence) {
        Duration limit = version < 0 ? timings.firstViewWithin() : timings.silenceLimit();
        if (silence.compareTo(limit) > 0) {
            throw MemberLost.broken("it sent nothing for " + silence.toMillis() + " ms");
        }
    }

    private long take(HostPort member, ClusterView view, long version) {
        registeredNanos = System.nanoTime();
        if (connectedTo == null) {
            connectedTo = member;
            problem = null;
            reported.clear();
            LOG.info("Registered with the member at {}", member);
        }
        boolean keepOlder = view.settling() && current != ClusterView.EMPTY && !current.settling();
        if (view.version() <= version || keepOlder) {
            return Math.max(version, view.version());
        }
        synchronized (listeners) {
            current = view;
            listeners.forEach(listener -> tell(listener, view));
        }
        firstView.countDown();
        return view.version();
    }

    private static void tell(Consumer<ClusterView> listener, ClusterView view) {
        try {
            listener.accept(view);
        } catch (RuntimeException e) {
            LOG.error("A listener could not take view {}", view.version(), e);
        }
    }

    private void report(HostPort member, MemberLost lost) {
        String sentence =
                "the member at " + member + (lost.isRefusal() ? " refuses us: " : " is lost: ") + lost.getMessage();
        // Members restart, and at the start of a suite they come up beside us: a moment without one is no news.
        boolean worthTelling = lost.isRefusal() || System.nanoTime() - registeredNanos > QUIET.toNanos();
        // Once a change, not once a try.
        if (worthTelling && !sentence.equals(reported.put(member, sentence))) {
            if (lost.isRefusal()) {
                LOG.error("Not registered: {}", sentence);
            } else {
                LOG.warn("Not registered: {}; trying again", sentence);
            }
        }
        problem = sentence;
    }

    private void pause(int failures) {
        if (failures == 0) {
            return;
        }
        long doubled = timings.firstBackoff().toMillis() << Math.min(failures - 1, 20);
        long most = Math.max(1, Math.min(doubled, timings.maxBackoff().toMillis()));
        try {
            // Half of it by chance, so that a restarted member is not met by everybody at once.
            Thread.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
