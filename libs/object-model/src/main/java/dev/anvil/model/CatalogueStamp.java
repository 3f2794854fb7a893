package dev.anvil.model;

import java.util.UUID;

/**
 * Whose shards somebody speaks of: the regional catalogue, and how far it had come. A drive belongs to one catalogue; an epoch that
 * is lower than one it has seen means that the catalogue was restored from a backup.
 */
public record CatalogueStamp(UUID catalogue, long epoch) {
    public CatalogueStamp {
        if (epoch < 0) {
            throw new IllegalArgumentException("an epoch is not negative: " + epoch);
        }
    }
}
