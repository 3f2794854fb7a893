package dev.anvil.storage.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.membership.NodeAnnouncement;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.SelfDescription;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.storage.drive.LocalDrives;
import dev.anvil.storage.v1.CatalogueStamp;
import dev.anvil.storage.v1.CheckShardsRequest;
import dev.anvil.storage.v1.DeleteShardsRequest;
import dev.anvil.storage.v1.DescribeDrivesRequest;
import dev.anvil.storage.v1.DriveState;
import dev.anvil.storage.v1.DriveStatus;
import dev.anvil.storage.v1.ListCorruptShardsRequest;
import dev.anvil.storage.v1.ListShardsRequest;
import dev.anvil.storage.v1.ListShardsResponse;
import dev.anvil.storage.v1.ReadShardRequest;
import dev.anvil.storage.v1.ShardEntry;
import dev.anvil.storage.v1.ShardFailure;
import dev.anvil.storage.v1.ShardServiceGrpc;
import dev.anvil.storage.v1.ShardUnit;
import dev.anvil.storage.v1.WriteAnswer;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageNodeIT {
    private final SplittableRandom random = new SplittableRandom(1);

    @TempDir
    Path root;

    private RunningNode node;
    private String drive;

    @BeforeEach
    void start() {
        node = RunningNode.start(root, 2);
        drive = drives().getFirst().getDriveId();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private List<DriveStatus> drives() {
        return node.blocking()
                .describeDrives(DescribeDrivesRequest.getDefaultInstance())
                .getDrivesList();
    }

    private WriteClient writer() {
        return new WriteClient(node.channel(), drive);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static ShardId id() {
        return ShardId.create(Instant.now());
    }

    private int openShards() {
        return node.bean(LocalDrives.class).open().stream()
                .mapToInt(local -> local.drive().status().openShards())
                .sum();
    }

    private static WriteAnswer await(CompletableFuture<WriteAnswer> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }

    private List<ShardUnit> read(ShardId shard, int first, int count) {
        List<ShardUnit> units = new ArrayList<>();
        node.blocking()
                .readShard(ReadShardRequest.newBuilder()
                        .setDriveId(drive)
                        .setShardId(Ids.bytes(shard))
                        .setFirstStripe(first)
                        .setStripes(count)
                        .build())
                .forEachRemaining(units::add);
        return units;
    }

    private int delete(ShardId... shards) {
        return node.blocking()
                .deleteShards(DeleteShardsRequest.newBuilder()
                        .setDriveId(drive)
                        .addAllShardIds(Stream.of(shards).map(Ids::bytes).toList())
                        .setReason("cleanup")
                        .build())
                .getDeleted();
    }

    @Test
    void unitsOfManyShardsInterleaveOnOneStreamAndComeBack() throws Exception {
        WriteClient writer = writer();
        List<ShardId> ids = Stream.generate(StorageNodeIT::id).limit(5).toList();
        List<byte[]> units = Stream.generate(() -> bytes(256 << 10)).limit(4).toList();
        for (int stripe = 0; stripe < units.size(); stripe++) {
            for (ShardId id : ids) {
                writer.append(id, stripe, units.get(stripe));
            }
        }
        for (ShardId id : ids) {
            assertThat(await(writer.seal(id, units.size(), 4L * (256 << 10))).hasSealed())
                    .isTrue();
        }
        for (ShardId id : ids) {
            List<ShardUnit> found = read(id, 0, 0);
            assertThat(found).hasSameSizeAs(units);
            for (int stripe = 0; stripe < units.size(); stripe++) {
                assertThat(found.get(stripe).getStripe()).isEqualTo(stripe);
                assertThat(found.get(stripe).getData()).isEqualTo(ByteString.copyFrom(units.get(stripe)));
            }
            assertThat(read(id, 2, 1)).containsExactly(found.get(2));
        }
    }

    @Test
    void aSmallShardIsOneFrame() throws Exception {
        ShardId id = id();
        byte[] unit = bytes(1_000);
        assertThat(await(writer().appendAndSeal(id, 0, unit, 1_000)).hasSealed())
                .isTrue();
        assertThat(read(id, 0, 0))
                .singleElement()
                .extracting(ShardUnit::getData)
                .isEqualTo(ByteString.copyFrom(unit));
    }

    @Test
    void theLargestUnitAndAnEmptyOne() throws Exception {
        ShardId largest = id();
        ShardId empty = id();
        WriteClient writer = writer();
        byte[] unit = bytes(1 << 20);
        assertThat(await(writer.appendAndSeal(largest, 0, unit, 1 << 20)).hasSealed())
                .isTrue();
        assertThat(await(writer.appendAndSeal(empty, 0, new byte[0], 0)).hasSealed())
                .isTrue();
        assertThat(read(largest, 0, 1).getFirst().getData()).isEqualTo(ByteString.copyFrom(unit));
        assertThat(read(empty, 0, 1).getFirst().getData()).isEqualTo(ByteString.EMPTY);
    }

    @Test
    void aFailureOfOneShardIsAnsweredAtOnceAndLeavesTheOthersAlone() throws Exception {
        WriteClient writer = writer();
        ShardId bad = id();
        ShardId good = id();
        writer.append(bad, 0, bytes(10));
        writer.append(good, 0, bytes(10));
        writer.append(bad, 7, bytes(10));
        writer.append(bad, 8, bytes(10));

        WriteAnswer failed = await(writer.answerFor(bad));
        assertThat(failed.getFailed().getFailure()).isEqualTo(ShardFailure.SHARD_FAILURE_OUT_OF_ORDER);
        assertThat(await(writer.seal(good, 1, 10)).hasSealed()).isTrue();
        assertThat(list(10).getShardsCount()).isEqualTo(1);
    }

    @Test
    void aStreamThatIsCompletedGetsItsLastAnswersAndDropsWhatIsOpen() throws Exception {
        WriteClient writer = writer();
        ShardId open = id();
        ShardId sealed = id();
        writer.append(open, 0, bytes(10));
        CompletableFuture<WriteAnswer> answer = writer.appendAndSeal(sealed, 0, bytes(10), 10);
        writer.complete();

        assertThat(writer.end().get(10, TimeUnit.SECONDS)).isNull();
        assertThat(answer).isCompleted();
        WriteAnswer late = await(writer().seal(open, 1, 10));
        assertThat(late.getFailed().getFailure()).isEqualTo(ShardFailure.SHARD_FAILURE_EXPIRED);
    }

    @Test
    void aStreamThatIsCancelledDropsWhatIsOpen() throws Exception {
        WriteClient writer = writer();
        ShardId open = id();
        writer.append(open, 0, bytes(10));
        assertThat(await(writer.appendAndSeal(id(), 0, bytes(10), 10)).hasSealed())
                .isTrue();
        writer.cancel();
        assertThat(writer.end().get(10, TimeUnit.SECONDS)).isNotNull();

        // The node learns of it a little later than we do.
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (openShards() > 0) {
            assertThat(System.nanoTime()).as("still open").isLessThan(limit);
            Thread.onSpinWait();
        }
        WriteAnswer late = await(writer().appendAndSeal(open, 1, bytes(10), 20));
        assertThat(late.getFailed().getFailure()).isEqualTo(ShardFailure.SHARD_FAILURE_EXPIRED);
    }

    @Test
    void anAbortedShardIsGone() throws Exception {
        WriteClient writer = writer();
        ShardId id = id();
        writer.append(id, 0, bytes(10));
        writer.abort(id);
        assertThat(await(writer.seal(id, 1, 10)).getFailed().getFailure())
                .isEqualTo(ShardFailure.SHARD_FAILURE_EXPIRED);
    }

    @Test
    void readersAreToldWhatIsWrong() throws Exception {
        assertThatThrownBy(() -> read(id(), 0, 0)).satisfies(e -> reasonIs(e, "SHARD_FAILURE_SHARD_UNKNOWN"));
        ShardId id = id();
        assertThat(await(writer().appendAndSeal(id, 0, bytes(1_000), 1_000)).hasSealed())
                .isTrue();
        assertThatThrownBy(() -> read(id, 0, 2))
                .satisfies(e -> assertThat(Status.fromThrowable(e).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
        drive = DriveId.create().toString();
        assertThatThrownBy(() -> read(id, 0, 0)).satisfies(e -> reasonIs(e, "SHARD_FAILURE_DRIVE_UNKNOWN"));
        assertThat(writer().end()).isNotDone();
    }

    @Test
    void aCorruptRecordIsNeverSent() throws Exception {
        ShardId id = id();
        byte[] unit = bytes(10_000);
        assertThat(await(writer().appendAndSeal(id, 0, unit, unit.length)).hasSealed())
                .isTrue();
        Path segment = segments().getFirst();
        byte[] content = Files.readAllBytes(segment);
        content[5_000] ^= 1;
        Files.write(segment, content);

        assertThatThrownBy(() -> read(id, 0, 0)).satisfies(e -> reasonIs(e, "SHARD_FAILURE_CORRUPT"));
    }

    @Test
    void whatIsCorruptIsListedUntilItIsDeleted() throws Exception {
        ShardId good = id();
        ShardId bad = id();
        assertThat(await(writer().appendAndSeal(bad, 0, bytes(10_000), 10_000)).hasSealed())
                .isTrue();
        assertThat(await(writer().appendAndSeal(good, 0, bytes(10_000), 10_000)).hasSealed())
                .isTrue();
        Path segment = segments().getFirst();
        byte[] content = Files.readAllBytes(segment);
        content[5_000] ^= 1;
        Files.write(segment, content);
        assertThatThrownBy(() -> read(bad, 0, 0)).satisfies(e -> reasonIs(e, "SHARD_FAILURE_CORRUPT"));

        ListCorruptShardsRequest list =
                ListCorruptShardsRequest.newBuilder().setDriveId(drive).build();
        assertThat(node.blocking().listCorruptShards(list).getShardIdsList()).containsExactly(Ids.bytes(bad));
        ShardId unknown = id();
        assertThat(node.blocking()
                        .checkShards(CheckShardsRequest.newBuilder()
                                .setDriveId(drive)
                                .addShardIds(Ids.bytes(good))
                                .addShardIds(Ids.bytes(bad))
                                .addShardIds(Ids.bytes(unknown))
                                .build())
                        .getMissingList())
                .containsExactly(Ids.bytes(bad), Ids.bytes(unknown));
        delete(bad);
        assertThat(node.blocking().listCorruptShards(list).getShardIdsList()).isEmpty();
    }

    @Test
    void aDriveServesOneCatalogueOnly() throws Exception {
        CatalogueStamp ours = stamp(1, 7);
        CatalogueStamp theirs = stamp(2, 9);
        ShardId id = id();
        WriteClient writer = new WriteClient(node.channel(), drive, ours);
        assertThat(await(writer.appendAndSeal(id, 0, bytes(10), 10)).hasSealed())
                .isTrue();

        WriteClient foreign = new WriteClient(node.channel(), drive, theirs);
        foreign.append(id(), 0, bytes(10));
        reasonIs(foreign.end().get(10, TimeUnit.SECONDS), "SHARD_FAILURE_DRIVE_FOREIGN");
        ReadShardRequest.Builder read =
                ReadShardRequest.newBuilder().setDriveId(drive).setShardId(Ids.bytes(id));
        assertThat(node.blocking().readShard(read.setCatalogue(ours).build()).next())
                .isNotNull();
        assertThatThrownBy(() -> node.blocking()
                        .readShard(read.setCatalogue(theirs).build())
                        .next())
                .satisfies(e -> reasonIs(e, "SHARD_FAILURE_DRIVE_FOREIGN"));

        ListShardsRequest.Builder list = ListShardsRequest.newBuilder().setDriveId(drive);
        assertThat(node.blocking()
                        .listShards(list.setCatalogue(stamp(1, 8)).build())
                        .getShardsCount())
                .isEqualTo(1);
        assertThatThrownBy(
                        () -> node.blocking().listShards(list.setCatalogue(ours).build()))
                .as("a catalogue that knows less than it did is not swept for")
                .satisfies(e -> reasonIs(e, "EPOCH_WENT_BACK"));
    }

    private static CatalogueStamp stamp(int id, long epoch) {
        byte[] bytes = new byte[16];
        bytes[15] = (byte) id;
        return CatalogueStamp.newBuilder()
                .setCatalogueId(ByteString.copyFrom(bytes))
                .setEpoch(epoch)
                .build();
    }

    @Test
    void aStreamToAnUnknownDriveEnds() throws Exception {
        drive = DriveId.create().toString();
        WriteClient writer = writer();
        writer.append(id(), 0, bytes(10));
        Throwable end = writer.end().get(10, TimeUnit.SECONDS);
        assertThat(end).isInstanceOf(StatusRuntimeException.class);
        reasonIs(end, "SHARD_FAILURE_DRIVE_UNKNOWN");
    }

    @Test
    void shardsAreListedInTheOrderOfTheirIdsAndDeleted() throws Exception {
        WriteClient writer = writer();
        List<ShardId> ids = Stream.generate(StorageNodeIT::id).limit(25).toList();
        for (ShardId id : ids) {
            assertThat(await(writer.appendAndSeal(id, 0, bytes(7), 7)).hasSealed())
                    .isTrue();
        }
        ListShardsResponse first = list(10);
        assertThat(first.getMore()).isTrue();
        assertThat(first.getShardsList()).extracting(ShardEntry::getLength).containsOnly(7L);
        assertThat(first.getShardsList())
                .extracting(entry -> Ids.shard(entry.getShardId()))
                .containsExactlyElementsOf(ids.stream().sorted().limit(10).toList());
        assertThat(drives().getFirst().getLiveBytes()).isEqualTo(25 * 7);

        assertThat(delete(ids.toArray(ShardId[]::new))).isEqualTo(25);
        assertThat(delete(ids.toArray(ShardId[]::new))).isZero();
        assertThat(list(10).getShardsCount()).isZero();
        assertThat(drives().getFirst().getLiveBytes()).isZero();
    }

    @Test
    void drivesKeepTheirIdsAndShardsOverARestart() throws Exception {
        ShardId id = id();
        assertThat(await(writer().appendAndSeal(id, 0, bytes(10), 10)).hasSealed())
                .isTrue();
        List<String> before = drives().stream().map(DriveStatus::getDriveId).toList();
        node.close();
        node = RunningNode.start(root, 2);

        assertThat(drives()).extracting(DriveStatus::getDriveId).isEqualTo(before);
        assertThat(drives()).extracting(DriveStatus::getState).containsOnly(DriveState.DRIVE_STATE_UP);
        assertThat(read(id, 0, 0)).hasSize(1);
    }

    @Test
    void aSecondNodeOnTheSameDrivesDoesNotStart() {
        assertThatThrownBy(() -> RunningNode.start(root, 2).close())
                .rootCause()
                .hasMessageContaining("none of these drives can be opened")
                .hasMessageContaining("in use by another storage node");
        assertThat(drives()).hasSize(2);
    }

    @Test
    void aDriveOfAnotherNodeIsNotServedUntilItIsAdopted() throws IOException {
        node.close();
        Path other = root.resolve("other");
        RunningNode.start(other, 1).close();
        Files.move(other.resolve("drive-1"), root.resolve("drive-3"));

        node = RunningNode.start(root, 3);
        assertThat(drives()).extracting(DriveStatus::getState).contains(DriveState.DRIVE_STATE_FAILED);
        assertThat(drives())
                .extracting(DriveStatus::getProblem)
                .anyMatch(problem -> problem.contains("belongs to node"));
        node.close();
        node = RunningNode.start(root, 3, "--ANVIL_STORAGE_ADOPT_DRIVES=true");
        assertThat(drives()).extracting(DriveStatus::getState).containsOnly(DriveState.DRIVE_STATE_UP);
    }

    @Test
    void callersWithoutTheClusterSecretAreRefused() {
        ManagedChannel stranger = NettyChannelBuilder.forAddress("127.0.0.1", node.port())
                .usePlaintext()
                .build();
        try {
            assertThatThrownBy(() -> ShardServiceGrpc.newBlockingStub(stranger)
                            .describeDrives(DescribeDrivesRequest.getDefaultInstance()))
                    .satisfies(
                            e -> assertThat(Status.fromThrowable(e).getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
        } finally {
            stranger.shutdownNow();
        }
    }

    @Test
    void healthAndMetricsAreServed() throws Exception {
        assertThat(get("/actuator/health/readiness")).contains("\"UP\"").contains("drives");
        assertThat(get("/actuator/prometheus")).contains("anvil_storage_drive_shards");
    }

    @Test
    void withMembershipItDescribesItsDrives() {
        node.close();
        node = RunningNode.start(
                root,
                2,
                "--MEMBERSHIP_ADDRS=127.0.0.1:1",
                "--ANVIL_ZONE=z1",
                "--spring.main.web-application-type=none");

        NodeAnnouncement self = node.bean(SelfDescription.class).describe().orElseThrow();
        assertThat(self.role()).isEqualTo(NodeRole.STORAGE);
        assertThat(self.address()).isEqualTo(new HostPort("127.0.0.1", node.port()));
        assertThat(self.zone()).isEqualTo("z1");
        assertThat(self.drives())
                .hasSize(2)
                .allSatisfy(
                        view -> assertThat(view.writable() && view.readable()).isTrue())
                .extracting(view -> view.id().toString())
                .containsExactlyElementsOf(
                        drives().stream().map(DriveStatus::getDriveId).toList());
    }

    private String get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.managementPort() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private ListShardsResponse list(int limit) {
        return node.blocking()
                .listShards(ListShardsRequest.newBuilder()
                        .setDriveId(drive)
                        .setLimit(limit)
                        .build());
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().startsWith("segment-"))
                    .toList();
        }
    }

    private static void reasonIs(Throwable failure, String reason) {
        assertThat(failure).isInstanceOf(StatusRuntimeException.class);
        assertThat(FailureStatus.fromStatus((StatusRuntimeException) failure).reason())
                .isEqualTo(reason);
    }
}
