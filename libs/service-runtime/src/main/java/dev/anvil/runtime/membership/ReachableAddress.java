package dev.anvil.runtime.membership;

import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;

/** Finds the address that others reach a service at, which is not always the one that it listens on. */
public final class ReachableAddress {
    private static final String VARIABLE = "PUBLIC_GRPC_ADDR";

    private ReachableAddress() {}

    /**
     * @param configured what the operator says, HOST:PORT, or blank; port 0 means the one that we listen on
     * @param bound the host that the server listens on, maybe a wildcard
     * @param port the port that the server really listens on
     */
    public static HostPort of(String configured, String bound, int port) {
        if (!configured.isBlank()) {
            HostPort given = HostPort.parse(VARIABLE, configured);
            return given.port() == 0 ? new HostPort(given.host(), port) : given;
        }
        return new HostPort(isWildcard(bound) ? ownHost() : bound, port);
    }

    /** However it is spelt: a server on the IPv6 wildcard shows it in full. */
    private static boolean isWildcard(String bound) {
        if (bound.isBlank() || bound.equals("*")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(bound.replaceAll("[\\[\\]]", "")).isAnyLocalAddress();
        } catch (IllegalArgumentException e) {
            // A name; names mean some address.
            return false;
        }
    }

    /** What the machine's name stands for; often that is no more than itself, and then the address of a network card. */
    private static String ownHost() {
        try {
            InetAddress named = InetAddress.getLocalHost();
            return named.isLoopbackAddress() ? addressOfACard().orElse(named.getHostAddress()) : named.getHostAddress();
        } catch (UnknownHostException e) {
            throw new SettingRefused(
                    VARIABLE,
                    "(not set)",
                    "this machine does not know its own address (" + e.getMessage()
                            + "); give one that the other nodes reach, as HOST:PORT");
        }
    }

    private static Optional<String> addressOfACard() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }
}
