package dev.anvil.runtime.failure;

/**
 * A refusal that callers are meant to understand. The reason is a stable word such as {@code NO_SUCH_KEY}; the message is
 * a sentence for people.
 */
public final class ServiceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a caller can do about it. */
    public enum Kind {
        NOT_FOUND,
        INVALID,
        PRECONDITION,
        CONFLICT,
        /** Nothing was done, or it is not known what was done; may be tried again. */
        UNAVAILABLE,
        /** A limit was reached: a full disk, a quota, a bounded queue. */
        EXHAUSTED,
        UNAUTHENTICATED,
        DENIED,
        /** Our own mistake or damage. */
        INTERNAL
    }

    private final Kind kind;
    private final String reason;

    public ServiceFailure(Kind kind, String reason, String message) {
        super(message);
        this.kind = kind;
        this.reason = reason;
    }

    public ServiceFailure(Kind kind, String reason, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.reason = reason;
    }

    public static ServiceFailure unavailable(String message, Throwable cause) {
        return new ServiceFailure(Kind.UNAVAILABLE, "UNAVAILABLE", message, cause);
    }

    public static ServiceFailure invalid(String message) {
        return new ServiceFailure(Kind.INVALID, "INVALID_ARGUMENT", message);
    }

    public Kind kind() {
        return kind;
    }

    public String reason() {
        return reason;
    }

    public String sentence() {
        String message = getMessage();
        return message == null ? reason : message;
    }
}
