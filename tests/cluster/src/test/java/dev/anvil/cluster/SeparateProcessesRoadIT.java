package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The road on five processes. */
class SeparateProcessesRoadIT extends RoadChecks {
    @TempDir
    static Path folder;

    private static SeparateProcesses suite;

    @BeforeAll
    static void start() {
        suite = SeparateProcesses.start(folder, Map.of("ANVIL_RECLAIM_DELAY", "1s"));
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Override
    Suite suite() {
        return suite;
    }

    /** What nothing else asks the drives and the catalogue for meanwhile: workers read by other calls, and there is no damage. */
    @Test
    void aGetOfASmallObjectIsOneCallToTheCatalogueAndOneToADrive() {
        String count = "grpc_server_seconds_count";
        int gets = 50;
        try (S3Client s3 = suite.client();
                Meters catalogue = suite.metersOfMetadata();
                Meters drives = suite.metersOfStorage()) {
            s3.createBucket(b -> b.bucket("one-call"));
            s3.putObject(b -> b.bucket("one-call").key("k"), RequestBody.fromBytes(new byte[4_096]));
            double lookUps = catalogue.sum(count, "\"LookUpObject\"");
            double reads = drives.sum(count, "\"ReadShard\"");
            for (int i = 0; i < gets; i++) {
                assertThat(s3.getObjectAsBytes(b -> b.bucket("one-call").key("k"))
                                .asByteArray())
                        .hasSize(4_096);
            }
            assertThat(catalogue.sum(count, "\"LookUpObject\"") - lookUps).isEqualTo(gets);
            assertThat(drives.sum(count, "\"ReadShard\"") - reads).isEqualTo(gets);
        }
    }
}
