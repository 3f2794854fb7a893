package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.cluster.peer.OperatorChanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The road on the suite as {@code anvil up} starts it. */
class AllInOneRoadIT extends RoadChecks {
    private static final Duration LONGEST_EXPIRY = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Suite suite;

    @BeforeAll
    static void up() {
        suite = AllInOne.up(
                folder.resolve("data"),
                Map.of("ANVIL_RECLAIM_DELAY", "1s", "ANVIL_LIFECYCLE_DAY", "1s", "ANVIL_LIFECYCLE_EVERY", "1s"));
    }

    @AfterAll
    static void down() {
        suite.close();
    }

    @Override
    Suite suite() {
        return suite;
    }

    @Test
    void whatIsDueGoes() throws InterruptedException {
        try (S3Client s3 = suite.client(suite.s3Endpoint(), suite.keys(), suite.region())) {
            s3.createBucket(b -> b.bucket("due"));
            s3.putBucketLifecycleConfiguration(b -> b.bucket("due")
                    .lifecycleConfiguration(all -> all.rules(rule -> rule.id("days")
                            .status(ExpirationStatus.ENABLED)
                            .filter(filter -> filter.prefix("old/"))
                            .expiration(by -> by.days(1)))));
            s3.putObject(b -> b.bucket("due").key("old/a"), RequestBody.fromString("a"));
            s3.putObject(b -> b.bucket("due").key("new/a"), RequestBody.fromString("a"));
            Instant limit = Instant.now().plus(LONGEST_EXPIRY);
            while (s3.listObjectsV2(b -> b.bucket("due")).keyCount() > 1) {
                assertThat(Instant.now()).isBefore(limit);
                TimeUnit.MILLISECONDS.sleep(200);
            }
            assertThat(s3.headObject(b -> b.bucket("due").key("new/a")).contentLength())
                    .isEqualTo(1);
        }
    }

    @Test
    void onePortTellsTheMetricsOfAllServices() {
        try (Meters meters = new Meters(suite);
                S3Client s3 = suite.client(suite.s3Endpoint(), suite.keys(), suite.region())) {
            s3.createBucket(b -> b.bucket("measured"));
            assertThat(meters.sum("grpc_server_seconds_count", "service=\"metadata\""))
                    .isPositive();
            assertThat(meters.series("anvil_storage_drive_usable_bytes"))
                    .hasSize(6)
                    .allMatch(drive -> drive.contains("service=\"storage-node\""));
            assertThat(meters.sum("anvil_membership_members", "state=\"up\"")).isPositive();
            assertThat(meters.series("anvil_tasks_running")).hasSize(1);
            assertThat(meters.series("anvil_s3_requests_served"))
                    .singleElement()
                    .asString()
                    .contains("service=\"gateway\"");
            assertThat(List.of("process_uptime_seconds", "jvm_threads_live_threads", "system_cpu_count"))
                    .allSatisfy(name -> assertThat(meters.series(name))
                            .singleElement()
                            .asString()
                            .doesNotContain("service="));
        }
    }

    @Test
    void nothingPlainOfAnEncryptedObjectLiesOnADrive() throws IOException {
        String secret = "a sentence that nobody is meant to find: " + UUID.randomUUID();
        String open = "a sentence that everybody may find: " + UUID.randomUUID();
        try (S3Client s3 = suite.client(suite.s3Endpoint(), suite.keys(), suite.region())) {
            s3.createBucket(b -> b.bucket("at-rest"));
            s3.putObject(
                    b -> b.bucket("at-rest").key("secret").serverSideEncryption(ServerSideEncryption.AES256),
                    RequestBody.fromString(secret));
            s3.putObject(b -> b.bucket("at-rest").key("open"), RequestBody.fromString(open));
        }
        assertThat(liesOnADrive(open)).isTrue();
        assertThat(liesOnADrive(secret)).isFalse();
    }

