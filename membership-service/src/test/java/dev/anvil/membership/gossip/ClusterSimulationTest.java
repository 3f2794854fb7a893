package dev.anvil.membership.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.membership.gossip.SimulatedCluster.Machine;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole clusters in virtual time. {@code -Danvil.seed=N} repeats a run, {@code -Danvil.simulations=N} makes more of them. */
class ClusterSimulationTest {
    private static final Duration TO_MEET = Duration.ofSeconds(5);
    private static final Duration TO_FIND_DOWN = Duration.ofSeconds(14);
    private static final Duration TO_REFUTE = Duration.ofSeconds(6);
    private static final Duration TO_HEAL = Duration.ofSeconds(15);

    private final long seed = Long.getLong("anvil.seed", System.nanoTime());
    private final int simulations = Integer.getInteger("anvil.simulations", 1);

    @BeforeEach
    void tellTheSeed() {
        System.out.println("simulated clusters with -Danvil.seed=" + seed);
    }

    @ParameterizedTest
    @CsvSource({"3, 0.0", "3, 0.2", "7, 0.1", "30, 0.2", "60, 0.05"})
    void theDeadAreFoundDownEverywhereAndTheLivingAgree(int size, double loss) {
        for (int run = 0; run < simulations; run++) {
            SimulatedCluster cluster = new SimulatedCluster(size, loss, seed + run);
            assertThat(cluster.runUntil(TO_MEET, SimulatedCluster::agrees)).isLessThan(TO_MEET);
            cluster.run(Duration.ofSeconds(20));
            assertThat(cluster.runUntil(TO_REFUTE, SimulatedCluster::agrees))
                    .as("where messages get lost somebody may be in doubt right now, but not for long")
                    .isLessThan(TO_REFUTE);

            int dead = Math.max(1, size / 5);
            for (int i = 0; i < dead; i++) {
                cluster.machine(i).stopped = true;
            }
            assertThat(cluster.runUntil(TO_FIND_DOWN, SimulatedCluster::agrees)).isLessThan(TO_FIND_DOWN);
            for (int i = 0; i < dead; i++) {
                cluster.restart(cluster.machine(i));
            }
            assertThat(cluster.runUntil(TO_HEAL, SimulatedCluster::agrees)).isLessThan(TO_HEAL);
            assertNoneOfTheLivingWasDown(cluster, dead);
        }
    }

    @Test
    void twoHundredMembersAgree() {
        SimulatedCluster cluster = new SimulatedCluster(200, 0.05, seed);
        assertThat(cluster.runUntil(TO_MEET, SimulatedCluster::agrees)).isLessThan(TO_MEET);
        for (int i = 0; i < 40; i++) {
            cluster.machine(i).stopped = true;
        }
        assertThat(cluster.runUntil(TO_FIND_DOWN, SimulatedCluster::agrees)).isLessThan(TO_FIND_DOWN);
        assertNoneOfTheLivingWasDown(cluster, 40);
    }

    @ParameterizedTest
    @CsvSource({"4, 2", "6, 3", "25, 12"})
    void aPartitionHeals(int size, int cut) {
        SimulatedCluster cluster = new SimulatedCluster(size, 0.05, seed);
        cluster.run(TO_MEET);
        for (int i = 0; i < cut; i++) {
            cluster.machine(i).side = 1;
        }
        cluster.run(Duration.ofSeconds(40));
        assertThat(cluster.agrees()).isFalse();
        cluster.machines().forEach(machine -> machine.side = 0);
        assertThat(cluster.runUntil(TO_HEAL, SimulatedCluster::agrees)).isLessThan(TO_HEAL);
    }

    @Test
    void whoSleptComesBackAndBlamesNobody() {
        SimulatedCluster cluster = new SimulatedCluster(7, 0.05, seed);
        cluster.run(TO_MEET);
        Machine sleeper = cluster.machine(3);
        sleeper.stopped = true;
        cluster.run(Duration.ofSeconds(30));
        sleeper.stopped = false;
        assertThat(cluster.runUntil(TO_HEAL, SimulatedCluster::agrees)).isLessThan(Duration.ofSeconds(5));
        List<Integer> others = cluster.machines().stream()
                .filter(machine -> machine != sleeper)
                .map(machine -> machine.timesDown)
                .toList();
        assertThat(others).containsOnly(0);
    }

    @Test
    void churnDoesNotOscillate() {
        SimulatedCluster cluster = new SimulatedCluster(30, 0.05, seed);
        Random random = new Random(seed);
        cluster.run(TO_MEET);
        int restless = 6;
        for (int round = 0; round < 10; round++) {
            Machine machine = cluster.machine(random.nextInt(restless));
            if (machine.stopped) {
                cluster.restart(machine);
            } else {
                machine.stopped = true;
            }
            cluster.run(Duration.ofSeconds(2 + random.nextInt(8)));
        }
        assertNoneOfTheLivingWasDown(cluster, restless);
        assertThat(cluster.runUntil(TO_HEAL, SimulatedCluster::agrees)).isLessThan(TO_HEAL);
    }

    private static void assertNoneOfTheLivingWasDown(SimulatedCluster cluster, int restless) {
        assertThat(cluster.machines().subList(restless, cluster.machines().size()))
                .allSatisfy(machine -> assertThat(machine.timesDown)
                        .as("%s was down", machine.name)
                        .isZero());
    }
}
