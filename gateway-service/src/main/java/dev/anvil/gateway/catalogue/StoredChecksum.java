package dev.anvil.gateway.catalogue;

import dev.anvil.model.Checksum;

/** A checksum as it is kept with an object: of all its bytes, or of the checksums of its parts. */
public record StoredChecksum(Checksum checksum, boolean composite, int parts) {
    public static StoredChecksum ofWhole(Checksum checksum) {
        return new StoredChecksum(checksum, false, 0);
    }
}
