package dev.anvil.storage.rpc;

import dev.anvil.storage.drive.LocalDrives;
import dev.anvil.storage.v1.WriteAnswer;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationListener;
import org.springframework.grpc.server.lifecycle.GrpcServerShutdownEvent;

/**
 * The write streams that are open. Gateways keep theirs for ever, and a server that stops waits for its calls, so it is the node
 * that ends them: each as soon as no shard is under way on it.
 */
final class WriteSessions implements ApplicationListener<GrpcServerShutdownEvent> {
    private final LocalDrives drives;
    private final Set<WriteSession> open = ConcurrentHashMap.newKeySet();
    private volatile boolean leaving;

    WriteSessions(LocalDrives drives) {
        this.drives = drives;
    }

    StreamObserver<IncomingFrame> open(StreamObserver<WriteAnswer> out) {
        WriteSession session = new WriteSession(drives, out);
        open.add(session);
        if (out instanceof ServerCallStreamObserver<WriteAnswer> call) {
            call.setOnCloseHandler(() -> open.remove(session));
            call.setOnCancelHandler(() -> {
                open.remove(session);
                session.cancelled();
            });
        }
        if (leaving) {
            session.leave();
        }
        return session;
    }

    int count() {
        return open.size();
    }

    /** Just before the port closes, when whoever balances has had the time to turn elsewhere. */
    @Override
    public void onApplicationEvent(GrpcServerShutdownEvent event) {
        leaving = true;
        open.forEach(WriteSession::leave);
    }
}
