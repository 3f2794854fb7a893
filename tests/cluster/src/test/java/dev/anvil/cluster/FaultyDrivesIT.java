package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.TaskCounts;
import dev.anvil.cluster.peer.DriveStates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Six drives, 4+2, under a suite that runs all the while: drives are pulled and put back, fail, answer late, and rot. No client
 * ever gets a wrong byte, nothing acknowledged is lost, and in the end everything is whole again.
 *
 * <p>In the usual build some pairs and some flips; {@code -Danvil.faulty-drives=true} takes all fifteen pairs and a thousand flips.
 */
@Timeout(1_200)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // a start sets what the suite is asked by, and so does a restart
@EnabledIfSystemProperty(named = "anvil.campaigns", matches = "true")
class FaultyDrivesIT {
    private static final boolean WHOLE = Boolean.getBoolean("anvil.faulty-drives");
    private static final int DRIVES = 6;
    private static final int PAIRS = WHOLE ? 15 : 2;
    private static final int FLIPS = WHOLE ? 1_000 : 60;
    private static final int[] SIZES = {1, 4_096, 65_536, 65_537, 300_000, 1 << 20, (2 << 20) + 11};
    private static final int OF_EACH = WHOLE ? 12 : 3;
    private static final Duration NOTICED = Duration.ofSeconds(5);
    private static final Duration REPAIRED = Duration.ofSeconds(30);
    /** Longer than it takes from the drive's finding to the task. */
    private static final Duration QUIET = Duration.ofSeconds(4);

    private static final Map<String, String> SETTINGS = Map.of(
            "ANVIL_STORAGE_SEGMENT_SIZE", "1MB",
            "ANVIL_STORAGE_SCRUB_RATE", "512MB",
            "ANVIL_STORAGE_SCRUB_EVERY", "1s",
            "ANVIL_AUDIT_ASK_EVERY", "1s",
            "ANVIL_AUDIT_EVERY", "5s",
            "ANVIL_RECLAIM_DELAY", "1s");

    @TempDir
    static Path folder;

    private static final StoredObjects OBJECTS = new StoredObjects("kept");
    private static final SplittableRandom RANDOM = random();
    private static FaultyFiles files;
    private static DriveFolders drives;
    private static AllInOne suite;
    private static S3Client s3;
    private static Server server;
    private static Meters meters;
    private static DriveStates states;

    private static SplittableRandom random() {
        long seed = Long.getLong("anvil.seed", System.nanoTime());
        System.out.println("faults by -Danvil.seed=" + seed);
        return new SplittableRandom(seed);
    }

    @BeforeAll
    static void putObjects() {
        files = FaultyFiles.compiled(folder);
        drives = new DriveFolders(folder.resolve("data/drives"));
        start();
        s3.createBucket(b -> b.bucket("kept"));
        for (int size : SIZES) {
            for (int i = 0; i < OF_EACH; i++) {
                OBJECTS.put(s3, "size-" + size + "-" + i, size);
            }
        }
    }

