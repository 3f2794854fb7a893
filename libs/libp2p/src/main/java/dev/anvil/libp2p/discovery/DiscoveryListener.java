package dev.anvil.libp2p.discovery;

import dev.anvil.libp2p.address.Multiaddr;

/** Hears of addresses, each with its peer id; of the same one again every now and then while it is announced. */
@FunctionalInterface
public interface DiscoveryListener {
    void found(Multiaddr address);
}
