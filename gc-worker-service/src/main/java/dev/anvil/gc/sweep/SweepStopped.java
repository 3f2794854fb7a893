package dev.anvil.gc.sweep;

/** A sweep found more garbage than can be true. Somebody has to look before anything is deleted. */
public final class SweepStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    SweepStopped(String message) {
        super(message);
    }
}
