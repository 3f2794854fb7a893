package dev.anvil.erasure;

/**
 * Codes one stripe of {@code dataUnits + parityUnits} units of equal length. Positions count data first, then parity.
 * Thread-safe; get one from {@link ErasureCoding#coder}.
 */
public sealed interface ErasureCoder permits CopyCoder, MatrixCoder {
    /** More units than this in one stripe are refused; sets of positions are kept in an {@code int}. */
    int MAX_UNITS = 32;

    int dataUnits();

    int parityUnits();

    /** Fills {@code parity} from {@code data}. */
    void encode(Unit[] data, Unit[] parity, int length);

    /**
     * Fills the {@code wanted} positions of {@code stripe} from any {@code dataUnits} of the {@code present} ones.
     * Positions that are neither may be null.
     *
     * @throws IllegalArgumentException when fewer than {@code dataUnits} are present
     */
    void reconstruct(Unit[] stripe, UnitSet present, UnitSet wanted, int length);

    default int units() {
        return dataUnits() + parityUnits();
    }
}
