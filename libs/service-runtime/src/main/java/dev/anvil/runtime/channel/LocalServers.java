package dev.anvil.runtime.channel;

import dev.anvil.runtime.setting.HostPort;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gRPC servers of this process, by where they listen. Where services are siblings in one process, calls between them are the
 * same calls, but go from hand to hand instead of through a socket.
 */
public final class LocalServers {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    private record Server(String host, String name) {}

    private final Map<Integer, Server> byPort = new ConcurrentHashMap<>();

    /**
     * @param listening what the server is bound to
     * @param name of the in-process server that serves the same
     */
    public void add(HostPort listening, String name) {
        byPort.put(listening.port(), new Server(listening.host(), name));
    }

    Optional<String> find(HostPort address) {
        return Optional.ofNullable(byPort.get(address.port()))
                .filter(server -> server.host().equals(address.host())
                        || EVERYWHERE.contains(server.host()) && isOwn(address.host()))
                .map(Server::name);
    }

    /** Whoever listens everywhere has the port at each address of this machine. */
    private static boolean isOwn(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }
}
