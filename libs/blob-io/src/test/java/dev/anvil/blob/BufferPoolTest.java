package dev.anvil.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
    private static final int STRIPE = 1 << 20;
    private static final int UNIT = 256 << 10;

    @Test
    void thePoolKeepsNoMoreThanItsLimit() {
        BufferPool pool = new BufferPool(256 * 1024);
        byte[] first = pool.take(200_000);
        assertThat(first.length).isGreaterThanOrEqualTo(200_000);
        pool.give(first);
        assertThat(pool.take(199_999)).isSameAs(first);
        byte[] second = pool.take(200_000);
        pool.give(first);
        pool.give(second);
        assertThat(pool.take(200_000)).isSameAs(first);
        assertThat(pool.take(200_000)).isNotSameAs(second);
        pool.give(new byte[5]);
        assertThat(pool.take(1)).hasSize(4096);
    }

    @Test
    void readsFindRoomInAPoolThatWritesHaveFilled() {
        BufferPool pool = new BufferPool(4 * STRIPE);
        List<byte[]> stripes = taken(pool, 4, STRIPE);
        stripes.forEach(pool::give);
        List<byte[]> units = taken(pool, 8, UNIT);
        units.forEach(pool::give);
        assertThat(taken(pool, 8, UNIT)).containsExactlyInAnyOrderElementsOf(units);
        assertThat(taken(pool, 4, STRIPE)).filteredOn(stripes::contains).hasSize(2);
    }

    @Test
    void whatIsAskedForNowDoesNotMakeRoomForWhatIsNot() {
        BufferPool pool = new BufferPool(2 * STRIPE);
        byte[] late = pool.take(UNIT);
        List<byte[]> stripes = taken(pool, 2, STRIPE);
        stripes.forEach(pool::give);
        pool.give(late);
        assertThat(taken(pool, 2, STRIPE)).containsExactlyInAnyOrderElementsOf(stripes);
        assertThat(pool.take(UNIT)).isNotSameAs(late);
    }

    @Test
    void manyThreadsLeaveNoMoreThanTheLimit() throws Exception {
        long seed = System.nanoTime();
        BufferPool pool = new BufferPool(8 * STRIPE);
        List<Future<?>> users = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int user = 0; user < 4; user++) {
                SplittableRandom random = new SplittableRandom(seed + user);
                users.add(threads.submit(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        taken(pool, 1 + random.nextInt(12), random.nextBoolean() ? UNIT : STRIPE)
                                .forEach(pool::give);
                    }
                }));
            }
        }
        for (Future<?> user : users) {
            user.get();
        }
        assertThat(pool.keptBytes()).as("seed %d", seed).isBetween(0L, 8L * STRIPE);
        long kept = pool.keptBytes();
        int stripes = found(pool, STRIPE);
        int units = found(pool, UNIT);
        assertThat((long) stripes * STRIPE + (long) units * UNIT).isEqualTo(kept);
        assertThat(pool.keptBytes()).isZero();
    }

    /** How many times it gives out what it has kept. */
    private static int found(BufferPool pool, int size) {
        int found = 0;
        for (long before = pool.keptBytes(); ; before = pool.keptBytes()) {
            pool.take(size);
            if (pool.keptBytes() == before) {
                return found;
            }
            found++;
        }
    }

    private static List<byte[]> taken(BufferPool pool, int count, int length) {
        List<byte[]> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(pool.take(length));
        }
        return taken;
    }
}
