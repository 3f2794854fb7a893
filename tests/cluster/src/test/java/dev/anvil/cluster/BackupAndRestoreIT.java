package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * What docs/operations/backup.md tells operators to do, done: a backup of both databases, and all of it brought back on a machine
 * that has nothing but the drives and the secrets. On request: {@code -Danvil.recovery=true}.
 */
@EnabledIfSystemProperty(named = "anvil.recovery", matches = "true")
class BackupAndRestoreIT {
    private static final List<String> DATABASES = List.of("anvil_global", "anvil_regional");
    private static final String BUCKET = "kept";

    /** One that lies in copies, one in a stripe, one in several. */
    private static final List<Integer> SIZES = List.of(1_000, 300_000, 3_000_000);

    @TempDir
    static Path folder;

    @BeforeAll
    static void postgresIsHere() {
        assumeTrue(PostgresServer.isInstalled(), "PostgreSQL is not installed (Debian: apt install postgresql)");
    }

    @Test
    void dumpsBringBackWhatWasThereWhenTheyWereMade() {
        Path old = folder.resolve("dumped");
        Path dumps = folder.resolve("dumps");
        try (PostgresServer server =
                PostgresServer.create(folder.resolve("dumped-postgres")).start()) {
            createDatabases(server);
            // What was deleted after the backup is deleted for good: its bytes are gone from the drives.
            try (AllInOne suite = suite(old, server, "1s");
                    S3Client s3 = suite.client()) {
                s3.createBucket(b -> b.bucket(BUCKET));
                put(s3, "before");
                put(s3, "deleted-later");
                dump(server, dumps);
                put(s3, "after");
                SIZES.forEach(size -> s3.deleteObject(b -> b.bucket(BUCKET).key("deleted-later-" + size)));
                Waiting.until(
                        "what was deleted is reclaimed",
                        Duration.ofSeconds(40),
                        () -> counts(suite).equals(new Counts(2L * SIZES.size(), 0, 0, 0)));
                // As if months had gone by, and drives are told of them.
                server.execute("anvil_regional", "update catalogue set epoch = epoch + 1000000");
                assertThat(verify(suite)).contains("\"fine\": true");
            }
        }
        Path fresh = moveTo(folder.resolve("restored"), old);
        try (PostgresServer server =
                PostgresServer.create(folder.resolve("restored-postgres")).start()) {
            createDatabases(server);
            DATABASES.forEach(name -> server.run(
                    "pg_restore",
                    "--exit-on-error",
                    "-d",
                    server.connection(name),
                    dumps.resolve(name + ".dump").toString()));
            try (AllInOne suite = suite(fresh, server, "1s");
                    S3Client s3 = suite.client()) {
                requireAll(s3, "before");
                for (int size : SIZES) {
                    assertThatThrownBy(() -> s3.headObject(b -> b.bucket(BUCKET).key("after-" + size)))
                            .isInstanceOf(NoSuchKeyException.class);
                }
                // The catalogue names what was deleted since, and does not name what was stored since.
                Counts counts = counts(suite);
                assertThat(counts.blobs()).isEqualTo(2L * SIZES.size());
                assertThat(counts.lost()).isEqualTo(SIZES.size());
                assertThat(counts.orphaned()).isEqualTo(shardsOf(SIZES));
                assertThat(verify(suite)).contains("\"catalogueWentBack\": true");
                put(s3, "new");
                requireAll(s3, "new");
                requireAll(s3, "before");
            }
        }
    }

