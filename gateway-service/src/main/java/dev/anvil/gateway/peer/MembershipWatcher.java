package dev.anvil.gateway.peer;

import dev.anvil.gateway.cluster.ClusterView;
import dev.anvil.gateway.cluster.ClusterViews;
import dev.anvil.membership.v1.Announcement;
import dev.anvil.membership.v1.MembershipServiceGrpc;
import dev.anvil.membership.v1.MembershipServiceGrpc.MembershipServiceStub;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Registers this gateway with a membership process, repeats itself every few seconds, and keeps the newest view that comes
 * back. When the stream breaks the last view stays good while another process is asked.
 */
final class MembershipWatcher implements ClusterViews, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MembershipWatcher.class);
    private static final Duration REPEAT = Duration.ofSeconds(3);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final MembershipServiceStub stub;
    private final Supplier<Announcement> announcement;
    private final Duration repeat;
    private final StreamKeeper keeper;
    private volatile ClusterView view = ClusterView.EMPTY;

    MembershipWatcher(Channel channel, Supplier<Announcement> announcement) {
        this(channel, announcement, REPEAT, RETRY);
    }

    MembershipWatcher(Channel channel, Supplier<Announcement> announcement, Duration repeat, Duration retry) {
        this.stub = MembershipServiceGrpc.newStub(channel);
        this.announcement = announcement;
        this.repeat = repeat;
        this.keeper = new StreamKeeper("membership", retry, this::follow);
    }

    @Override
    public ClusterView current() {
        return view;
    }

    private void follow() throws InterruptedException {
        Views views = new Views();
        StreamObserver<Announcement> announcements = stub.register(views);
        try {
            do {
                announcements.onNext(announcement.get());
            } while (!views.ended.await(repeat.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            if (views.ended.getCount() > 0) {
                announcements.onError(Status.CANCELLED.asException());
            }
        }
    }

    @Override
    public void start() {
        keeper.start();
    }

    @Override
    public void stop() {
        keeper.stop();
    }

    @Override
    public boolean isRunning() {
        return keeper.isRunning();
    }

    private final class Views implements StreamObserver<dev.anvil.membership.v1.ClusterView> {
        private final CountDownLatch ended = new CountDownLatch(1);
        private long newest = -1;

        @Override
        public void onNext(dev.anvil.membership.v1.ClusterView message) {
            // Versions compare only between views of one member, which is what one stream gives.
            if (message.getVersion() <= newest) {
                return;
            }
            newest = message.getVersion();
            try {
                view = ViewMessages.view(message);
            } catch (IllegalArgumentException e) {
                LOG.warn("A view of the cluster makes no sense and was passed over", e);
            }
        }

        @Override
        public void onError(Throwable failure) {
            LOG.info("The stream to the membership service broke: {}", failure.getMessage());
            ended.countDown();
        }

        @Override
        public void onCompleted() {
            ended.countDown();
        }
    }
}
