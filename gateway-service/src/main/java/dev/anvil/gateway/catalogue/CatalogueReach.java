package dev.anvil.gateway.catalogue;

import java.util.Optional;

/** Whether the catalogue can be asked right now. Answers at once, from what was found out last. */
@FunctionalInterface
public interface CatalogueReach {
    /** A sentence that says what is away; empty while nothing is. */
    Optional<String> problem();
}
