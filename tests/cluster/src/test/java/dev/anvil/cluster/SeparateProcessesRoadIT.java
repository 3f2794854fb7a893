package dev.anvil.cluster;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The road on five processes. */
class SeparateProcessesRoadIT extends RoadChecks {
    @TempDir
    static Path folder;

    private static Suite suite;

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
}