    private static void start() {
        suite = AllInOne.up(folder.resolve("data"), files.environment(SETTINGS));
        s3 = suite.client();
        URI api = suite.apiEndpoint();
        server = new Server(
                api.getHost(),
                api.getPort(),
                false,
                suite.value("AWS_ACCESS_KEY_ID"),
                suite.value("AWS_SECRET_ACCESS_KEY"));
        meters = new Meters(suite);
        states = new DriveStates(
                EnvFile.read(folder.resolve("data/services.env")).getOrDefault("STORAGE_NODE", ""),
                suite.value("ANVIL_CLUSTER_SECRET"));
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            closeClients();
            suite.close();
        }
    }

    private static void closeClients() {
        states.close();
        meters.close();
        server.close();
        s3.close();
    }

    /** What a test that failed left away or broken is not to fail the others. */
    @AfterEach
    void heal() {
        files.heal();
        drives.putAllBack();
    }

    @Test
    @Order(1)
    void aDriveThatAnswersAfterTwoSecondsSlowsNobody() {
        List<String> keys = keysOf(1 << 20);
        int calls = WHOLE ? 4_000 : 400;
        read(keys, calls / 4);
        Latencies well = read(keys, calls);
        files.delayReads(drives.folder(4), Duration.ofSeconds(2));
        Latencies slow = read(keys, calls);
        System.out.println("all drives well: " + well + "; one answers after 2 s: " + slow);
        assertThat(slow.percentile(0.99))
                .as("p99 with a slow drive, beside %s", well)
                .isLessThanOrEqualTo(longer(well.percentile(0.99).multipliedBy(2), Duration.ofMillis(50)));
    }

    private static Latencies read(List<String> keys, int calls) {
        return Latencies.of(calls, 4, call -> OBJECTS.readBack(s3, keys.get(call % keys.size()), "while it is timed"));
    }

    /** Below this a busy machine's hiccups are all that is measured. */
    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Test
    @Order(2)
    void anyPairOfDrivesMayBePulledAndPutBackWhileClientsReadAndWrite() {
        for (List<Integer> pair : somePairs()) {
            String when = "while drives " + pair + " are away";
            try (ClientLoad load = ClientLoad.start(2, this::readAndWrite)) {
                pair.forEach(drives::pull);
                await(DRIVES - 2, "drives " + pair + " are known to be away");
                OBJECTS.put(s3, "without-" + pair + "-small", 5_000);
                OBJECTS.put(s3, "without-" + pair, 1_500_000);
                OBJECTS.allReadBack(s3, when);
                pair.forEach(drives::putBack);
                await(DRIVES, "drives " + pair + " are back");
                load.awaitRounds(4);
                assertThat(load.failures()).as(when).isEmpty();
            }
            OBJECTS.allReadBack(s3, "after drives " + pair + " came back");
            // Else the last pair would have all to read that was written beside the others.
            OBJECTS.keys().stream().filter(key -> key.startsWith("client-")).forEach(key -> OBJECTS.delete(s3, key));
        }
    }

    private void readAndWrite(int client, int round) {
        List<String> keys = OBJECTS.keys();
        OBJECTS.readBack(s3, keys.get((round * 7 + client) % keys.size()), "at any time");
        OBJECTS.put(s3, "client-" + client + "-" + round % 10 + "-" + System.nanoTime(), 1 << 17);
    }

    @Test
    @Order(3)
    void readErrorsMeanADriveHasFailedAndCostNothingElse() {
        files.failReads(drives.folder(2));
        Waiting.until("the drive is given up", NOTICED, () -> {
            OBJECTS.allReadBack(s3, "while a drive cannot be read");
            return up() == DRIVES - 1;
        });
        OBJECTS.put(s3, "beside-a-drive-that-cannot-be-read", 1_500_000);
        OBJECTS.allReadBack(s3, "while a drive cannot be read");
        files.heal();
        await(DRIVES, "the drive is read again");
        OBJECTS.allReadBack(s3, "after it");
    }

    @Test
    @Order(4)
    void writeErrorsMeanADriveHasFailedAndCostNothingElse() {
        files.failWrites(drives.folder(5));
        Waiting.until("the drive is given up", NOTICED, () -> {
            OBJECTS.put(s3, "beside-a-drive-that-cannot-be-written-" + System.nanoTime(), 1_500_000);
            return up() == DRIVES - 1;
        });
        OBJECTS.allReadBack(s3, "while a drive cannot be written to");
        files.heal();
        await(DRIVES, "the drive is written to again");
        OBJECTS.allReadBack(s3, "after it");
    }

    @Test
    @Order(5)
    void threeLostDrivesAreSaidAtOnceAndOneThatComesBackIsEnough() throws IOException, InterruptedException {
        // What was written while a drive failed has a shard less, until that one is made.
        awaitRepairs();
        List<Integer> lost = List.of(1, 3, 6);
        for (int drive : lost) {
            files.failReads(drives.folder(drive));
            files.failWrites(drives.folder(drive));
        }
        await(DRIVES - 3, "three drives are known to have failed");
        int unreadable = 0;
        try (HttpClient http = HttpClient.newHttpClient();
                S3Presigner presigner = suite.presigner()) {
            for (String key : OBJECTS.keys()) {
                long begun = System.nanoTime();
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(presigned(presigner, key)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                assertThat(answer.statusCode()).as(key).isIn(200, 503);
                if (answer.statusCode() == 200) {
                    OBJECTS.readBack(s3, key, "though three drives are away");
                } else {
                    unreadable++;
                    assertThat(answer.body())
                            .contains("<Code>ServiceUnavailable</Code>", "Too few of the drives that hold this object");
                    assertThat(took).as("%s fails fast", key).isLessThan(Duration.ofSeconds(2));
                }
            }
        }
        assertThat(unreadable).as("4+2 does not survive three").isPositive();
        OBJECTS.put(s3, "with-three-drives", 1_500_000);
        OBJECTS.readBack(s3, "with-three-drives", "with three drives left");
        files.heal(drives.folder(3));
        await(DRIVES - 2, "one is back");
        OBJECTS.allReadBack(s3, "with two drives away");
        files.heal();
        await(DRIVES, "all are back");
    }

    private static String presigned(S3Presigner presigner, String key) {
        return presigner
                .presignGetObject(sign -> sign.signatureDuration(Duration.ofMinutes(5))
                        .getObjectRequest(get -> get.bucket("kept").key(key)))
                .url()
                .toString();
    }

    @Test
    @Order(6)
    void whateverHappensToADrivesFilesNoWrongByteIsGivenAndAllIsMadeAnew() {
        OBJECTS.allReadBack(s3, "before");
        drives.flipBits(3, FLIPS, RANDOM);
        drives.truncate(3, 0);
        drives.zero(3, 1);
        OBJECTS.allReadBack(s3, "after drive 3 was spoilt");
        assertThat(meters.sum("anvil_blob_damages_total", "failure=\"corrupt\""))
                .as("corrupt shards that readers had to do without")
                .isPositive();
        Waiting.until("drives name what is broken", REPAIRED, () -> states.corruptShards() > 0);
        long before = states.sealedShards();
        awaitScrub();
        awaitRepairs();
        assertThat(states.sealedShards())
                .as("shards, those made anew by tasks among them")
                .isGreaterThan(before);
        assertWhole(1, 2);
    }

    @Test
    @Order(7)
    @EnabledIfSystemProperty(named = "anvil.faulty-drives", matches = "true")
    void asIsWhatOnlyTheNextStartCanSee() {
        closeClients();
        suite.kill();
        drives.flipBits(3, FLIPS, RANDOM);
        drives.zero(3, 2);
        drives.truncate(3, 3);
        start();
        OBJECTS.allReadBack(s3, "after a start with a spoilt drive");
        awaitScrub();
        awaitRepairs();
        assertWhole(5, 6);
    }

    /** Every drive has verified all that it has since now. */
    private static void awaitScrub() {
        long now = System.currentTimeMillis();
        Waiting.until("every drive was scrubbed", REPAIRED, () -> states.areScrubbedSince(now));
    }

    /** Nothing has been repaired or was to be for a while. */
    private static void awaitRepairs() {
        AtomicReference<String> seen = new AtomicReference<>("");
        AtomicLong since = new AtomicLong(System.nanoTime());
        Waiting.until("all is repaired", REPAIRED, () -> {
            long open = server.administration().countTasks().counts().stream()
                    .filter(count -> count.type().equals("repair-blob"))
                    .mapToLong(TaskCounts.Count::count)
                    .sum();
            String state = open + " " + states.corruptShards() + " " + states.sealedShards();
            if (open > 0 || !state.equals(seen.getAndSet(state))) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > QUIET.toNanos();
        });
    }

    /** Reads everything without two other drives: 4+2 gives nothing back then that the third one does not hold. */
    private static void assertWhole(int one, int other) {
        files.failReads(drives.folder(one));
        files.failReads(drives.folder(other));
        OBJECTS.allReadBack(s3, "without drives " + one + " and " + other);
        files.heal();
        await(DRIVES, "all drives are up");
    }

    private static void await(int upDrives, String what) {
        Waiting.until(what, NOTICED.multipliedBy(8), () -> up() == upDrives);
    }

    /** As the cluster sees it. */
    private static long up() {
        return server.administration().clusterView().nodes().stream()
                .flatMap(node -> node.drives().stream())
                .filter(drive -> drive.state().equals("up"))
                .count();
    }

    private static List<String> keysOf(int size) {
        return OBJECTS.keys().stream()
                .filter(key -> key.startsWith("size-" + size + "-"))
                .toList();
    }

    private static List<List<Integer>> somePairs() {
        List<List<Integer>> pairs = new ArrayList<>();
        for (int first = 1; first <= DRIVES; first++) {
            for (int second = first + 1; second <= DRIVES; second++) {
                pairs.add(List.of(first, second));
            }
        }
        Collections.shuffle(pairs, new Random(RANDOM.nextLong()));
        return pairs.subList(0, PAIRS);
    }
}
