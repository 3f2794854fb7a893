package dev.anvil.libp2p.host;

import dev.anvil.libp2p.address.HostKind;
import dev.anvil.libp2p.address.Multiaddr;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Names to addresses, asked at every dial because machines move. */
@FunctionalInterface
interface Resolver {
    Resolver SYSTEM = InetAddress::getAllByName;

    /** More addresses than that behind one name are not tried in one dial. */
    int MAX_ADDRESSES = 8;

    InetAddress[] lookUp(String name) throws UnknownHostException;

    default List<InetSocketAddress> resolve(Multiaddr address) throws UnknownHostException {
        List<InetSocketAddress> found = Stream.of(lookUp(address.host()))
                .filter(candidate -> fits(address.kind(), candidate))
                .limit(MAX_ADDRESSES)
                .map(candidate -> new InetSocketAddress(candidate, address.port()))
                .toList();
        if (found.isEmpty()) {
            throw new UnknownHostException(address.host() + " has no address that fits " + address);
        }
        return found;
    }

    private static boolean fits(HostKind kind, InetAddress candidate) {
        return switch (kind) {
            case DNS -> true;
            case IP4, DNS4 -> candidate instanceof Inet4Address;
            case IP6, DNS6 -> candidate instanceof Inet6Address;
        };
    }
}
