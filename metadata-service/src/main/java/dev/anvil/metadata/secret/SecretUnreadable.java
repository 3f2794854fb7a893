package dev.anvil.metadata.secret;

/** A secret in the database does not open: it is damaged, or another key was used. */
public final class SecretUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SecretUnreadable(String message) {
        super(message);
    }

    SecretUnreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
