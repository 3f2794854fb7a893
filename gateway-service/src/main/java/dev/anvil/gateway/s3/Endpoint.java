package dev.anvil.gateway.s3;

/**
 * How the client reached us. {@code path} is the path as it was sent, {@code client} the address that the request came from.
 */
public record Endpoint(String scheme, String host, String path, String client) {
    /** The address of the very thing that was asked for, without its query, as {@code Location} elements show it. */
    public String url() {
        return scheme + "://" + host + path;
    }
}
