package dev.anvil.libp2p.discovery;

import dev.anvil.libp2p.TestHosts;
import dev.anvil.libp2p.Waiting;
import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.host.Host;
import java.net.InetAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

final class MdnsDiscoveryIT {
    @Test
    void twoHostsFindEachOther() throws Exception {
        List<InetAddress> loopback = List.of(InetAddress.ofLiteral("127.0.0.1"));
        try (TestHosts hosts = new TestHosts()) {
            Host one = hosts.start();
            Host other = hosts.start();
            Queue<Multiaddr> foundByOne = new ConcurrentLinkedQueue<>();
            Queue<Multiaddr> foundByOther = new ConcurrentLinkedQueue<>();
            try (MdnsDiscovery first = MdnsDiscovery.start(one, foundByOne::add, loopback);
                    MdnsDiscovery second = MdnsDiscovery.start(other, foundByOther::add, loopback)) {
                Waiting.until(
                        "found",
                        () -> foundByOne.contains(TestHosts.address(other))
                                && foundByOther.contains(TestHosts.address(one)));
            }
        }
    }
}
