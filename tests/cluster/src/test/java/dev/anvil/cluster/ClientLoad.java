package dev.anvil.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Some clients that do the same again and again until they are stopped, and what failed of it. */
final class ClientLoad implements AutoCloseable {
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicInteger done = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    @FunctionalInterface
    interface Work {
        void once(int client, int round);
    }

    static ClientLoad start(int clients, Work work) {
        ClientLoad load = new ClientLoad();
        for (int client = 0; client < clients; client++) {
            int number = client;
            load.threads.add(Thread.ofPlatform().start(() -> load.run(number, work)));
        }
        return load;
    }

    private void run(int client, Work work) {
        for (int round = 0; running.get(); round++) {
            try {
                work.once(client, round);
                done.incrementAndGet();
            } catch (RuntimeException | AssertionError e) {
                failures.add("client " + client + ", round " + round + ": " + e);
            }
        }
    }

    /** Returns when so many more rounds have been done. */
    void awaitRounds(int more) {
        int goal = done.get() + failures.size() + more;
        while (done.get() + failures.size() < goal) {
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        running.set(false);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
