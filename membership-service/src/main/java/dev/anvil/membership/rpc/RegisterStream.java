package dev.anvil.membership.rpc;

import dev.anvil.membership.peer.Translation;
import dev.anvil.membership.v1.Announcement;
import dev.anvil.membership.v1.ClusterView;
import dev.anvil.membership.view.LiveRoster;
import dev.anvil.membership.view.Registration;
import dev.anvil.membership.view.View;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One service's stream. Announcements go straight to the roster. Views are sent by a thread of the stream's own, which waits
 * for "newer than what I sent" and for room to send: whatever happens meanwhile is one view later, and a slow service costs
 * one waiting thread and nothing else.
 */
final class RegisterStream implements StreamObserver<Announcement> {
    /** A view is repeated after this long without news, so that a service can tell quiet from dead. */
    private static final Duration REPEAT = Duration.ofSeconds(5);

    /** At most this many views a second: changes that come together travel together. */
    private static final Duration SPACING = Duration.ofMillis(50);

    /** Whoever only looks gets its first view after this; the others with the answer to their first announcement. */
    private static final Duration FIRST_WORD = Duration.ofMillis(500);

    /** How long a service may take no view before the stream is given up. */
    private static final Duration STUCK = Duration.ofSeconds(30);

    private final LiveRoster roster;
    private final Function<View, ClusterView> words;
    private final Registration registration;
    private final ServerCallStreamObserver<ClusterView> views;
    private final Refusals refusals;
    private final Consumer<RegisterStream> whenEnded;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition signal = lock.newCondition();
    private boolean ended;
    private @Nullable NodeId node;

    RegisterStream(
            LiveRoster roster,
            Function<View, ClusterView> words,
            ServerCallStreamObserver<ClusterView> views,
            Refusals refusals,
            Consumer<RegisterStream> whenEnded) {
        this.roster = roster;
        this.words = words;
        this.registration = roster.register();
        this.views = views;
        this.refusals = refusals;
        this.whenEnded = whenEnded;
    }

    void open() {
        views.setOnReadyHandler(this::wake);
        views.setOnCancelHandler(() -> end(registration::lose, () -> {}));
        Thread.ofVirtual().name("membership-views").start(this::push);
    }

    @Override
    public void onNext(Announcement said) {
        try {
            dev.anvil.membership.view.Announcement announcement = Translation.announcement(said);
            requireSameNode(announcement.node());
            registration.announce(announcement);
            wake();
        } catch (RuntimeException e) {
            Throwable refusal = refusals.explain(said.getNodeId(), e);
            end(registration::lose, () -> views.onError(FailureStatus.toStatus(refusal)));
        }
    }

    @Override
    public void onError(Throwable broken) {
        end(registration::lose, () -> {});
    }

    @Override
    public void onCompleted() {
        end(registration::leave, views::onCompleted);
    }

    /** We go away; the service shall look for another member. What it is to us does not matter any more. */
    void dismiss() {
        end(() -> {}, views::onCompleted);
    }

    private void requireSameNode(NodeId announced) {
        lock.lock();
        try {
            if (node != null && !node.equals(announced)) {
                throw ServiceFailure.invalid(
                        "a stream speaks for one node: " + node + ", not " + announced + " as well");
            }
            node = announced;
        } finally {
            lock.unlock();
        }
    }

    private void push() {
        try {
            awaitFirstWord();
            long sent = -1;
            while (true) {
                View view = roster.awaitNewer(sent, REPEAT);
                if (!awaitRoom() || !send(view)) {
                    return;
                }
                sent = view.version();
                Thread.sleep(SPACING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitFirstWord() throws InterruptedException {
        await(FIRST_WORD, () -> node != null);
    }

    private boolean awaitRoom() throws InterruptedException {
        if (await(STUCK, views::isReady)) {
            return true;
        }
        end(
                registration::lose,
                () -> views.onError(FailureStatus.toStatus(new ServiceFailure(
                        ServiceFailure.Kind.UNAVAILABLE,
                        "STUCK",
                        "no view could be sent for " + STUCK.toSeconds() + " s"))));
        return false;
    }

    /** Whether the condition came true in time and the stream lives. */
    private boolean await(Duration wait, BooleanSupplier condition) throws InterruptedException {
        long left = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (!ended && !condition.getAsBoolean() && left > 0) {
                left = signal.awaitNanos(left);
            }
            return !ended && condition.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    private boolean send(View view) {
        ClusterView message = words.apply(view);
        lock.lock();
        try {
            if (!ended) {
                views.onNext(message);
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            signal.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end(Runnable inRoster, Runnable answer) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            ended = true;
            signal.signalAll();
            answer.run();
        } finally {
            lock.unlock();
        }
        inRoster.run();
        whenEnded.accept(this);
    }
}
