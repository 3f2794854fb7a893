package dev.anvil.cli.connection;

import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.peer.Server;
import java.net.URI;

/** A server and who speaks to it. */
record Target(String host, int port, boolean tls, String clientId, String clientSecret) {
    /** An endpoint is {@code HOST:PORT}, or a URL with http or https in front. */
    static Target of(String endpoint, String clientId, String clientSecret) {
        String url = endpoint.contains("://") ? endpoint : "http://" + endpoint;
        try {
            URI uri = URI.create(url);
            boolean tls = "https".equals(uri.getScheme());
            if (uri.getHost() != null && (tls || "http".equals(uri.getScheme()))) {
                int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
                return new Target(uri.getHost(), port, tls, clientId, clientSecret);
            }
        } catch (IllegalArgumentException e) {
            throw notAnEndpoint(endpoint);
        }
        throw notAnEndpoint(endpoint);
    }

    private static CommandFailure notAnEndpoint(String endpoint) {
        return new CommandFailure("'" + endpoint + "' is no endpoint: give HOST:PORT, or https://HOST:PORT for TLS");
    }

    Server connect() {
        return new Server(host, port, tls, clientId, clientSecret);
    }

    @Override
    public String toString() {
        return host + ":" + port + " as " + clientId;
    }
}
