package dev.anvil.runtime.setting;

import java.util.ArrayList;
import java.util.List;

/** An address as settings give it: {@code host:port}, {@code [::1]:port}, or with {@code http://} in front as the seeds have it. */
public record HostPort(String host, int port) {
    public HostPort {
        if (host.isEmpty() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no such address: '" + host + "' port " + port);
        }
    }

    public static HostPort parse(String variable, String text) {
        String bare = text.strip().replaceFirst("^(http|https|grpc)://", "").replaceFirst("/+$", "");
        int colon = bare.lastIndexOf(':');
        if (colon > 0 && bare.indexOf(']') < colon) {
            String host = bare.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
            try {
                return new HostPort(host, Integer.parseInt(bare, colon + 1, bare.length(), 10));
            } catch (IllegalArgumentException e) {
                throw refused(variable, text);
            }
        }
        throw refused(variable, text);
    }

    /** Several addresses, separated by commas; blank means none. */
    public static List<HostPort> parseList(String variable, String text) {
        List<HostPort> addresses = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            if (!one.isBlank()) {
                addresses.add(parse(variable, one));
            }
        }
        return List.copyOf(addresses);
    }

    private static SettingRefused refused(String variable, String text) {
        return new SettingRefused(
                variable,
                "'" + text + "'",
                "give an address as HOST:PORT with a port from 0 to 65535, for example 0.0.0.0:50051");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