    @Test
    void anUploadThatWasKilledGoesOnWithWhatIsMissing() throws Exception {
        int parts = 8;
        long part = 5L << 20;
        Path file = SomeBytes.file(folder.resolve("to-send"), 81, parts * part);
        try (S3Client s3 = suite.client();
                StallingRelay relay = new StallingRelay(suite.apiEndpoint().getPort())) {
            s3.createBucket(b -> b.bucket("killed-put"));
            List<String> put =
                    List.of("object", "put", file.toString(), "killed-put/k", "--part-size", "5MiB", "--parallel", "2");
            relay.stallAfter(parts * part / 2);
            killWhenStalled(relay, put);
            String upload = s3.listMultipartUploads(b -> b.bucket("killed-put"))
                    .uploads()
                    .getFirst()
                    .uploadId();
            int there = s3.listParts(b -> b.bucket("killed-put").key("k").uploadId(upload))
                    .parts()
                    .size();
            assertThat(there).isBetween(1, parts - 1);

            relay.stallAfter(Long.MAX_VALUE);
            through(relay, put).succeeded();
            assertThat(relay.passed()).isBetween((parts - there - 1) * part, (parts - there) * part + part / 2);
            Path back = folder.resolve("sent");
            s3.getObject(b -> b.bucket("killed-put").key("k"), back);
            assertThat(SomeBytes.sha256(back)).isEqualTo(SomeBytes.sha256(file));
        }
    }

    @Test
    void aDownloadThatWasKilledGoesOnWithWhatIsMissing() throws Exception {
        long size = 40L << 20;
        Path file = SomeBytes.file(folder.resolve("to-fetch"), 82, size);
        Path to = Files.createDirectories(folder.resolve("fetched"));
        try (S3Client s3 = suite.client();
                StallingRelay relay = new StallingRelay(suite.apiEndpoint().getPort())) {
            s3.createBucket(b -> b.bucket("killed-get"));
            s3.putObject(b -> b.bucket("killed-get").key("k"), RequestBody.fromFile(file));
            List<String> get =
                    List.of("object", "get", "killed-get/k", to.resolve("k").toString());
            relay.stallAfter(size / 2);
            killWhenStalled(relay, get);
            assertThat(to.resolve("k")).doesNotExist();
            long there = partialBytes(to);
            assertThat(there).isBetween(1L << 20, size / 2);

            relay.stallAfter(Long.MAX_VALUE);
            through(relay, get).succeeded();
            assertThat(relay.passed()).isBetween(size - there, size - there + (2L << 20));
            assertThat(SomeBytes.sha256(to.resolve("k"))).isEqualTo(SomeBytes.sha256(file));
            try (Stream<Path> left = Files.list(to)) {
                assertThat(left).containsExactly(to.resolve("k"));
            }
        }
    }

    private static long partialBytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return Files.size(files.findFirst().orElseThrow());
        }
    }

    private static void killWhenStalled(StallingRelay relay, List<String> arguments) throws Exception {
        Process process = command(relay, arguments)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.out").toFile())
                .start();
        relay.awaitStall();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        relay.cut();
    }

    private static Tool.Outcome through(StallingRelay relay, List<String> arguments) {
        ProcessBuilder builder = command(relay, arguments);
        return new Tool(Repository.root(), environment()).run(builder.command());
    }

    private static ProcessBuilder command(StallingRelay relay, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Repository.anvil()));
        command.addAll(arguments);
        command.addAll(List.of("--endpoint", relay.address()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment());
        return builder;
    }

    /** What it remembers of unfinished uploads is ours alone. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(suite.env());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return environment;
    }

    @Test
    void everyChangeOfAnOperatorIsInTheAuditLog() throws Exception {
        try (OperatorChanges operator = new OperatorChanges(
                suite.apiEndpoint(), suite.keys().id(), suite.keys().secret())) {
            Map<String, List<String>> noted = operator.makeAll(waitingTask());
            assertThat(noted.keySet()).isEqualTo(OperatorChanges.all());
            assertThat(noted)
                    .allSatisfy((change, actors) -> assertThat(actors)
                            .as(change)
                            .isNotEmpty()
                            .allMatch(actor -> actor.contains(suite.keys().id())));
        }
    }

    /** Nobody leases it: there is no such region. */
    private static long waitingTask() throws SQLException {
        URI global = URI.create(suite.value("GLOBAL_DATABASE_URL"));
        String[] login = global.getUserInfo().split(":", 2);
        String url = "jdbc:postgresql://" + global.getHost() + ":" + global.getPort() + global.getPath();
        try (Connection connection = DriverManager.getConnection(url, login[0], login.length > 1 ? login[1] : "");
                Statement statement = connection.createStatement();
                ResultSet made = statement.executeQuery("""
                        insert into task (type, region, subject, due, created)
                        values (99, 'nowhere-1', 'nothing', now(), now()) returning task_id""")) {
            made.next();
            return made.getLong(1);
        }
    }

    private static boolean liesOnADrive(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/drives"))) {
            return files.filter(Files::isRegularFile).anyMatch(file -> contains(file, text));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
