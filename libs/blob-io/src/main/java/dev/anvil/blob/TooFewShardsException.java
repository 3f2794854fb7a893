package dev.anvil.blob;

import dev.anvil.model.BlobId;
import dev.anvil.model.Scheme;
import java.util.List;

/** Too little of a blob can be read to give it back. */
public final class TooFewShardsException extends RuntimeException {
    private final transient List<Damage> damages;

    TooFewShardsException(BlobId blob, Scheme scheme, int readable, List<Damage> damages) {
        super("blob " + blob + " (" + scheme + ") needs " + scheme.data() + " readable shards, " + readable
                + " are left; failed: " + damages);
        this.damages = List.copyOf(damages);
    }

    /** What failed. Where a shard is unknown it may have moved: look the blob up again. */
    public List<Damage> damages() {
        return damages;
    }
}
