package dev.anvil.gateway.catalogue;

import dev.anvil.model.RegionName;
import java.util.Optional;

/** Where clients reach the gateways of regions. */
@FunctionalInterface
public interface RegionDirectory {
    /** A URL, or HOST:PORT; empty where nobody has said. */
    Optional<String> endpointOf(RegionName region);
}
