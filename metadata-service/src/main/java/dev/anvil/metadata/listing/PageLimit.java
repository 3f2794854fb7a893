package dev.anvil.metadata.listing;

/** How much one page may hold. */
public final class PageLimit {
    public static final int MOST = 1_000;

    private PageLimit() {}

    public static void require(int limit) {
        if (limit < 0 || limit > MOST) {
            throw new IllegalArgumentException("a page has 0 to " + MOST + " entries, not " + limit);
        }
    }
}
