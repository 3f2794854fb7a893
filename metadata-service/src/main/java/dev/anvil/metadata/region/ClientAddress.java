package dev.anvil.metadata.region;

import java.net.URI;
import java.net.URISyntaxException;

/** Where clients are sent: they are given it as it is, so that what is no address would be found out by them. */
final class ClientAddress {
    private ClientAddress() {}

    /** Empty is fine: nobody has said yet. */
    static String require(String endpoint) {
        if (!endpoint.isEmpty() && !isAddress(endpoint)) {
            throw new IllegalArgumentException("not an address that clients can be sent to: '" + endpoint
                    + "' (write http://HOST:PORT or https://HOST, without a path)");
        }
        return endpoint;
    }

    private static boolean isAddress(String endpoint) {
        try {
            URI address = new URI(endpoint);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && (address.getPath().isEmpty() || address.getPath().equals("/"))
                    && address.getQuery() == null
                    && address.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
