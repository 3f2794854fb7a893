package dev.anvil.libp2p.identify;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.identity.PublicKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host says about itself.
 *
 * @param observed where the describing host sees the one it describes itself to
 */
public record Description(
        PublicKey key,
        String protocolVersion,
        String agentVersion,
        List<Multiaddr> listenAddresses,
        List<String> protocols,
        @Nullable Multiaddr observed) {
    public Description {
        listenAddresses = List.copyOf(listenAddresses);
        protocols = List.copyOf(protocols);
    }

    public Optional<Multiaddr> observedAddress() {
        return Optional.ofNullable(observed);
    }
}
