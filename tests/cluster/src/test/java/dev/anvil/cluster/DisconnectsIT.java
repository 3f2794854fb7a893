package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.cli.peer.Server;
import dev.anvil.cluster.peer.DriveStates;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * A thousand uploads whose clients go away in the middle: objects and parts by S3, streams by gRPC. Afterwards the suite holds no
 * more than before: no writer, no stream, no thread, no memory, no byte on a drive. {@code -Danvil.disconnects=10000} for more.
 */
@Timeout(600)
@EnabledIfSystemProperty(named = "anvil.campaigns", matches = "true")
class DisconnectsIT {
    private static final int UPLOADS = Integer.getInteger("anvil.disconnects", 1_000);
    private static final int WARM_UP = 100;
    private static final int CLIENTS = 8;
    private static final int SIZE = (2 << 20) + 77;
    private static final long SEGMENT = 1 << 20;
    private static final int DRIVES = 6;
    private static final Duration GONE = Duration.ofSeconds(20);

    /** Buffers of connections are kept for the next ones, for as many as a heap of 512 MB may have: three tenths of it. */
    private static final long KEPT_FOR_CONNECTIONS = (512L << 20) * 3 / 10;

    /** Of each there is one for every upload that is under way. */
    private static final List<String> OF_UPLOADS = List.of(
            "dev.anvil.blob.BlobWrite",
            "dev.anvil.blob.SlotWrite",
            "dev.anvil.blob.peer.GrpcShardWriter",
            "dev.anvil.gateway.api.UploadStream",
            "dev.anvil.gateway.api.ChunkSource",
            "dev.anvil.storage.engine.OpenShard");

    @TempDir
    static Path folder;

    @Test
    void nothingIsLeftOfAThousandUploadsThatBrokeOff() throws Exception {
        long seed = Long.getLong("anvil.seed", System.nanoTime());
        System.out.println("disconnects by -Danvil.seed=" + seed);
        Path data = folder.resolve("data");
        try (AllInOne suite = AllInOne.up(
                        data, Map.of("ANVIL_STORAGE_SEGMENT_SIZE", "1MB", "ANVIL_STORAGE_OPEN_SHARD_LIMIT", "10s"));
                S3Client s3 = suite.client();
                S3Presigner presigner = suite.presigner();
                Server server = server(suite);
                DriveStates states = new DriveStates(
                        EnvFile.read(data.resolve("services.env")).getOrDefault("STORAGE_NODE", ""),
                        suite.value("ANVIL_CLUSTER_SECRET"))) {
            s3.createBucket(b -> b.bucket("broken"));
            StoredObjects kept = new StoredObjects("broken");
            kept.put(s3, "kept", 3 << 20);
            String upload = s3.createMultipartUpload(b -> b.bucket("broken").key("in-parts"))
                    .uploadId();
            BrokenUploads uploads = new BrokenUploads(presigner, server, "broken", upload, SIZE);
            breakOff(uploads, WARM_UP, seed);
            awaitGone(suite.pid(), states, kept, data);
            LiveObjects before = LiveObjects.of(suite.pid());

            breakOff(uploads, UPLOADS, seed + WARM_UP);
            LiveObjects after = awaitGone(suite.pid(), states, kept, data);

            System.out.println("before: " + before.bytes() + " bytes, " + before.threads() + " threads; after "
                    + UPLOADS + ": " + after.bytes() + ", " + after.threads());
            assertThat(after.bytes())
                    .as("bytes of heap: %s", after.largest())
                    .isLessThan(before.bytes() + KEPT_FOR_CONNECTIONS + (16 << 20));
            assertThat(after.threads()).as("threads").isLessThan(before.threads() + 2L * CLIENTS);
            assertThat(s3.listObjectsV2(b -> b.bucket("broken")).keyCount()).isEqualTo(1);
            assertThat(s3.listParts(b -> b.bucket("broken").key("in-parts").uploadId(upload))
                            .parts())
                    .isEmpty();
            kept.allReadBack(s3, "after all that");
        }
    }

    private static Server server(AllInOne suite) {
        URI api = suite.apiEndpoint();
        return new Server(
                api.getHost(),
                api.getPort(),
                false,
                suite.value("AWS_ACCESS_KEY_ID"),
                suite.value("AWS_SECRET_ACCESS_KEY"));
    }

    private static void breakOff(BrokenUploads uploads, int count, long seed) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> all = new java.util.ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(clients.submit(() -> uploads.one(number, new SplittableRandom(seed + number))));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private static LiveObjects awaitGone(long pid, DriveStates states, StoredObjects kept, Path data) {
        // 4+2 of the one object that was acknowledged.
        long live = (3L << 20) / 4 * DRIVES;
        assertThat(kept.keys()).hasSize(1);
        Waiting.until("drives keep what was acknowledged", GONE, () -> states.liveBytes() == live);
        DriveFolders drives = new DriveFolders(data.resolve("drives"));
        Waiting.until("their space is free again", GONE, () -> drives.bytes() <= 2 * live + 3 * DRIVES * SEGMENT);
        LiveObjects[] last = new LiveObjects[1];
        Waiting.until("nothing of the uploads is held", GONE, () -> {
            last[0] = LiveObjects.of(pid);
            return OF_UPLOADS.stream().allMatch(type -> last[0].count(type) == 0);
        });
        return last[0];
    }
}
