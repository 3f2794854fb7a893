package dev.anvil.metadata.rpc;

/** Free text of a caller. PostgreSQL stores no zero characters, and compares none. */
final class PlainText {
    private PlainText() {}

    static String of(String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " has a zero character in it");
        }
        return text;
    }
}
