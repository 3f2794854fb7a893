package dev.anvil.gateway.s3;

import dev.anvil.model.RegionName;

/**
 * How the client reached us.
 *
 * @param path as it was sent
 * @param client the address that the request came from
 * @param region of the gateway that the client called: another one than ours where that passed the request on
 */
public record Endpoint(String scheme, String host, String path, String client, RegionName region) {
    /** The address of the very thing that was asked for, without its query, as {@code Location} elements show it. */
    public String url() {
        return scheme + "://" + host + path;
    }
}
