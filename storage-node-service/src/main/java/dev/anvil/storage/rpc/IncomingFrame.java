package dev.anvil.storage.rpc;

import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.ShardId;
import dev.anvil.storage.engine.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A frame of a write stream, its unit still in the socket's buffers. Whoever takes it closes it, and does not look at the
 * unit after that.
 *
 * @param driveId empty on all but the stream's first frame
 * @param catalogue beside the drive's id, where the sender knows it
 * @param owner of the unit's buffers
 */
record IncomingFrame(
        String driveId,
        Optional<CatalogueStamp> catalogue,
        ShardId shard,
        Optional<Unit> unit,
        End end,
        @Nullable InputStream owner)
        implements AutoCloseable {
    /** What comes after the unit. */
    sealed interface End {
        record None() implements End {}

        record Seal(int units, long length) implements End {}

        record Abort() implements End {}
    }

    @Override
    public void close() {
        if (owner != null) {
            try {
                owner.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
