package dev.anvil.gateway.forward;

import dev.anvil.model.RegionName;

/**
 * How a client reached the gateway that passed its request on.
 *
 * @param region that gateway's
 * @param host as the client named it, which is what its signature covers
 * @param domain below which that gateway takes names for buckets
 * @param client the address that the client called from
 */
public record Origin(RegionName region, String host, String domain, String client) {}