    @Test
    void archivedLogsBringBackEverything() {
        Path old = folder.resolve("archived");
        Path archive = folder.resolve("archive");
        Path base = folder.resolve("base");
        try (PostgresServer server = PostgresServer.create(folder.resolve("archived-postgres"))) {
            createFolder(archive);
            server.configure(
                    "archive_mode = on",
                    "archive_command = 'test ! -f " + archive + "/%f && cp %p " + archive + "/%f'");
            server.start();
            createDatabases(server);
            try (AllInOne suite = suite(old, server, "1s");
                    S3Client s3 = suite.client()) {
                s3.createBucket(b -> b.bucket(BUCKET));
                put(s3, "before");
                PostgresServer.copyOf(server, base);
                put(s3, "after");
            }
            server.execute("postgres", "select pg_switch_wal()");
            Waiting.until(
                    "the last log is archived",
                    Duration.ofSeconds(30),
                    () -> server.ask("select count(*) from pg_ls_archive_statusdir() where name like '%.ready'")
                            .equals("0"));
            server.kill();
        }
        Path fresh = moveTo(folder.resolve("recovered"), old);
        try (PostgresServer server = PostgresServer.restored(base)) {
            server.configure("archive_mode = off", "restore_command = 'cp " + archive + "/%f %p'");
            createFile(server.data().resolve("recovery.signal"));
            server.start();
            Waiting.until(
                    "recovery has ended",
                    Duration.ofSeconds(30),
                    () -> server.ask("select pg_is_in_recovery()").equals("f"));
            try (AllInOne suite = suite(fresh, server, "1s");
                    S3Client s3 = suite.client()) {
                requireAll(s3, "before");
                requireAll(s3, "after");
                assertThat(counts(suite)).isEqualTo(new Counts(2L * SIZES.size(), 0, 0, 0));
            }
        }
    }

    private static AllInOne suite(Path data, PostgresServer server, String reclaimDelay) {
        return AllInOne.up(
                data,
                Map.of(
                        "GLOBAL_DATABASE_URL", server.url("anvil_global"),
                        "REGIONAL_DATABASE_URL", server.url("anvil_regional"),
                        "ANVIL_RECLAIM_DELAY", reclaimDelay));
    }

    private static void createDatabases(PostgresServer server) {
        DATABASES.forEach(name -> server.execute("postgres", "create database " + name));
    }

    private static void dump(PostgresServer server, Path dumps) {
        createFolder(dumps);
        DATABASES.forEach(name -> server.run(
                "pg_dump", "-Fc", "-f", dumps.resolve(name + ".dump").toString(), "-d", server.connection(name)));
    }

    /** The drives and the secrets, and nothing else: what stands in the new machine. */
    private static Path moveTo(Path fresh, Path old) {
        try {
            Files.createDirectories(fresh);
            Files.move(old.resolve("drives"), fresh.resolve("drives"));
            Files.copy(old.resolve("secrets.env"), fresh.resolve("secrets.env"));
            try (Stream<Path> rest = Files.list(fresh)) {
                assertThat(rest).hasSize(2);
            }
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(S3Client s3, String name) {
        for (int size : SIZES) {
            s3.putObject(b -> b.bucket(BUCKET).key(name + "-" + size), RequestBody.fromBytes(content(name, size)));
        }
    }

    private static void requireAll(S3Client s3, String name) {
        for (int size : SIZES) {
            assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(name + "-" + size))
                            .asByteArray())
                    .as("%s-%s", name, size)
                    .isEqualTo(content(name, size));
        }
    }

    private static byte[] content(String name, int size) {
        return SomeBytes.of((name + size).hashCode(), size);
    }

    /** Small objects lie in three copies, others in 4+2 shards on six drives. */
    private static long shardsOf(List<Integer> sizes) {
        return sizes.stream().mapToLong(size -> size <= 64 * 1024 ? 3 : 6).sum();
    }

    /** What verification counted. */
    private record Counts(long blobs, long reduced, long lost, long orphaned) {}

    private static String verify(AllInOne suite) {
        return suite.anvil("admin", "verify", "--json").output();
    }

    private static Counts counts(AllInOne suite) {
        String found = verify(suite);
        return new Counts(sum(found, "total"), sum(found, "reduced"), sum(found, "lost"), sum(found, "orphaned"));
    }

    private static long sum(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": (\\d+)").matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        long sum = 0;
        do {
            sum += Long.parseLong(matcher.group(1));
        } while (matcher.find());
        return sum;
    }

    private static void createFolder(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createFile(Path path) {
        try {
            Files.createFile(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
