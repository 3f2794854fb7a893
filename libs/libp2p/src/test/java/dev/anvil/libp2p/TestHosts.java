package dev.anvil.libp2p;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.host.Host;
import dev.anvil.libp2p.host.HostSettings;
import dev.anvil.libp2p.host.RedialSettings;
import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.transport.QuicLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Hosts on loopback that are gone after the test. */
public final class TestHosts implements AutoCloseable {
    public static final Multiaddr LOOPBACK = Multiaddr.parse("/ip4/127.0.0.1/udp/0/quic-v1");
    public static final RedialSettings EAGER =
            new RedialSettings(Duration.ofMillis(20), Duration.ofMillis(500), Duration.ofMillis(500));

    private final List<Host> hosts = new ArrayList<>();

    public static HostSettings settings() {
        return HostSettings.listeningOn("test/1", LOOPBACK).redialing(EAGER);
    }

    public Host start() throws IOException {
        return start(HostKey.generate(), settings());
    }

    public Host start(QuicLimits limits) throws IOException {
        return start(HostKey.generate(), settings().within(limits));
    }

    public Host start(HostKey key, HostSettings settings) throws IOException {
        Host host = new Host(key, settings);
        hosts.add(host);
        return host.start();
    }

    public static Multiaddr address(Host host) {
        return host.addresses().getFirst();
    }

    @Override
    public void close() {
        hosts.parallelStream().forEach(Host::close);
    }
}
