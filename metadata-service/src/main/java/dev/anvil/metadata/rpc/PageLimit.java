package dev.anvil.metadata.rpc;

/** What a caller may ask of a page; 0 means as much as there may be. */
final class PageLimit {
    private PageLimit() {}

    static int of(int asked, int most) {
        return asked <= 0 || asked > most ? most : asked;
    }
}
