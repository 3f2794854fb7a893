package dev.anvil.metadata.listing;

/** What a row of a listing function is, by the number in its first column. */
public enum PageKind {
    ENTRY,
    COMMON_PREFIX,
    /** The last row, if another page follows: where that one begins. */
    CONTINUATION;

    public static PageKind ofNumber(int number) {
        return switch (number) {
            case 0 -> ENTRY;
            case 1 -> COMMON_PREFIX;
            case 2 -> CONTINUATION;
            default -> throw new IllegalArgumentException("no such row in a listing: " + number);
        };
    }
}
