package dev.anvil.benchmarks.s3;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/** Runs workloads: as many threads as clients, each with one request in flight. */
final class Runner {
    private static final long HIGHEST_MICROS = Duration.ofMinutes(5).toNanos() / 1_000;
    private static final long SEED = 42;
    /** So that all numbers have as many digits. */
    private static final int KEY_BASE = 1_000_000_000;

    private final S3Session session;
    private final BenchS3.Load load;
    private final @Nullable PrintWriter progress;
    private final byte[] body;
    /** The next put's turn. Keys whose turn has not come yet are not there to be read. */
    private final AtomicInteger turn = new AtomicInteger();

    Runner(S3Session session, BenchS3.Load load, @Nullable PrintWriter progress) {
        this.session = session;
        this.load = load;
        this.progress = progress;
        if (load.bytes() > 1 << 30) {
            throw new IllegalArgumentException("objects of more than 1 GiB are not for this benchmark");
        }
        this.body = new byte[(int) load.bytes()];
        new SplittableRandom(SEED).nextBytes(body);
    }

    void prepare(List<Workload> workloads) throws IOException, InterruptedException {
        session.createBucket();
        if (!workloads.isEmpty() && workloads.getFirst().needsObjects()) {
            tell("putting " + load.keys() + " objects first");
            eachKeyOnce(this::putOne);
            turn.set(load.keys());
        }
    }

    void cleanUp() throws IOException, InterruptedException {
        eachKeyOnce((key, random) -> {
            session.delete(key(key));
            return 0;
        });
        session.deleteBucket();
    }

    /** One request. Answers the bytes that it moved. */
    private interface Step {
        long go(int key, SplittableRandom random) throws IOException;
    }

    private long putOne(int key, SplittableRandom random) throws IOException {
        session.put(key(key), body);
        return body.length;
    }

    Result run(Workload workload) throws InterruptedException {
        Step step = switch (workload) {
            case put -> (key, random) -> putOne(turn.getAndIncrement() % load.keys(), random);
            case get -> (key, random) -> session.get(key(random.nextInt(known())));
            case mixed ->
                (key, random) -> random.nextInt(10) < 3
                        ? putOne(random.nextInt(known()), random)
                        : session.get(key(random.nextInt(known())));
            case list -> (key, random) -> session.list(key(random.nextInt(known())));
            case delete ->
                (key, random) -> {
                    session.delete(key(key));
                    return 0;
                };
        };
        boolean once = workload == Workload.delete;
        Meter meter = new Meter();
        long started = System.nanoTime();
        long end = once ? Long.MAX_VALUE : started + load.duration().toNanos();
        loop(step, meter, started, end, once ? load.keys() : Integer.MAX_VALUE, workload.name());
        return meter.result(workload, System.nanoTime() - started);
    }

    private int known() {
        return Math.max(1, Math.min(load.keys(), turn.get()));
    }

    private void eachKeyOnce(Step step) throws InterruptedException, IOException {
        Meter meter = new Meter();
        loop(step, meter, System.nanoTime(), Long.MAX_VALUE, load.keys(), "");
        String failure = meter.firstFailure.get();
        if (failure != null) {
            throw new IOException(failure);
        }
    }

    private void loop(Step step, Meter meter, long started, long end, int limit, String name)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(load.clients());
        for (int client = 0; client < load.clients(); client++) {
            SplittableRandom random = new SplittableRandom(SEED + client);
            clients.execute(() -> {
                for (int key = next.getAndIncrement();
                        key < limit && (end == Long.MAX_VALUE || System.nanoTime() < end);
                        key = next.getAndIncrement()) {
                    meter.time(step, key, random);
                }
            });
        }
        clients.shutdown();
        while (!clients.awaitTermination(1, TimeUnit.SECONDS)) {
            if (!name.isEmpty()) {
                tell(meter.result(Workload.valueOf(name), System.nanoTime() - started)
                        .line());
            }
        }
    }

    private void tell(String line) {
        PrintWriter out = progress;
        if (out != null) {
            out.print("\r\033[K" + line + "\r");
            out.flush();
        }
    }

    private static String key(int number) {
        return "object-" + Integer.toString(KEY_BASE + number).substring(1);
    }

    /** What was counted in one workload. */
    private static final class Meter {
        private final ConcurrentHistogram micros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
        private final LongAdder bytes = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();

        void time(Step step, int key, SplittableRandom random) {
            long before = System.nanoTime();
            try {
                bytes.add(step.go(key, random));
                micros.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - before) / 1_000));
            } catch (IOException e) {
                failures.increment();
                firstFailure.compareAndSet(null, String.valueOf(e.getMessage()));
            }
        }

        Result result(Workload workload, long nanos) {
            return new Result(workload, nanos / 1e9, micros.copy(), bytes.sum(), failures.sum(), firstFailure.get());
        }
    }
}
