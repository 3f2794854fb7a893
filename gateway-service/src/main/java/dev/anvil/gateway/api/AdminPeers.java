package dev.anvil.gateway.api;

import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.membership.v1.MembershipServiceGrpc;
import dev.anvil.membership.v1.MembershipServiceGrpc.MembershipServiceBlockingStub;
import dev.anvil.metadata.v1.AppCatalogueGrpc;
import dev.anvil.metadata.v1.AppCatalogueGrpc.AppCatalogueBlockingStub;
import dev.anvil.metadata.v1.AuditLogGrpc;
import dev.anvil.metadata.v1.AuditLogGrpc.AuditLogBlockingStub;
import dev.anvil.metadata.v1.BlobCatalogueGrpc;
import dev.anvil.metadata.v1.BlobCatalogueGrpc.BlobCatalogueBlockingStub;
import dev.anvil.metadata.v1.BucketCatalogueGrpc;
import dev.anvil.metadata.v1.BucketCatalogueGrpc.BucketCatalogueBlockingStub;
import dev.anvil.metadata.v1.KeyRingGrpc;
import dev.anvil.metadata.v1.KeyRingGrpc.KeyRingBlockingStub;
import dev.anvil.metadata.v1.RegionCatalogueGrpc;
import dev.anvil.metadata.v1.RegionCatalogueGrpc.RegionCatalogueBlockingStub;
import dev.anvil.metadata.v1.TaskQueueGrpc;
import dev.anvil.metadata.v1.TaskQueueGrpc.TaskQueueBlockingStub;
import dev.anvil.metadata.v1.TenantCatalogueGrpc;
import dev.anvil.metadata.v1.TenantCatalogueGrpc.TenantCatalogueBlockingStub;
import dev.anvil.metadata.v1.UsageCatalogueGrpc;
import dev.anvil.metadata.v1.UsageCatalogueGrpc.UsageCatalogueBlockingStub;
import dev.anvil.runtime.credential.Actor;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.setting.HostPort;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The services that do what operators ask for. */
final class AdminPeers implements AutoCloseable {
    private static final Duration KEYS_DEADLINE = Duration.ofMinutes(5);

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
        return named(RegionCatalogueGrpc.newBlockingStub(metadata));
    }

    TenantCatalogueBlockingStub tenants() {
        return named(TenantCatalogueGrpc.newBlockingStub(metadata));
    }

    AppCatalogueBlockingStub apps() {
        return named(AppCatalogueGrpc.newBlockingStub(metadata));
    }

    TaskQueueBlockingStub tasks() {
        return named(TaskQueueGrpc.newBlockingStub(metadata));
    }

    BucketCatalogueBlockingStub buckets() {
        return named(BucketCatalogueGrpc.newBlockingStub(metadata));
    }

    UsageCatalogueBlockingStub usage() {
        return UsageCatalogueGrpc.newBlockingStub(metadata);
    }

    BlobCatalogueBlockingStub blobs() {
        return named(BlobCatalogueGrpc.newBlockingStub(metadata));
    }

    KeyRingBlockingStub keys() {
        // As many transactions as there are secrets to encrypt anew.
        return named(KeyRingGrpc.newBlockingStub(metadata))
                .withDeadlineAfter(KEYS_DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    AuditLogBlockingStub audit() {
        return named(AuditLogGrpc.newBlockingStub(metadata));
    }

    /** The audit log names who asked us. */
    private static <S extends AbstractStub<S>> S named(S stub) {
        Credential caller = ApiCaller.current().credential();
        return stub.withInterceptors(
                Actor.naming(caller.tenant().name() + "/" + caller.appName() + " (" + caller.clientId() + ")"));
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
