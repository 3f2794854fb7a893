package dev.anvil.gateway.catalogue;

/** A part to be made known; one with the same number is replaced. */
public record PartCommit(UploadRef upload, int number, StoredContent content) {
    public PartCommit {
        if (number < 1 || number > UploadCatalogue.MAX_PARTS) {
            throw new IllegalArgumentException("no such part number: " + number);
        }
    }
}
