/**
 * Peers on the same network, found by multicast DNS in libp2p's format: service {@code _p2p._udp.local}, a random name per
 * host, and a TXT string {@code dnsaddr=MULTIADDR} for every address. Anybody on the network can announce anything; who is
 * found has proved nothing until it is dialed.
 */
@NullMarked
package dev.anvil.libp2p.discovery;

import org.jspecify.annotations.NullMarked;
