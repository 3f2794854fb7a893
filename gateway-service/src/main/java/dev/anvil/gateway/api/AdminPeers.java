package dev.anvil.gateway.api;

import dev.anvil.membership.v1.MembershipServiceGrpc;
import dev.anvil.membership.v1.MembershipServiceGrpc.MembershipServiceBlockingStub;
import dev.anvil.metadata.v1.AppCatalogueGrpc;
import dev.anvil.metadata.v1.AppCatalogueGrpc.AppCatalogueBlockingStub;
import dev.anvil.metadata.v1.RegionCatalogueGrpc;
import dev.anvil.metadata.v1.RegionCatalogueGrpc.RegionCatalogueBlockingStub;
import dev.anvil.metadata.v1.TaskQueueGrpc;
import dev.anvil.metadata.v1.TaskQueueGrpc.TaskQueueBlockingStub;
import dev.anvil.metadata.v1.TenantCatalogueGrpc;
import dev.anvil.metadata.v1.TenantCatalogueGrpc.TenantCatalogueBlockingStub;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.setting.HostPort;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The services that do what operators ask for. */
final class AdminPeers implements AutoCloseable {
    private final Channel metadata;
    private final Supplier<Optional<HostPort>> member;
    private final Function<HostPort, ManagedChannel> dial;
    private @Nullable HostPort dialled;
    private @Nullable ManagedChannel membership;

    AdminPeers(Channel metadata, Supplier<Optional<HostPort>> member, Function<HostPort, ManagedChannel> dial) {
        this.metadata = metadata;
        this.member = member;
        this.dial = dial;
    }

    RegionCatalogueBlockingStub regions() {
        return RegionCatalogueGrpc.newBlockingStub(metadata);
    }

    TenantCatalogueBlockingStub tenants() {
        return TenantCatalogueGrpc.newBlockingStub(metadata);
    }

    AppCatalogueBlockingStub apps() {
        return AppCatalogueGrpc.newBlockingStub(metadata);
    }

    TaskQueueBlockingStub tasks() {
        return TaskQueueGrpc.newBlockingStub(metadata);
    }

    /** The member that this gateway is registered with just now. */
    MembershipServiceBlockingStub membership() {
        HostPort address = member.get()
                .orElseThrow(() -> new ServiceFailure(
                        ServiceFailure.Kind.UNAVAILABLE,
                        "NO_MEMBERSHIP",
                        "this gateway is not registered with any membership process"));
        return MembershipServiceGrpc.newBlockingStub(channelTo(address));
    }

    private synchronized Channel channelTo(HostPort address) {
        ManagedChannel open = membership;
        if (open == null || !address.equals(dialled)) {
            close();
            open = dial.apply(address);
            membership = open;
            dialled = address;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (membership != null) {
            membership.shutdown();
            membership = null;
        }
    }
}
