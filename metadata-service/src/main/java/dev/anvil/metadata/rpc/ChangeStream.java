package dev.anvil.metadata.rpc;

import dev.anvil.metadata.change.Change.BucketChanged;
import dev.anvil.metadata.change.Change.CredentialChanged;
import dev.anvil.metadata.change.Change.EverythingChanged;
import dev.anvil.metadata.change.ChangeHub;
import dev.anvil.metadata.change.ChangeWatch;
import dev.anvil.metadata.v1.Change;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One watcher's stream. It is written by whoever has news or finds that the client can take more, one at a time; what the
 * client cannot take yet stays in its watch, which is bounded.
 */
final class ChangeStream {
    private final ReentrantLock lock = new ReentrantLock();
    private final ServerCallStreamObserver<Change> observer;
    private final ChangeHub hub;
    private final Ending ending;
    private final ChangeWatch watch = new ChangeWatch(this::send);
    private final Runnable onEnding = this::end;
    private boolean ended;

    ChangeStream(ServerCallStreamObserver<Change> observer, ChangeHub hub, Ending ending) {
        this.observer = observer;
        this.hub = hub;
        this.ending = ending;
    }

    void open() {
        hub.begin(watch);
        observer.setOnCancelHandler(this::leave);
        observer.setOnReadyHandler(this::send);
        ending.run(onEnding);
        if (ending.begun()) {
            end();
        } else {
            send();
        }
    }

    private void send() {
        lock.lock();
        try {
            while (!ended && observer.isReady()) {
                Optional<dev.anvil.metadata.change.Change> next = watch.next();
                if (next.isEmpty()) {
                    return;
                }
                observer.onNext(toProto(next.get()));
            }
        } catch (RuntimeException e) {
            // The call ended in a way that nobody told us of. It is no concern of the other watchers.
            ended = true;
            leave();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        leave();
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                observer.onError(FailureStatus.toStatus(
                        new ServiceFailure(Kind.UNAVAILABLE, "UNAVAILABLE", "this replica ends; watch another")));
            }
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        hub.end(watch);
        ending.forget(onEnding);
    }

    private static Change toProto(dev.anvil.metadata.change.Change change) {
        return switch (change) {
            case BucketChanged bucket ->
                Change.newBuilder().setBucketName(bucket.bucketName()).build();
            case CredentialChanged credential ->
                Change.newBuilder().setClientId(credential.clientId()).build();
            case EverythingChanged everything ->
                Change.newBuilder().setEverything(true).build();
        };
    }
}
