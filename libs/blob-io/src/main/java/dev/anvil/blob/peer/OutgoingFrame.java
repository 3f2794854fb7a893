package dev.anvil.blob.peer;

import dev.anvil.model.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * A {@code WriteFrame} to be sent.
 *
 * @param firstOn the drive, on the first frame of a stream
 */
record OutgoingFrame(
        @Nullable String firstOn, ShardId shard, @Nullable OutgoingUnit unit, End end) {
    OutgoingFrame on(String drive) {
        return new OutgoingFrame(drive, shard, unit, end);
    }

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
