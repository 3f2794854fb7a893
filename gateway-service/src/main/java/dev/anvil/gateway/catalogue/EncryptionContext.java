package dev.anvil.gateway.catalogue;

/**
 * What a client binds a key to: an object of JSON whose names are in order, so that the same pairs are the same text. A key that
 * was wrapped with a context is opened with that one alone.
 */
public record EncryptionContext(String json) {
    public static final EncryptionContext NONE = new EncryptionContext("");
}
