package dev.anvil.runtime.membership.peer;

import dev.anvil.membership.v1.Announcement;
import dev.anvil.membership.v1.MembershipServiceGrpc;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.MemberLost;
import dev.anvil.runtime.membership.MemberStream;
import dev.anvil.runtime.membership.NodeAnnouncement;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A stream over a channel of its own: a channel that is kept remembers how often it failed and waits ever longer before it
 * connects again, and how long to wait is the link's decision.
 */
final class GrpcMemberStream implements MemberStream {
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final ManagedChannel channel;
    private final String hostId;
    private final Inbox inbox = new Inbox();

    GrpcMemberStream(ManagedChannel channel, String hostId) {
        this.channel = channel;
        this.hostId = hostId;
        MembershipServiceGrpc.newStub(channel).register(inbox);
    }

    @Override
    public void announce(NodeAnnouncement self) {
        inbox.requireOpen();
        inbox.send(Translation.announcement(self, hostId));
    }

    @Override
    public Optional<ClusterView> await(Duration wait) throws InterruptedException {
        return inbox.await(wait);
    }

    @Override
    public void close() {
        // The thread that closes may be one that was interrupted in order to close; the goodbye still needs a moment.
        boolean interrupted = Thread.interrupted();
        try {
            inbox.sayGoodbye();
            channel.shutdown();
            channel.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            channel.shutdownNow();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Holds one view and one announcement, the latest of each: whoever is slow skips the others. */
    private static final class Inbox
            implements ClientResponseObserver<Announcement, dev.anvil.membership.v1.ClusterView> {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition news = lock.newCondition();
        private @Nullable ClientCallStreamObserver<Announcement> call;
        private @Nullable Announcement unsent;
        private @Nullable ClusterView view;
        private @Nullable MemberLost end;

        @Override
        public void beforeStart(ClientCallStreamObserver<Announcement> started) {
            signal(() -> call = started);
            started.setOnReadyHandler(() -> signal(this::flush));
        }

        @Override
        public void onNext(dev.anvil.membership.v1.ClusterView message) {
            ClusterView translated = Translation.view(message);
            signal(() -> view = translated);
        }

        @Override
        public void onError(Throwable failure) {
            signal(() -> end = lost(Status.fromThrowable(failure)));
        }

        @Override
        public void onCompleted() {
            signal(() -> end = MemberLost.broken("it closed the stream"));
        }

        void send(Announcement announcement) {
            signal(() -> {
                unsent = announcement;
                flush();
            });
        }

        private void flush() {
            if (call != null && unsent != null && end == null && call.isReady()) {
                call.onNext(unsent);
                unsent = null;
            }
        }

        Optional<ClusterView> await(Duration wait) throws InterruptedException {
            long left = wait.toNanos();
            lock.lockInterruptibly();
            try {
                while (view == null && end == null && left > 0) {
                    left = news.awaitNanos(left);
                }
                Optional<ClusterView> latest = Optional.ofNullable(view);
                view = null;
                if (latest.isEmpty()) {
                    requireOpen();
                }
                return latest;
            } finally {
                lock.unlock();
            }
        }

        void requireOpen() {
            lock.lock();
            try {
                if (end != null) {
                    throw end;
                }
            } finally {
                lock.unlock();
            }
        }

        void sayGoodbye() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                if (end != null || call == null) {
                    return;
                }
                call.onCompleted();
                long left = GOODBYE.toNanos();
                while (end == null && left > 0) {
                    left = news.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }

        private void signal(Runnable change) {
            lock.lock();
            try {
                change.run();
                news.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private static MemberLost lost(Status status) {
            String words = status.getDescription() == null
                    ? status.getCode().name()
                    : status.getCode() + ": " + status.getDescription();
            return switch (status.getCode()) {
                case ALREADY_EXISTS,
                        UNAUTHENTICATED,
                        PERMISSION_DENIED,
                        INVALID_ARGUMENT,
                        FAILED_PRECONDITION,
                        RESOURCE_EXHAUSTED,
                        UNIMPLEMENTED -> MemberLost.refused(words);
                default -> MemberLost.broken(words);
            };
        }
    }
}
