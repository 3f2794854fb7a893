package dev.anvil.cluster;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** How long each of many calls took. */
record Latencies(long[] sortedNanos) {
    /** So many calls, some at once. */
    static Latencies of(int calls, int clients, IntConsumer call) {
        try (ExecutorService pool = Executors.newFixedThreadPool(clients)) {
            long[] nanos = new long[calls];
            for (Future<Long> one : pool.invokeAll(IntStream.range(0, calls)
                    .<Callable<Long>>mapToObj(number -> () -> timed(number, call, nanos))
                    .toList())) {
                one.get();
            }
            Arrays.sort(nanos);
            return new Latencies(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calls were timed", e);
        } catch (ExecutionException e) {
            throw new AssertionError("a call that was timed failed", e.getCause());
        }
    }

    private static long timed(int number, IntConsumer call, long[] nanos) {
        long begun = System.nanoTime();
        call.accept(number);
        nanos[number] = System.nanoTime() - begun;
        return nanos[number];
    }

    Duration percentile(double share) {
        return Duration.ofNanos(
                sortedNanos[(int) Math.min(sortedNanos.length - 1L, (long) (sortedNanos.length * share))]);
    }

    @Override
    public String toString() {
        return "p50 " + percentile(0.5).toMillis() + " ms, p99 "
                + percentile(0.99).toMillis() + " ms, longest " + percentile(1).toMillis() + " ms of "
                + sortedNanos.length;
    }
}
