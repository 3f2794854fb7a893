package dev.anvil.metadata.object;

import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.model.BucketId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Commits of 64 writers into one bucket against as many into 64. On request: {@code -Danvil.benchmark=true}. */
@EnabledIfSystemProperty(named = "anvil.benchmark", matches = "true")
class WriterSpeedIT {
    private static final int WRITERS = 64;
    private static final int EACH = Integer.getInteger("anvil.writers.commits", 300);
    private static final int ROUNDS = 5;

    @Test
    void oneBucketIsNoSlowerThanMany() throws Exception {
        try (RegionalCatalogue catalogue = new RegionalCatalogue()) {
            double[] one = new double[ROUNDS];
            double[] many = new double[ROUNDS];
            write(catalogue, buckets(catalogue, 1), "warm");
            for (int round = 0; round < ROUNDS; round++) {
                one[round] = write(catalogue, buckets(catalogue, 1), "one-" + round);
                catalogue.usage.fold();
                many[round] = write(catalogue, buckets(catalogue, WRITERS), "many-" + round);
                catalogue.usage.fold();
            }
            Arrays.sort(one);
            Arrays.sort(many);
            System.out.printf(
                    "%d writers: one bucket %,.0f commits/s, %d buckets %,.0f commits/s, ratio %.2f (medians of %d)%n",
                    WRITERS, one[ROUNDS / 2], WRITERS, many[ROUNDS / 2], one[ROUNDS / 2] / many[ROUNDS / 2], ROUNDS);
        }
    }

    private static List<BucketId> buckets(RegionalCatalogue catalogue, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> catalogue.bucket(Versioning.OFF))
                .toList();
    }

    private static double write(RegionalCatalogue catalogue, List<BucketId> buckets, String name) throws Exception {
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> {
                    BucketId bucket = buckets.get(number % buckets.size());
                    for (int i = 0; i < EACH; i++) {
                        catalogue.put(bucket, name + "/" + number + "/" + i, 100);
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        return WRITERS * EACH / ((System.nanoTime() - began) / 1e9);
    }
}
