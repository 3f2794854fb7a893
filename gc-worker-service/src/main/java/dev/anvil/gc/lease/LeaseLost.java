package dev.anvil.gc.lease;

/** The task is not ours any more. Whoever has it does it again. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeaseLost() {
        super("the lease is gone; another worker may be at it");
    }
}
