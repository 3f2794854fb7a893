package dev.anvil.cluster;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The road on the suite as {@code anvil up} starts it. */
class AllInOneRoadIT extends RoadChecks {
    @TempDir
    static Path folder;

    private static Suite suite;

    @BeforeAll
    static void up() {
        suite = AllInOne.up(folder.resolve("data"), Map.of("ANVIL_RECLAIM_DELAY", "1s"));
    }

    @AfterAll
    static void down() {
        suite.close();
    }

    @Override
    Suite suite() {
        return suite;
    }
}
