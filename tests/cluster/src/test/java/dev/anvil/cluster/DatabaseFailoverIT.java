package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * PostgreSQL's primary is switched off while clients write, and its standby takes over: services find it by themselves, and
 * nothing that was acknowledged is lost. On request: {@code -Danvil.recovery=true}.
 */
@EnabledIfSystemProperty(named = "anvil.recovery", matches = "true")
class DatabaseFailoverIT {
    private static final Duration UNTIL_WRITES_GO_ON = Duration.ofSeconds(15);

    @TempDir
    static Path folder;

    @Test
    void aStandbyTakesOverAndNothingAcknowledgedIsLost() {
        assumeTrue(PostgresServer.isInstalled(), "PostgreSQL is not installed (Debian: apt install postgresql)");
        try (PostgresServer primary =
                        PostgresServer.create(folder.resolve("primary")).start();
                PostgresServer standby = PostgresServer.copyOf(primary, folder.resolve("standby"), "-R")
                        .start()) {
            primary.execute("postgres", "create database anvil_global");
            primary.execute("postgres", "create database anvil_regional");
            // No commit is answered before the standby has it: this is what makes a failover lose nothing.
            primary.execute("postgres", "alter system set synchronous_standby_names = '*'");
            primary.execute("postgres", "select pg_reload_conf()");
            Waiting.until(
                    "the standby is synchronous",
                    Duration.ofSeconds(20),
                    () -> primary.ask("select sync_state from pg_stat_replication")
                            .equals("sync"));
            String hosts = "postgres://postgres:postgres@127.0.0.1:" + primary.port() + ",127.0.0.1:" + standby.port();
            try (AllInOne suite = AllInOne.up(
                            folder.resolve("data"),
                            Map.of(
                                    "GLOBAL_DATABASE_URL", hosts + "/anvil_global",
                                    "REGIONAL_DATABASE_URL", hosts + "/anvil_regional"));
                    S3Client s3 = suite.client()) {
                s3.createBucket(b -> b.bucket("failover"));
                Writers writers = new Writers(s3, "failover", 4);
                try (writers) {
                    writers.awaitMore(50);
                    primary.kill();
                    standby.promote();
                    assertThat(writers.awaitMore(20)).isLessThan(UNTIL_WRITES_GO_ON.multipliedBy(3));
                    s3.createBucket(b -> b.bucket("after-the-failover"));
                    writers.awaitMore(50);
                }
                System.out.println(writers.acknowledged().size() + " writes acknowledged, " + writers.refused()
                        + " failed for good");
                writers.requireAll(s3);
                suite.anvil("admin", "verify").succeeded();
            }
        }
    }
}
