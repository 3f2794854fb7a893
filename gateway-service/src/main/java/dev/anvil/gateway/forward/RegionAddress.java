package dev.anvil.gateway.forward;

import java.net.URI;
import java.util.Optional;
import org.apache.hc.core5.http.HttpHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator has said of where a region is reached: a URL, or HOST:PORT. */
final class RegionAddress {
    private static final Logger LOG = LoggerFactory.getLogger(RegionAddress.class);

    private RegionAddress() {}

    /** Empty where no gateway can be called by it; then clients are told to find the way themselves. */
    static Optional<HttpHost> parse(String endpoint) {
        try {
            URI uri = URI.create(endpoint.contains("://") ? endpoint : "http://" + endpoint);
            if (uri.getHost() != null && uri.getScheme().matches("https?")) {
                return Optional.of(new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort()));
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        LOG.warn("Nothing can be passed on to '{}': that is no address of a gateway", endpoint);
        return Optional.empty();
    }
}
