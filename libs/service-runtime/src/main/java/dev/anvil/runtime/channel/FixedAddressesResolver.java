package dev.anvil.runtime.channel;

import dev.anvil.runtime.setting.HostPort;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves to a list of addresses that settings gave; every host name is looked up again on each refresh. */
final class FixedAddressesResolver extends NameResolver {
    private final List<HostPort> addresses;
    private final Args args;
    private @Nullable Listener2 listener;

    private FixedAddressesResolver(List<HostPort> addresses, Args args) {
        this.addresses = addresses;
        this.args = args;
    }

    @Override
    public String getServiceAuthority() {
        return "anvil";
    }

    @Override
    public void start(Listener2 newListener) {
        listener = newListener;
        refresh();
    }

    @Override
    public void refresh() {
        Listener2 target = listener;
        if (target != null) {
            // Look-ups block, and the channel's own thread must not.
            Thread.startVirtualThread(() -> {
                ResolutionResult result = resolve();
                args.getSynchronizationContext().execute(() -> target.onResult2(result));
            });
        }
    }

    private ResolutionResult resolve() {
        List<EquivalentAddressGroup> found = new ArrayList<>();
        for (HostPort address : addresses) {
            try {
                for (InetAddress ip : InetAddress.getAllByName(address.host())) {
                    found.add(new EquivalentAddressGroup(new InetSocketAddress(ip, address.port())));
                }
            } catch (UnknownHostException e) {
                // One name of several may be unknown for a while; the others serve.
                continue;
            }
        }
        return ResolutionResult.newBuilder()
                .setAddressesOrError(
                        found.isEmpty()
                                ? StatusOr.fromStatus(
                                        Status.UNAVAILABLE.withDescription("no address of " + addresses + " is known"))
                                : StatusOr.fromValue(found))
                .build();
    }

    @Override
    public void shutdown() {
        listener = null;
    }

    /** One factory a channel: the addresses are its own. */
    static final class Factory extends NameResolver.Factory {
        private final List<HostPort> addresses;

        Factory(List<HostPort> addresses) {
            this.addresses = List.copyOf(addresses);
        }

        @Override
        public NameResolver newNameResolver(URI target, Args args) {
            return new FixedAddressesResolver(addresses, args);
        }

        @Override
        public String getDefaultScheme() {
            return "anvil";
        }
    }
}
