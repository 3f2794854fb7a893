package dev.anvil.libp2p.address;

import dev.anvil.libp2p.identity.PeerId;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address that QUIC can use: {@code /ip4/192.0.2.1/udp/7443/quic-v1}, with ip6, dns, dns4 or dns6 for ip4, and
 * {@code /p2p/PEER-ID} behind it where it is known who must answer there.
 */
public record Multiaddr(
        HostKind kind, String host, int port, @Nullable PeerId peer) {
    private static final int MAX_PORT = 65_535;
    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?"
            + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\\.?");

    public Multiaddr {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
        host = switch (kind) {
            case IP4 -> Inet4Address.ofLiteral(host).getHostAddress();
            case IP6 -> Ipv6Text.of(ip6(host));
            case DNS, DNS4, DNS6 -> {
                if (!NAME.matcher(host).matches()) {
                    throw new IllegalArgumentException("Not a host name: '" + host + "'");
                }
                yield host;
            }
        };
    }

    private static Inet6Address ip6(String host) {
        // An IPv4 address in IPv6 clothes would come back as an Inet4Address and then fail much later.
        if (InetAddress.ofLiteral(host) instanceof Inet6Address address && address.getScopeId() == 0) {
            return address;
        }
        throw new IllegalArgumentException("Not an IPv6 address: '" + host + "'");
    }

    public static Multiaddr of(InetSocketAddress socket) {
        InetAddress address = socket.getAddress();
        if (address instanceof Inet6Address six) {
            return new Multiaddr(HostKind.IP6, Ipv6Text.of(six), socket.getPort(), null);
        }
        return new Multiaddr(HostKind.IP4, address.getHostAddress(), socket.getPort(), null);
    }

    public static Multiaddr parse(String text) {
        return MultiaddrText.parse(text);
    }

    public static Multiaddr decode(byte[] bytes) {
        return MultiaddrBytes.decode(bytes);
    }

    public byte[] encode() {
        return MultiaddrBytes.encode(this);
    }

    public Optional<PeerId> expectedPeer() {
        return Optional.ofNullable(peer);
    }

    public Multiaddr withPeer(PeerId id) {
        return new Multiaddr(kind, host, port, id);
    }

    public Multiaddr withoutPeer() {
        return peer == null ? this : new Multiaddr(kind, host, port, null);
    }

    public Multiaddr withPort(int other) {
        return new Multiaddr(kind, host, other, peer);
    }

    /** The address itself, when it is no name. */
    public Optional<InetAddress> literal() {
        return kind.isName() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(host));
    }

    @Override
    public String toString() {
        return MultiaddrText.format(this);
    }
}
