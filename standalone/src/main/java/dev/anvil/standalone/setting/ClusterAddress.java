package dev.anvil.standalone.setting;

import dev.anvil.runtime.setting.SettingRefused;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A libp2p multiaddress of a QUIC socket: {@code /ip4/127.0.0.1/udp/7443/quic-v1}, perhaps with {@code /p2p/PEER}. */
public record ClusterAddress(String text, String host, int port) {
    private static final Pattern SHAPE = Pattern.compile(
            "/(?:ip4|ip6|dns|dns4|dns6)/([^/]+)/udp/([0-9]{1,5})/quic-v1(?:/p2p/[1-9A-HJ-NP-Za-km-z]+)?");
    private static final int MAX_PORT = 65_535;

    static ClusterAddress parse(String name, String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (matcher.matches() && Integer.parseInt(matcher.group(2)) <= MAX_PORT) {
            return new ClusterAddress(text.strip(), matcher.group(1), Integer.parseInt(matcher.group(2)));
        }
        throw new SettingRefused(
                name,
                "'" + text + "'",
                "give a multiaddress of a QUIC socket, for example /ip4/127.0.0.1/udp/7443/quic-v1");
    }

    ClusterAddress withPort(int other) {
        return new ClusterAddress(text.replaceFirst("/udp/[0-9]+/", "/udp/" + other + "/"), host, other);
    }

    boolean isOnThisMachineOnly() {
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            // A name.
            return false;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
