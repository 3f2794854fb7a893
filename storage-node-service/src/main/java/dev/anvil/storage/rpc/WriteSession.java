package dev.anvil.storage.rpc;

import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.storage.drive.LocalDrives;
import dev.anvil.storage.engine.Drive;
import dev.anvil.storage.engine.StorageFailure;
import dev.anvil.storage.engine.Unit;
import dev.anvil.storage.rpc.IncomingFrame.End;
import dev.anvil.storage.v1.WriteAnswer;
import io.grpc.stub.StreamObserver;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One write stream. Frames come one after the other; the next one is asked for when this one is in the file, so a slow drive
 * slows its senders down through gRPC's flow control, and nothing queues here. Answers come from the drive's group commit, on
 * its thread. When the node stops, what was begun is finished, nothing new is begun, and then the stream ends.
 */
final class WriteSession implements StreamObserver<IncomingFrame> {
    /** Senders that never say that they have given up a failed shard must not fill the memory. */
    private static final int MAX_FAILED = 10_000;

    private final LocalDrives drives;
    private final Answers answers;
    private @Nullable DriveId drive;

    /** Shards whose first unit came and whose end did not. With {@link #leaving} guarded by this, as a stop comes from outside. */
    private final Set<ShardId> open = new HashSet<>();

    private boolean leaving;

    /** Shards that failed and whose sender may not know yet: what else comes for them is dropped. */
    private final Set<ShardId> failed = new LinkedHashSet<>();

    private boolean over;

    WriteSession(LocalDrives drives, StreamObserver<WriteAnswer> out) {
        this.drives = drives;
        this.answers = new Answers(out);
    }

    /** Its sender would keep it for as long as the node lives. */
    synchronized void leave() {
        leaving = true;
        completeIfLeft();
    }

    @Override
    public void onNext(IncomingFrame frame) {
        try (frame) {
            if (!over) {
                handle(driveOf(frame), frame);
            }
        } catch (StorageFailure e) {
            dropOpenShards();
            answers.fail(FailureStatus.toStatus(Failures.status(e)));
        } catch (RuntimeException e) {
            // Not about one shard but about the stream: an unknown drive, a broken rule of the contract.
            dropOpenShards();
            answers.fail(FailureStatus.toStatus(e));
        }
    }

    @Override
    public void onError(Throwable cancelled) {
        dropOpenShards();
    }

    /** The sender is gone; nobody listens any more. */
    void cancelled() {
        answers.abandon();
    }

    @Override
    public void onCompleted() {
        dropOpenShards();
        answers.completeWhenAllAreGiven();
    }

    private Drive driveOf(IncomingFrame frame) {
        DriveId id = drive == null ? Ids.drive(frame.driveId()) : drive;
        // Asked for every time: a drive that failed and came back is another one.
        Drive found = drives.find(id).orElseThrow(() -> Failures.unknownDrive(id));
        if (drive == null) {
            frame.catalogue().ifPresent(found::belongTo);
            drive = id;
        }
        return found;
    }

    private void handle(Drive target, IncomingFrame frame) {
        ShardId shard = frame.shard();
        boolean ends = !(frame.end() instanceof End.None);
        if (failed.contains(shard)) {
            if (ends) {
                failed.remove(shard);
            }
            return;
        }
        if (!begin(shard)) {
            if (!ends) {
                rememberFailed(shard);
            }
            answers.refuse(shard);
            return;
        }
        try {
            write(target, shard, frame.unit(), frame.end());
            if (ends) {
                ended(shard);
            }
        } catch (StorageFailure e) {
            if (!ends) {
                rememberFailed(shard);
            }
            answers.give(shard, e);
            ended(shard);
        }
    }

    /** Whether this shard may be written, or go on. */
    private synchronized boolean begin(ShardId shard) {
        return open.contains(shard) || !leaving && open.add(shard);
    }

    /** Called when the answer is given or on its way, since this may be what the stream's end waits for. */
    private synchronized void ended(ShardId shard) {
        open.remove(shard);
        completeIfLeft();
    }

    private void completeIfLeft() {
        if (leaving && open.isEmpty()) {
            answers.completeWhenAllAreGiven();
        }
    }

    private void rememberFailed(ShardId shard) {
        if (failed.size() == MAX_FAILED) {
            failed.remove(failed.iterator().next());
        }
        failed.add(shard);
    }

    private void write(Drive target, ShardId shard, Optional<Unit> unit, End end) {
        switch (end) {
            case End.None none -> target.append(shard, requireUnit(unit));
            case End.Abort abort -> target.abort(shard);
            case End.Seal seal -> answers.giveWhenDone(shard, sealed(target, shard, unit, seal));
        }
    }

    private static CompletableFuture<Void> sealed(Drive target, ShardId shard, Optional<Unit> unit, End.Seal seal) {
        if (unit.isEmpty()) {
            return target.seal(shard, seal.units(), seal.length());
        }
        if (seal.units() != unit.get().stripe() + 1) {
            target.append(shard, unit.get());
            return target.seal(shard, seal.units(), seal.length());
        }
        return target.appendLast(shard, unit.get(), seal.length());
    }

    private static Unit requireUnit(Optional<Unit> unit) {
        return unit.orElseThrow(() -> new IllegalArgumentException("a frame with neither unit nor end"));
    }

    private synchronized void dropOpenShards() {
        over = true;
        if (drive != null) {
            drives.find(drive).ifPresent(target -> open.forEach(target::abort));
        }
        open.clear();
    }
}
