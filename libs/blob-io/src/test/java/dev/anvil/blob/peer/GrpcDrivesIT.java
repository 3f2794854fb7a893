package dev.anvil.blob.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.blob.BlobIo;
import dev.anvil.blob.BlobIoSettings;
import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.BlobSink;
import dev.anvil.blob.BufferPool;
import dev.anvil.blob.Damage;
import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.TooFewDrivesException;
import dev.anvil.blob.TooFewShardsException;
import dev.anvil.erasure.CoderChoice;
import dev.anvil.erasure.ErasureCoding;
import dev.anvil.model.BlobId;
import dev.anvil.model.ByteRange;
import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.setting.HostPort;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class GrpcDrivesIT {
    private static final Scheme FOUR_TWO = new Scheme(4, 2);
    private static final int MEBIBYTE = 1 << 20;
    private static final CatalogueStamp STAMP = new CatalogueStamp(UUID.randomUUID(), 1);

    private final List<DriveId> ids = new ArrayList<>();
    private final Map<DriveId, MemoryNode> nodes = new ConcurrentHashMap<>();
    private final Map<DriveId, HostPort> addresses = new ConcurrentHashMap<>();
    private final BufferPool buffers = new BufferPool(32L << 20);
    private final GrpcDrives drives = new GrpcDrives(
            new ServiceChannels(
                    new ServiceCredential(ClusterSecret.of("a secret for this test only"), InstantSource.system())),
            drive -> Optional.ofNullable(addresses.get(drive)),
            BlobIoSettings.DEFAULT,
            buffers,
            () -> Optional.of(STAMP));
    private final BlobIo io = io(BlobIoSettings.DEFAULT);
    private final List<Damage> damages = new ArrayList<>();

    @BeforeEach
    void startNodes() throws IOException {
        for (int i = 0; i < 6; i++) {
            DriveId id = DriveId.create();
            MemoryNode node = new MemoryNode();
            ids.add(id);
            nodes.put(id, node);
            addresses.put(id, node.address());
        }
    }

    @AfterEach
    void stop() {
        drives.close();
        nodes.values().forEach(MemoryNode::close);
    }

    @Test
    void bytesSurviveTheWireAtEverySize() throws IOException {
        for (int length : new int[] {
            0, 1, 64 << 10, (64 << 10) + 1, MEBIBYTE - 1, MEBIBYTE, MEBIBYTE + 1, 5 * MEBIBYTE + 3, 33 * MEBIBYTE
        }) {
            byte[] body = bytes(length);
            BlobLayout blob = write(body);
            assertThat(blob.missingSlots()).isEmpty();
            assertThat(read(blob, ByteRange.whole(length))).isEqualTo(body);
            if (length > 100) {
                assertThat(read(blob, new ByteRange(length / 2, length / 3)))
                        .isEqualTo(Arrays.copyOfRange(body, length / 2, length / 2 + length / 3));
            }
        }
        assertThat(damages).isEmpty();
    }

    @Test
    void manyBlobsShareTheStreamsOfTheirDrives() throws Exception {
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int length = i * 77_777;
                done.add(writers.submit(() -> {
                    byte[] body = bytes(length);
                    BlobLayout blob = write(body);
                    assertThat(read(blob, ByteRange.whole(length))).isEqualTo(body);
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertThat(openShards()).isZero();
    }

    @Test
    void aFlippedBitNeverReachesTheClient() throws IOException {
        byte[] body = bytes(9 * MEBIBYTE);
        BlobLayout blob = write(body);
        node(1).flipsBits = true;
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
        assertThat(damages).extracting(Damage::failure).containsExactly(ShardFailure.CORRUPT);
        node(2).flipsBits = true;
        node(3).flipsBits = true;
        assertThatThrownBy(() -> read(blob, ByteRange.whole(body.length))).isInstanceOf(TooFewShardsException.class);
    }

    @Test
    void aShardThatIsGoneIsReportedAsUnknown() throws IOException {
        byte[] body = bytes(3 * MEBIBYTE);
        BlobLayout blob = write(body);
        node(0).sealed.clear();
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
        assertThat(damages).extracting(Damage::failure).containsExactly(ShardFailure.SHARD_UNKNOWN);
    }

    @Test
    void aFullDriveIsAnsweredByItsShardOnly() throws IOException {
        node(2).full = true;
        byte[] body = bytes(5 * MEBIBYTE);
        BlobLayout blob = write(body);
        assertThat(blob.missingSlots()).containsExactly(2);
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
        node(2).full = false;
        assertThat(write(body).missingSlots()).isEmpty();
    }

    @Test
    void aNodeThatDiesAndComesBackIsUsedAgain() throws IOException {
        byte[] body = bytes(2 * MEBIBYTE);
        write(body);
        int port = node(4).address().port();
        node(4).close();
        for (int i = 0; i < 5; i++) {
            BlobLayout blob = write(body);
            assertThat(blob.missingSlots()).hasSize(1);
            assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
        }
        nodes.put(ids.get(4), new MemoryNode(port));
        until(() -> {
            try {
                BlobLayout blob = write(bytes(100_000));
                io.writer().discard(blob);
                return blob.missingSlots().isEmpty();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** A disk below all of them that is busy with something else, a network that stood still. */
    @Test
    void whenAllDrivesStoodStillForAMomentNoneOfThemIsLeftAloneAfterwards() throws Exception {
        BlobIo impatient = io(impatient());
        CountDownLatch gate = new CountDownLatch(1);
        nodes.values().forEach(node -> node.gate = gate);
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            // Fills what lies between us and the drives, so that nothing more goes in.
            Future<BlobLayout> stuck = others.submit(() -> write(bytes(64 * MEBIBYTE)));
            until(() -> {
                try {
                    impatient
                            .writer()
                            .write(BlobId.create(Instant.now()), FOUR_TWO, ids, new ByteArrayInputStream(bytes(1)));
                    return false;
                } catch (TooFewDrivesException e) {
                    return String.valueOf(e.getMessage()).contains("took nothing");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            gate.countDown();
            assertThat(write(bytes(MEBIBYTE)).missingSlots()).isEmpty();
            assertThat(ids).allMatch(drives::isPromising);
            assertThatThrownBy(stuck::get).hasCauseInstanceOf(TooFewDrivesException.class);
        }
    }

    @Test
    void aDriveThatMovesToAnotherNodeIsFoundThere() throws IOException {
        write(bytes(MEBIBYTE));
        MemoryNode newHome = new MemoryNode();
        node(0).close();
        nodes.put(ids.getFirst(), newHome);
        addresses.put(ids.getFirst(), newHome.address());
        assertThat(write(bytes(MEBIBYTE)).missingSlots()).isEmpty();
        assertThat(newHome.sealed).hasSize(1);
    }

    @Test
    void aNodeThatDiesInTheMiddleCostsOneSlot() throws IOException {
        byte[] body = bytes(8 * MEBIBYTE);
        InputStream dying = new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                if (available() < 4 * MEBIBYTE) {
                    node(3).close();
                }
                return super.read(target, offset, length);
            }
        };
        BlobLayout blob = io.writer().write(BlobId.create(Instant.now()), FOUR_TWO, ids, dying);
        assertThat(blob.missingSlots()).containsExactly(3);
        assertThat(read(blob, ByteRange.whole(body.length))).isEqualTo(body);
    }

    @Test
    void tooFewNodesRefuseTheWriteAndLeaveNothing() {
        node(0).close();
        node(1).close();
        assertThatThrownBy(() -> write(bytes(3 * MEBIBYTE)))
                .isInstanceOf(TooFewDrivesException.class)
                .hasMessageContaining(ids.getFirst().toString());
        until(() -> openShards() == 0 && nodes.values().stream().allMatch(node -> node.sealed.isEmpty()));
    }

    @Test
    void aClientThatGoesAwayLeavesNoShard() {
        InputStream broken = new ByteArrayInputStream(bytes(4 * MEBIBYTE)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                if (available() < MEBIBYTE) {
                    throw new IllegalStateException("gone");
                }
                return super.read(target, offset, length);
            }
        };
        assertThatThrownBy(() -> io.writer().write(BlobId.create(Instant.now()), FOUR_TWO, ids, broken))
                .hasMessage("gone");
        until(() -> openShards() == 0);
        assertThat(nodes.values()).allMatch(node -> node.sealed.isEmpty());
    }

    @Test
    void rebuildsAndDeletesShards() throws IOException {
        byte[] body = bytes(3 * MEBIBYTE + 5);
        BlobLayout blob = write(body);
        DriveId target = DriveId.create();
        try (MemoryNode seventh = new MemoryNode()) {
            addresses.put(target, seventh.address());
            ShardPlacement fresh = io.repairer().rebuild(blob, 5, target, damages::add);
            assertThat(seventh.sealed).hasSize(1);
            drives.delete(target, List.of(fresh.shard()), "cleanup", Duration.ofSeconds(5));
            assertThat(seventh.sealed).isEmpty();
        }
        assertThatThrownBy(() -> drives.delete(
                        DriveId.create(), List.of(ShardId.create(Instant.now())), "cleanup", Duration.ofSeconds(1)))
                .isInstanceOf(ShardException.class);
    }

    private MemoryNode node(int index) {
        return Objects.requireNonNull(nodes.get(ids.get(index)));
    }

    private int openShards() {
        return nodes.values().stream().mapToInt(node -> node.open.size()).sum();
    }

    private BlobIo io(BlobIoSettings settings) {
        return new BlobIo(drives, ErasureCoding.choose(CoderChoice.AUTO), settings, buffers, InstantSource.system());
    }

    /** Who finds no room at once goes elsewhere, and waits for no seal. */
    private static BlobIoSettings impatient() {
        BlobIoSettings usual = BlobIoSettings.DEFAULT;
        return new BlobIoSettings(
                usual.unitBytes(),
                usual.smallBytes(),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                usual.stragglerTimeout(),
                usual.readTimeout(),
                usual.minHedge(),
                usual.maxHedge(),
                usual.readAheadUnits(),
                usual.pooledBytes());
    }

    private BlobLayout write(byte[] body) throws IOException {
        return io.writer().write(BlobId.create(Instant.now()), FOUR_TWO, ids, new ByteArrayInputStream(body));
    }

    private byte[] read(BlobLayout blob, ByteRange range) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        io.reader().read(blob, range, BlobSink.to(out), damages::add);
        return out.toByteArray();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void until(BooleanSupplier condition) {
        long limit = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(limit);
            Thread.onSpinWait();
        }
    }
}
