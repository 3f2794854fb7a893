package dev.anvil.blob;

import dev.anvil.model.BlobId;
import dev.anvil.model.Scheme;

/** A blob was not written, because too few drives took their shards. Another attempt may find other drives. */
public final class TooFewDrivesException extends RuntimeException {
    TooFewDrivesException(BlobId blob, Scheme scheme, int written, String failures) {
        super("blob " + blob + " (" + scheme + ") needs " + scheme.writeQuorum() + " durable shards to be safe, "
                + written + " were possible" + (failures.isEmpty() ? "" : ": " + failures));
    }
}
