package dev.anvil.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Some clients that do the same again and again until they are stopped, and what failed of it. */
final class ClientLoad implements AutoCloseable {
    private final AtomicBoolean running = new AtomicBoolean(true);

    /** Who waits for rounds must not take the machine from those who do them. */
    private final Object lock = new Object();

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private int ended;

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
            } catch (RuntimeException | AssertionError e) {
                failures.add("client " + client + ", round " + round + ": " + e);
            }
            synchronized (lock) {
                ended++;
                lock.notifyAll();
            }
        }
    }

    /** Returns when so many more rounds have been done. */
    void awaitRounds(int more) {
        synchronized (lock) {
            int goal = ended + more;
            while (ended < goal) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while clients were busy", e);
                }
            }
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
