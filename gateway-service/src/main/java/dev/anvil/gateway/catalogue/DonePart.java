package dev.anvil.gateway.catalogue;

import java.util.List;

/** A part of an object that is complete. */
public record DonePart(int number, long size, List<StoredChecksum> checksums) {
    public DonePart {
        checksums = List.copyOf(checksums);
    }
}
