package dev.anvil.metadata.object;

import dev.anvil.model.Checksum;

/**
 * A checksum of an object or a part.
 *
 * @param composite it is one over the checksums of the parts, not over the bytes
 * @param parts of a composite checksum, over how many
 */
public record StoredChecksum(Checksum checksum, boolean composite, int parts) {
    public static StoredChecksum ofWhole(Checksum checksum) {
        return new StoredChecksum(checksum, false, 0);
    }
}
