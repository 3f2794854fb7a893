package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The global database stops answering for longer than gateways may go on with what they remember, and comes back. */
class GlobalDatabaseAwayIT {
    /** In place of fifteen minutes. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    /** From the question that failed to the next one, and a loaded machine. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    @TempDir
    static Path folder;

    @Test
    void whatIsRememberedServesUntilTheBoundAndNoLonger() throws Exception {
        try (EmbeddedPostgres postgres = ClusterDatabases.start();
                StallingRelay global = new StallingRelay(postgres.getPort());
                AllInOne suite = AllInOne.up(folder.resolve("data"), settings(postgres, global));
                S3Client s3 = ImpatientClient.of(suite)) {
            s3.createBucket(b -> b.bucket("known"));
            s3.putObject(b -> b.bucket("known").key("before"), RequestBody.fromString("before"));

            global.stallAfter(0);
            // What is remembered is at most a question older than this.
            // then.
            long away = System.nanoTime();
            int served = 0;
            S3Exception refusal = null;
            while (refusal == null) {
                try {
                    String key = "during-" + served;
                    s3.putObject(b -> b.bucket("known").key(key), RequestBody.fromString(key));
                    assertThat(s3.getObjectAsBytes(b -> b.bucket("known").key(key))
                                    .asUtf8String())
                            .isEqualTo(key);
                    served++;
                    assertThat(since(away)).isLessThan(BOUND.plus(SLACK));
                } catch (S3Exception e) {
                    refusal = e;
                }
            }
            System.out.println(served + " objects written and read, and refused after "
                    + since(away).toMillis() + " ms: " + refusal.getMessage());
            assertThat(served).isPositive();
            assertThat(since(away)).isBetween(BOUND.minus(Duration.ofSeconds(5)), BOUND.plus(SLACK));
            assertThat(refusal.statusCode()).isEqualTo(503);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
            assertThat(refusal.awsErrorDetails().errorMessage()).contains("cannot be asked at the moment");
            // Nor does anything come back to it while the database is away.
            for (int i = 0; i < 5; i++) {
                assertThat(statusOf(s3)).isEqualTo(503);
            }

            global.cut();
            global.stallAfter(Long.MAX_VALUE);
            Waiting.until("all is served again", Duration.ofSeconds(40), () -> statusOf(s3) == 200);
            assertThat(s3.getObjectAsBytes(b -> b.bucket("known").key("during-0"))
                            .asUtf8String())
                    .isEqualTo("during-0");
            s3.createBucket(b -> b.bucket("after"));
        }
    }

    private static Map<String, String> settings(EmbeddedPostgres postgres, StallingRelay global) {
        Map<String, String> settings = new HashMap<>(
                ClusterDatabases.settings("127.0.0.1", postgres.getPort(), "away-1", "a bound that is shown to end"));
        settings.put("GLOBAL_DATABASE_URL", "postgres://postgres:postgres@" + global.address() + "/anvil_global");
        settings.put("ANVIL_GATEWAY_CACHE_OUTAGE", BOUND.toSeconds() + "s");
        settings.put("ENABLE_MDNS", "false");
        return settings;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static int statusOf(S3Client s3) {
        try {
            s3.getObjectAsBytes(b -> b.bucket("known").key("before"));
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }
}
