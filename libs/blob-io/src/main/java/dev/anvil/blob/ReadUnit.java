package dev.anvil.blob;

/** A unit that came from a drive. */
public record ReadUnit(int stripe, LentBytes bytes) {
    public int length() {
        return bytes.length();
    }
}
