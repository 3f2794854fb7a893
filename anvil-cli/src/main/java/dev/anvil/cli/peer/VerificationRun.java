package dev.anvil.cli.peer;

import com.google.protobuf.ByteString;
import dev.anvil.admin.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.anvil.admin.v1.DamagedBlob;
import dev.anvil.admin.v1.OrphanedShard;
import dev.anvil.admin.v1.VerifyBlobsRequest;
import dev.anvil.admin.v1.VerifyBlobsResponse;
import dev.anvil.admin.v1.VerifyDriveRequest;
import dev.anvil.admin.v1.VerifyDriveResponse;
import dev.anvil.membership.v1.GetViewRequest;
import io.grpc.StatusRuntimeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** One walk through the catalogue and then through each drive, a page after the other: no call and no memory grows with them. */
final class VerificationRun {
    private static final int BLOBS_PAGE = 500;
    private static final int SHARDS_PAGE = 2_000;

    /** An upload may take long between its first shard and its commit; the sweep waits much longer than this. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Supplier<AdminServiceBlockingStub> stub;
    private final int shown;
    private final Map<String, String> silent = new LinkedHashMap<>();
    private final List<Verification.Damaged> damaged = new ArrayList<>();
    private final List<Verification.DriveFindings> drives = new ArrayList<>();
    private long blobs;
    private long reduced;
    private long uncertain;
    private long lost;
    private boolean wentBack;

    VerificationRun(Supplier<AdminServiceBlockingStub> stub, int shown) {
        this.stub = stub;
        this.shown = shown;
    }

    Verification run() {
        blobs();
        for (Node node : ClusterView.of(stub.get().getClusterView(GetViewRequest.getDefaultInstance()))
                .nodes()) {
            for (Node.Drive drive : node.drives()) {
                if (!node.state().equals("decommissioned")) {
                    drive(drive.driveId(), node.nodeId());
                }
            }
        }
        long corrupt =
                drives.stream().mapToLong(Verification.DriveFindings::corrupt).sum();
        long orphaned = drives.stream()
                .mapToLong(drive -> drive.orphaned() - drive.recent())
                .sum();
        return new Verification(
                reduced + uncertain + lost + corrupt + orphaned == 0 && silent.isEmpty() && !wentBack,
                wentBack,
                new Verification.Blobs(blobs, blobs - reduced - uncertain - lost, reduced, uncertain, lost, damaged),
                drives,
                silent.entrySet().stream()
                        .map(drive -> new Verification.Silent(drive.getKey(), drive.getValue()))
                        .toList());
    }

    private void blobs() {
        ByteString after = ByteString.EMPTY;
        boolean more = true;
        while (more) {
            VerifyBlobsResponse page = stub.get()
                    .verifyBlobs(VerifyBlobsRequest.newBuilder()
                            .setAfter(after)
                            .setLimit(BLOBS_PAGE)
                            .build());
            page.getSilentList().forEach(drive -> silent.putIfAbsent(drive.getDriveId(), drive.getProblem()));
            page.getDamagedList().forEach(this::count);
            blobs += page.getBlobs();
            after = page.getNext();
            more = page.getMore();
        }
    }

    private void count(DamagedBlob blob) {
        String state;
        if (blob.getPresent() >= blob.getData()) {
            state = "reduced";
            reduced++;
        } else if (blob.getPresent() + blob.getUnknown() >= blob.getData()) {
            state = "uncertain";
            uncertain++;
        } else {
            state = "lost";
            lost++;
        }
        if (damaged.size() < shown) {
            damaged.add(new Verification.Damaged(
                    id(blob.getBlobId()),
                    state,
                    blob.getData(),
                    blob.getPresent(),
                    blob.getUnknown(),
                    blob.getMissingList().stream()
                            .map(shard -> new Verification.Missing(
                                    shard.getSlot(), id(shard.getDriveId()), id(shard.getShardId())))
                            .toList()));
        }
    }

    private void drive(String driveId, String node) {
        long shards = 0;
        long orphaned = 0;
        long recent = 0;
        long bytes = 0;
        long corrupt = 0;
        List<Verification.Orphan> orphans = new ArrayList<>();
        Instant young = Instant.now().minus(RECENT);
        ByteString after = ByteString.EMPTY;
        boolean more = true;
        try {
            while (more) {
                VerifyDriveResponse page = stub.get()
                        .verifyDrive(VerifyDriveRequest.newBuilder()
                                .setDriveId(driveId)
                                .setAfter(after)
                                .setLimit(SHARDS_PAGE)
                                .build());
                for (OrphanedShard shard : page.getOrphanedList()) {
                    Instant born = Instant.ofEpochMilli(shard.getBornMillis());
                    orphaned++;
                    bytes += shard.getLength();
                    recent += born.isAfter(young) ? 1 : 0;
                    if (orphans.size() < shown) {
                        orphans.add(new Verification.Orphan(id(shard.getShardId()), shard.getLength(), born));
                    }
                }
                wentBack |= page.getCatalogueWentBack();
                shards += page.getShards();
                corrupt = page.getCorrupt();
                after = page.getNext();
                more = page.getMore();
            }
        } catch (StatusRuntimeException e) {
            silent.putIfAbsent(driveId, String.valueOf(e.getStatus().getDescription()));
        }
        drives.add(new Verification.DriveFindings(driveId, node, shards, orphaned, recent, bytes, corrupt, orphans));
    }

    private static String id(ByteString bytes) {
        if (bytes.isEmpty()) {
            return "";
        }
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }
}
