package dev.anvil.blob;

import dev.anvil.erasure.Unit;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One slot of a blob that is being written: idle, then open, sealing, sealed; or failed, from where another attempt may open it
 * again.
 */
final class SlotWrite {
    private enum State {
        IDLE,
        OPEN,
        SEALING,
        SEALED,
        FAILED
    }

    /** A blob has a limited number of names for shards, and so many failures in a row have a common cause. */
    static final int MAX_ATTEMPTS = 16;

    private final WriteContext context;
    private final BlobId blob;
    private final int index;
    private final Arrivals<SlotWrite> settled;

    private int attempts;
    private State state = State.IDLE;
    private @Nullable ShardPlacement placement;
    private @Nullable ShardWriter writer;
    private @Nullable CompletableFuture<Void> sealing;

    SlotWrite(WriteContext context, BlobId blob, int index, int firstAttempt, Arrivals<SlotWrite> settled) {
        this.context = context;
        this.blob = blob;
        this.index = index;
        this.attempts = firstAttempt;
        this.settled = settled;
    }

    int index() {
        return index;
    }

    boolean mayTryAgain() {
        return attempts < MAX_ATTEMPTS;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isSealing() {
        return state == State.SEALING;
    }

    boolean isSealed() {
        return state == State.SEALED;
    }

    boolean isAlive() {
        return switch (state) {
            case OPEN, SEALING, SEALED -> true;
            case IDLE, FAILED -> false;
        };
    }

    ShardPlacement placement() {
        ShardPlacement known = placement;
        if (known == null) {
            throw new IllegalStateException("slot " + index + " has no drive yet");
        }
        return known;
    }

    String driveName() {
        ShardPlacement known = placement;
        return known == null ? "none" : known.drive().toString();
    }

    /** Every attempt has a shard id of its own: what the last attempt may have left is another shard. */
    void open(DriveId drive) {
        ShardPlacement fresh = new ShardPlacement(drive, ShardId.of(blob, attempts * Scheme.MAX_SHARDS + index));
        attempts++;
        placement = fresh;
        sealing = null;
        writer = context.drives().write(drive, fresh.shard(), context.settings().openTimeout());
        state = State.OPEN;
    }

    void append(Unit unit, int length, boolean last) {
        if (last) {
            sealing(writer().appendAndSeal(unit.array(), unit.offset(), length));
        } else {
            writer().append(unit.array(), unit.offset(), length);
        }
    }

    void seal() {
        sealing(writer().seal());
    }

    private void sealing(CompletableFuture<Void> future) {
        state = State.SEALING;
        sealing = future;
        future.whenComplete((done, failure) -> settled.add(this));
    }

    /** The answer to the seal, once the slot was found in the queue of settled ones; a failure, if it is one. */
    Optional<ShardException> settle() {
        CompletableFuture<Void> future = sealing;
        if (state != State.SEALING || future == null || !future.isDone()) {
            // An older attempt's answer.
            return Optional.empty();
        }
        try {
            future.join();
            state = State.SEALED;
            return Optional.empty();
        } catch (CompletionException e) {
            return Optional.of(
                    e.getCause() instanceof ShardException failure
                            ? failure
                            : new ShardException(ShardFailure.UNREACHABLE, String.valueOf(e.getCause()), e));
        }
    }

    /** Whatever is open of the shard is dropped. */
    void fail() {
        ShardWriter opened = writer;
        if (opened != null) {
            opened.abort();
        }
        writer = null;
        state = State.FAILED;
    }

    /** Ends what is not sealed. A shard that becomes durable although nobody will refer to it is deleted. */
    void close(boolean discard) {
        ShardWriter opened = writer;
        CompletableFuture<Void> future = sealing;
        if (opened == null) {
            return;
        }
        if (state != State.SEALED) {
            opened.abort();
        }
        if (future != null && (state == State.SEALING || discard)) {
            ShardPlacement unwanted = placement();
            future.thenRun(() -> Thread.startVirtualThread(() -> delete(unwanted)));
        }
    }

    private void delete(ShardPlacement durable) {
        try {
            context.drives()
                    .delete(
                            durable.drive(),
                            List.of(durable.shard()),
                            "cleanup",
                            context.settings().sealTimeout());
        } catch (ShardException e) {
            // Nothing refers to it, so the sweep takes it.
            return;
        }
    }

    private ShardWriter writer() {
        ShardWriter opened = writer;
        if (opened == null) {
            throw new IllegalStateException("slot " + index + " is not open");
        }
        return opened;
    }
}
