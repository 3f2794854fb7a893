package dev.anvil.gateway.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whom we are really talking to. Connections that came in on the common port reach Tomcat from inside the process; the relay
 * says here which client stands behind each of its own ports, for as long as the connection lives.
 */
public final class ClientAddresses {
    private final Map<Integer, String> byRelayPort = new ConcurrentHashMap<>();

    public void relayed(int relayPort, InetSocketAddress client) {
        byRelayPort.put(relayPort, client.getAddress().getHostAddress());
    }

    public void ended(int relayPort) {
        byRelayPort.remove(relayPort);
    }

    String of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        return address.equals(request.getLocalAddr())
                ? byRelayPort.getOrDefault(request.getRemotePort(), address)
                : address;
    }
}
