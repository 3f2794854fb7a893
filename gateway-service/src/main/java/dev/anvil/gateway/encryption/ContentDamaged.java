package dev.anvil.gateway.encryption;

/** Encrypted bytes are not those that were written. */
public final class ContentDamaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContentDamaged(String message, Throwable cause) {
        super(message, cause);
    }
}
