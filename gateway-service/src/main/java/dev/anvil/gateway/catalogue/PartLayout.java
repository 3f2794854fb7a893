package dev.anvil.gateway.catalogue;

import dev.anvil.blob.BlobLayout;

/** A run of an object's bytes that lies in one blob. Number 0 where the object was not uploaded in parts. */
public record PartLayout(int number, long offset, BlobLayout blob) {
    public long end() {
        return offset + blob.length();
    }
}
