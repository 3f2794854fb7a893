package dev.anvil.erasure;

/** One way to compute on this machine. */
interface Kernel {
    /** As operators see it in logs, status and metrics. */
    String name();

    /** How many stripes it takes until it runs at full speed. */
    int warmUpRounds();

    /** Prepares tables for {@code coefficients}: one row per target, one column per source. */
    Product prepare(Matrix coefficients);

    /** targets = coefficients x sources, for every byte. Thread-safe. Callers have checked the arguments. */
    interface Product {
        void apply(Unit[] sources, Unit[] targets, int length);
    }
}
