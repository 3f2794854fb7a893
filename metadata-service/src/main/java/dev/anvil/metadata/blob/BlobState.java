package dev.anvil.metadata.blob;

/** {@code LIVE → DEAD → FORGOTTEN}; there is no way back. A blob that was never committed counts as forgotten. */
public enum BlobState {
    LIVE,
    DEAD,
    FORGOTTEN;

    static BlobState ofNumber(int number) {
        return switch (number) {
            case 1 -> LIVE;
            case 2 -> DEAD;
            case 3 -> FORGOTTEN;
            default -> throw new IllegalArgumentException("no such state of a blob: " + number);
        };
    }
}
