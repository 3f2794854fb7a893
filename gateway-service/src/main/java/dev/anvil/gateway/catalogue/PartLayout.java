package dev.anvil.gateway.catalogue;

import dev.anvil.blob.BlobLayout;

/**
 * A run of an object's bytes that lies in one blob. Number 0 where the object was not uploaded in parts.
 *
 * @param length of the object's bytes; the blob is longer where they are encrypted
 */
public record PartLayout(int number, long offset, long length, BlobLayout blob) {
    public PartLayout(int number, long offset, BlobLayout blob) {
        this(number, offset, blob.length(), blob);
    }

    public long end() {
        return offset + length;
    }
}
