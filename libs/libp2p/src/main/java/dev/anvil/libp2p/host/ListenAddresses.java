package dev.anvil.libp2p.host;

import dev.anvil.libp2p.address.HostKind;
import dev.anvil.libp2p.address.Multiaddr;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the addresses that are bound to those that others can dial. */
final class ListenAddresses {
    private static final Logger log = LoggerFactory.getLogger(ListenAddresses.class);

    private ListenAddresses() {}

    /** What is really bound: a socket on "::" serves IPv4 as well, and a second one on the same port would be refused. */
    static List<Multiaddr> toBind(List<Multiaddr> wanted) {
        return wanted.stream()
                .filter(address -> !(isWildcard(address, HostKind.IP4)
                        && wanted.stream()
                                .anyMatch(other -> isWildcard(other, HostKind.IP6)
                                        && address.port() != 0
                                        && other.port() == address.port())))
                .toList();
    }

    private static boolean isWildcard(Multiaddr address, HostKind kind) {
        return address.kind() == kind
                && address.literal().map(InetAddress::isAnyLocalAddress).orElse(false);
    }

    /** A wildcard stands for every address of the machine. */
    static Stream<Multiaddr> dialable(InetSocketAddress bound) {
        if (!bound.getAddress().isAnyLocalAddress()) {
            return Stream.of(Multiaddr.of(bound));
        }
        boolean both = bound.getAddress() instanceof Inet6Address;
        List<InetAddress> usable = addressesOfMachine().stream()
                .filter(address -> both || !(address instanceof Inet6Address))
                .toList();
        List<InetAddress> outside =
                usable.stream().filter(address -> !address.isLoopbackAddress()).toList();
        return (outside.isEmpty() ? usable : outside)
                .stream().map(address -> Multiaddr.of(new InetSocketAddress(address, bound.getPort())));
    }

    private static List<InetAddress> addressesOfMachine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(ListenAddresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    // Useless to others without the name of an interface of theirs.
                    .filter(address -> !address.isLinkLocalAddress())
                    .toList();
        } catch (SocketException e) {
            log.warn("The addresses of this machine cannot be listed; announce some in the settings", e);
            return List.of();
        }
    }

    private static boolean isUp(NetworkInterface card) {
        try {
            return card.isUp();
        } catch (SocketException e) {
            log.debug("Network interface {} is left out", card.getName(), e);
            return false;
        }
    }

    static Optional<InetSocketAddress> socket(Multiaddr address) {
        return address.literal().map(literal -> new InetSocketAddress(literal, address.port()));
    }
}
