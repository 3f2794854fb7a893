package dev.anvil.metadata.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.Invariants;
import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.blob.BlobWorld.Broken;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The catalogue's own transitions in the orders that the model tries: puts, copies, deletes, uploads in parts, reclaims, repairs, sweeps,
 * drives that go away, and a crash or a pause between any two steps. {@code -Danvil.interleavings=N} tries more, {@code -Danvil.seed=N} one again.
 */
class BlobInterleavingsIT {
    private static final int RUNS = Integer.getInteger("anvil.interleavings", 60);
    private static final int RUNS_UNTIL_NOTICED = 400;

    @Test
    void nothingThatAVersionNeedsIsEverLost() {
        long seed = Long.getLong("anvil.seed", new Random().nextLong());
        System.out.println("-Danvil.seed=" + seed);
        int committed = 0;
        int completed = 0;
        try (RegionalCatalogue catalogue = catalogue()) {
            for (int run = 0; run < RUNS; run++) {
                BlobWorld world = new BlobWorld(catalogue, new Random(seed + run), Broken.NOTHING);
                assertThat(world.run())
                        .as("-Danvil.seed=%d -Danvil.interleavings=1", seed + run)
                        .isEmpty();
                committed += world.committed();
                completed += world.completed();
            }
            catalogue.usage.fold();
            Invariants.hold(catalogue);
        }
        System.out.println(committed + " blobs, " + completed + " completed uploads");
        assertThat(committed).isGreaterThan(RUNS);
        assertThat(completed).as("uploads that became objects").isGreaterThan(RUNS / 4);
    }

    /** Each rule is needed, and this test would notice its absence. */
    @ParameterizedTest
    @EnumSource(names = "NOTHING", mode = EnumSource.Mode.EXCLUDE)
    void withoutAnyOneRuleAShardIsLost(Broken rule) {
        try (RegionalCatalogue catalogue = catalogue()) {
            Optional<String> lost = Optional.empty();
            for (int seed = 0; seed < RUNS_UNTIL_NOTICED && lost.isEmpty(); seed++) {
                lost = new BlobWorld(catalogue, new Random(seed), rule).run();
            }
            assertThat(lost).isPresent();
            System.out.println("without " + rule + ": " + lost.get());
        }
    }

    private static RegionalCatalogue catalogue() {
        return new RegionalCatalogue(new BlobRules(Duration.ofHours(24), Duration.ofHours(48), Duration.ZERO));
    }
}
