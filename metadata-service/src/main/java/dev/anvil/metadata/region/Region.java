package dev.anvil.metadata.region;

import dev.anvil.model.RegionName;
import java.time.Instant;

/** A region, and the address by which clients reach its gateways; empty while nobody has said. */
public record Region(RegionName name, String endpoint, Instant created) {
    private static final int MAX_ENDPOINT_CHARACTERS = 1_024;

    public Region {
        if (endpoint.length() > MAX_ENDPOINT_CHARACTERS) {
            throw new IllegalArgumentException(
                    "the endpoint of a region has at most " + MAX_ENDPOINT_CHARACTERS + " characters");
        }
    }
}
