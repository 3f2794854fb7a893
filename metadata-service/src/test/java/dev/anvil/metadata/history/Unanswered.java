package dev.anvil.metadata.history;

/** Nobody knows what became of a call. */
public final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unanswered(Throwable cause) {
        super(cause);
    }
}
