package dev.anvil.metadata.blob;

/**
 * A blob as a piece of an object.
 *
 * @param partNumber 0 where the object was not uploaded in parts
 * @param offset where in the object the blob begins
 */
public record PlacedBlob(int partNumber, long offset, BlobLayout blob) {}
