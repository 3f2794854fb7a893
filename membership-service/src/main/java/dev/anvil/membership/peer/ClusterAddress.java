package dev.anvil.membership.peer;

/** Where the other members reach this one, as a libp2p multiaddress with its peer id; empty before it listens. */
@FunctionalInterface
public interface ClusterAddress {
    String get();
}
