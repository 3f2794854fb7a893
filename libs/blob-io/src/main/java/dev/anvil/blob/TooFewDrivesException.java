package dev.anvil.blob;

import dev.anvil.model.BlobId;
import dev.anvil.model.Scheme;

/** A blob was not written, because too few drives took their shards. Another attempt may find other drives. */
public final class TooFewDrivesException extends RuntimeException {
    private final boolean forWantOfSpace;

    TooFewDrivesException(BlobId blob, Scheme scheme, int written, String failures, boolean forWantOfSpace) {
        super("blob " + blob + " (" + scheme + ") needs " + scheme.writeQuorum() + " durable shards to be safe, "
                + written + " were possible" + (failures.isEmpty() ? "" : ": " + failures));
        this.forWantOfSpace = forWantOfSpace;
    }

    /** Whether there would have been drives enough, had they not been full. */
    public boolean isForWantOfSpace() {
        return forWantOfSpace;
    }
}
