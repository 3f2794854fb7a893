package dev.anvil.libp2p.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where multicast can work: one address per network interface that is up and no loopback. */
final class MulticastInterfaces {
    private static final Logger log = LoggerFactory.getLogger(MulticastInterfaces.class);

    private MulticastInterfaces() {}

    static List<InetAddress> addresses() {
        try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
            return all.filter(MulticastInterfaces::isUsable)
                    .map(MulticastInterfaces::address)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (SocketException e) {
            log.warn("The network interfaces cannot be listed; nobody is found by mDNS", e);
            return List.of();
        }
    }

    private static boolean isUsable(NetworkInterface card) {
        try {
            return card.isUp() && card.supportsMulticast() && !card.isLoopback() && !card.isPointToPoint();
        } catch (SocketException e) {
            log.debug("Network interface {} is left out", card.getName(), e);
            return false;
        }
    }

    private static Optional<InetAddress> address(NetworkInterface card) {
        return card.inetAddresses()
                .filter(address -> address instanceof Inet4Address)
                .findFirst();
    }
}
