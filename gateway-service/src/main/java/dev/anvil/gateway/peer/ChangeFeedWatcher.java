package dev.anvil.gateway.peer;

import dev.anvil.gateway.catalogue.ChangeListener;
import dev.anvil.metadata.v1.Change;
import dev.anvil.metadata.v1.ChangeFeedGrpc;
import dev.anvil.metadata.v1.ChangeFeedGrpc.ChangeFeedStub;
import dev.anvil.metadata.v1.WatchChangesRequest;
import dev.anvil.model.BucketName;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Tells the caches what changed in the global catalogue. Whenever the feed was away, everything may have changed. */
final class ChangeFeedWatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeedWatcher.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ChangeFeedStub stub;
    private final List<ChangeListener> listeners;
    private final StreamKeeper keeper;

    ChangeFeedWatcher(Channel channel, List<ChangeListener> listeners) {
        this(channel, listeners, RETRY);
    }

    ChangeFeedWatcher(Channel channel, List<ChangeListener> listeners, Duration retry) {
        this.stub = ChangeFeedGrpc.newStub(channel);
        this.listeners = List.copyOf(listeners);
        this.keeper = new StreamKeeper("changes", retry, this::follow);
    }

    private void follow() throws InterruptedException {
        Changes changes = new Changes();
        try (Context.CancellableContext context = Context.current().withCancellation()) {
            context.run(() -> stub.watchChanges(WatchChangesRequest.getDefaultInstance(), changes));
            changes.ended.await();
        } finally {
            // From here on changes go unheard.
            listeners.forEach(ChangeListener::everythingChanged);
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

    private final class Changes implements StreamObserver<Change> {
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public void onNext(Change change) {
            switch (change.getSubjectCase()) {
                case BUCKET_NAME -> bucketChanged(change.getBucketName());
                case CLIENT_ID -> listeners.forEach(listener -> listener.credentialChanged(change.getClientId()));
                // A subject that this version does not know may be anything.
                case EVERYTHING, SUBJECT_NOT_SET -> listeners.forEach(ChangeListener::everythingChanged);
            }
        }

        private void bucketChanged(String name) {
            if (BucketName.isValid(name)) {
                BucketName bucket = new BucketName(name);
                listeners.forEach(listener -> listener.bucketChanged(bucket));
            }
        }

        @Override
        public void onError(Throwable failure) {
            LOG.info("The feed of changes broke: {}", failure.getMessage());
            ended.countDown();
        }

        @Override
        public void onCompleted() {
            ended.countDown();
        }
    }
}
