package dev.anvil.metadata.blob;

import dev.anvil.model.BlobId;

/** A live blob and where it lies. */
public record BlobPlacement(BlobId blob, Placement placement) {}
