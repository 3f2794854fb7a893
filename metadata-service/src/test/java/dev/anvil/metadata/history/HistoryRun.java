package dev.anvil.metadata.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.history.Keys.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that do the same few keys all kinds of things at once. */
public final class HistoryRun {
    private static final int CLIENTS = 8;
    private static final int KEYS = 3;

    private final Keys keys;
    private final long seed;
    private final int steps;
    private final Map<Place, KeyHistory> histories = new ConcurrentHashMap<>();
    private int taken;

    public HistoryRun(Keys keys, long seed, int stepsOfEach) {
        this.keys = keys;
        this.seed = seed;
        this.steps = stepsOfEach;
    }

    /** The seed that was asked for, or another each time. */
    public static long seed() {
        long seed = Long.getLong("anvil.linearizability.seed", System.nanoTime());
        System.out.println("-Danvil.linearizability.seed=" + seed);
        return seed;
    }

    /** Until all have done all of theirs. */
    public void run() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                HistoryClient one = new HistoryClient(keys, this::history, new Random(seed + client));
                clients.add(threads.submit(() -> {
                    for (int step = 0; step < steps; step++) {
                        one.step(KEYS);
                        stepTaken();
                    }
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
    }

    public int steps() {
        return CLIENTS * steps;
    }

    /** So many of {@link #steps()} were done. */
    public synchronized int taken() {
        return taken;
    }

    /** Until so many of {@link #steps()} are done, or a few more, which is what it answers. */
    public synchronized int awaitTaken(int wanted) throws InterruptedException {
        while (taken < wanted) {
            wait();
        }
        return taken;
    }

    private synchronized void stepTaken() {
        taken++;
        notifyAll();
    }

    public void requireAnOrder() {
        histories.forEach((place, history) -> history.requireAnOrder(place.toString()));
        assertThat(histories.values().stream().mapToInt(KeyHistory::size).sum()).isGreaterThan(steps() / 2);
        assertThat(histories).hasSize(keys.buckets() * KEYS);
        System.out.println(histories.values().stream()
                        .mapToInt(KeyHistory::size)
                        .sum() + " answers, "
                + histories.values().stream().mapToInt(KeyHistory::unknown).sum() + " calls without one");
    }

    private KeyHistory history(Place place) {
        return histories.computeIfAbsent(place, key -> new KeyHistory());
    }
}
