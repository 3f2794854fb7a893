package dev.anvil.gateway.catalogue;

import java.util.List;

/** Parts in order of their numbers. */
public record PartPage(Upload upload, List<Part> parts, boolean more) {
    public PartPage {
        parts = List.copyOf(parts);
    }
}
