package dev.anvil.gateway.api;

import dev.anvil.model.DriveId;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.NodeView;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.storage.v1.ShardServiceGrpc;
import dev.anvil.storage.v1.ShardServiceGrpc.ShardServiceBlockingStub;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks the storage node that has a drive now what is on it, for operators. */
final class DriveQuestions implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Supplier<ClusterView> view;
    private final Function<HostPort, ManagedChannel> dial;

    /** As many as there are nodes. */
    private final Map<HostPort, ManagedChannel> open = new ConcurrentHashMap<>();

    DriveQuestions(Supplier<ClusterView> view, Function<HostPort, ManagedChannel> dial) {
        this.view = view;
        this.dial = dial;
    }

    ShardServiceBlockingStub nodeOf(DriveId drive) {
        HostPort node = view.get()
                .nodeOf(drive)
                .filter(known -> known.state().mayAnswer())
                .map(NodeView::address)
                .orElseThrow(() -> new ServiceFailure(
                        ServiceFailure.Kind.UNAVAILABLE,
                        "DRIVE_AWAY",
                        "drive " + drive + " is on no node that answers now"));
        return ShardServiceGrpc.newBlockingStub(open.computeIfAbsent(node, dial))
                .withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        open.values().forEach(ManagedChannel::shutdownNow);
        open.clear();
    }
}
