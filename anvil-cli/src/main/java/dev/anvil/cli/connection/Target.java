package dev.anvil.cli.connection;

import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.instance.InstanceVariables;
import dev.anvil.cli.peer.Authority;
import dev.anvil.cli.peer.Server;
import java.net.URI;
import java.util.Optional;

/** A server and who speaks to it. */
record Target(String host, int port, boolean tls, String clientId, String clientSecret, Optional<Authority> authority) {
    /** An endpoint is {@code HOST:PORT}, or a URL with http or https in front. */
    static Target of(String endpoint, String clientId, String clientSecret, Optional<Authority> authority) {
        String url = endpoint.contains("://") ? endpoint : "http://" + endpoint;
        try {
            URI uri = URI.create(url);
            boolean tls = "https".equals(uri.getScheme());
            if (uri.getHost() != null && (tls || "http".equals(uri.getScheme()))) {
                if (!tls && authority.isPresent()) {
                    throw new CommandFailure("--ca-file (or " + InstanceVariables.CA_FILE + ") is for TLS, and '"
                            + endpoint + "' is without: give https://HOST:PORT, or leave it out");
                }
                int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
                return new Target(uri.getHost(), port, tls, clientId, clientSecret, authority);
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
        return authority
                .map(known -> new Server(host, port, known, clientId, clientSecret))
                .orElseGet(() -> new Server(host, port, tls, clientId, clientSecret));
    }

    @Override
    public String toString() {
        return host + ":" + port + " as " + clientId;
    }
}
