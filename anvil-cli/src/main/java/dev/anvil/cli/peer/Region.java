package dev.anvil.cli.peer;

import java.time.Instant;

/** A region, as the server describes it. */
public record Region(String name, String endpoint, Instant created) {
    static Region of(dev.anvil.metadata.v1.Region region) {
        return new Region(region.getName(), region.getEndpoint(), Instant.ofEpochMilli(region.getCreatedMillis()));
    }
}
