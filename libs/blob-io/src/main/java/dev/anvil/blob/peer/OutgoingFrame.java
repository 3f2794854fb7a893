package dev.anvil.blob.peer;

import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.ShardId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code WriteFrame} to be sent.
 *
 * @param opening on the first frame of a stream
 */
record OutgoingFrame(
        @Nullable Opening opening, ShardId shard, @Nullable OutgoingUnit unit, End end) {
    OutgoingFrame with(Opening first) {
        return new OutgoingFrame(first, shard, unit, end);
    }

    /** Which drive the stream is for, and whose shards come. */
    record Opening(String drive, Optional<CatalogueStamp> catalogue) {}

    /** A unit in an array that is only lent until the frame is sent. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record OutgoingUnit(int stripe, int crc32c, byte[] array, int offset, int length) {}

    sealed interface End {
        /** More follows. */
        record None() implements End {}

        record Seal(int units, long length) implements End {}

        record Abort() implements End {}
    }
}
