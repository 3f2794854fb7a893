package dev.anvil.gc.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerTest {
    private final FakeQueue queue = new FakeQueue();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private volatile Handling handling = (task, lease) -> new Outcome.Done("");
    private Worker worker = worker(4, Duration.ofSeconds(30), Duration.ofSeconds(5));

    private interface Handling {
        Outcome handle(Task task, Lease lease) throws InterruptedException;
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void tellsTheQueueHowEachTaskWent() {
        handling = (task, lease) -> switch ((int) task.id()) {
            case 1 -> new Outcome.Done("all of it");
            case 2 -> new Outcome.Postponed(Duration.ofSeconds(9), "a drive is away");
            default -> throw new IllegalStateException("broken");
        };
        queue.add(1, TaskType.RECLAIM_BLOB);
        queue.add(2, TaskType.RECLAIM_BLOB);
        queue.add(3, TaskType.RECLAIM_BLOB);
        worker.start();

        until(() -> queue.told.size() == 3);

        assertThat(queue.told)
                .containsEntry(1L, "done")
                .containsEntry(2L, "postponed 9 s: a drive is away")
                .containsEntry(3L, "failed: broken");
        until(() -> meters.find("anvil.tasks").tag("outcome", "done").timer() != null);
        assertThat(meters.get("anvil.tasks")
                        .tags("type", "reclaim_blob", "outcome", "done")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void leavesTasksOfAnUnknownKindToOthers() {
        queue.add(1, TaskType.UNKNOWN);
        worker.start();

        until(() -> queue.told.containsKey(1L));

        assertThat(queue.told.get(1L)).startsWith("postponed 60 s: this worker has no handler");
    }

    @Test
    void neverDoesMoreAtOnceThanItHasHands() {
        Semaphore mayEnd = new Semaphore(0);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        handling = (task, lease) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            mayEnd.acquire();
            running.decrementAndGet();
            return new Outcome.Done("");
        };
        for (int i = 0; i < 50; i++) {
            queue.add(i, TaskType.RECLAIM_BLOB);
        }
        worker.start();
        until(() -> running.get() == 4);
        assertThat(running()).isEqualTo(4);
        mayEnd.release(50);

        until(() -> queue.told.size() == 50);

        assertThat(most).hasValue(4);
        assertThat(queue.limits).allMatch(limit -> limit >= 1 && limit <= 4);
    }

    @Test
    void whoWaitsForTasksDoesNone() {
        List<Double> whileWaiting = new CopyOnWriteArrayList<>();
        queue.asked = () -> whileWaiting.add(running());
        worker.start();

        until(() -> whileWaiting.size() > 1);

        assertThat(whileWaiting).containsOnly(0.0);
    }

    private double running() {
        return meters.get("anvil.tasks.running").gauge().value();
    }

    @Test
    void extendsTheLeaseOfALongTask() {
        worker = worker(1, Duration.ofSeconds(3), Duration.ofSeconds(5));
        handling = (task, lease) -> {
            // Longer than one lease: only extensions keep it.
            long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
            until(() -> System.nanoTime() > end && queue.extensions.get() >= 3);
            lease.requireHeld();
            return new Outcome.Done("");
        };
        queue.add(1, TaskType.RECLAIM_BLOB);
        worker.start();

        until(() -> queue.told.containsKey(1L));

        assertThat(queue.told).containsEntry(1L, "done");
    }

    @Test
    void stopsATaskThatAnotherWorkerHasAndSaysNothing() {
        worker = worker(1, Duration.ofSeconds(3), Duration.ofSeconds(5));
        CountDownLatch interrupted = new CountDownLatch(1);
        handling = (task, lease) -> {
            if (task.id() == 2) {
                return new Outcome.Done("");
            }
            queue.stolen.add(1L);
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
            return new Outcome.Done("");
        };
        queue.add(1, TaskType.RECLAIM_BLOB);
        worker.start();
        until(() -> interrupted.getCount() == 0);
        queue.add(2, TaskType.RECLAIM_BLOB);

        until(() -> queue.told.containsKey(2L));

        assertThat(queue.told).doesNotContainKey(1L);
    }

    @Test
    void survivesAQueueThatIsAwayForAWhile() {
        queue.away = true;
        worker.start();
        until(() -> meters.find("anvil.tasks.running").gauge() != null);
        queue.away = false;
        queue.add(1, TaskType.RECLAIM_BLOB);

        until(() -> queue.told.containsKey(1L));
    }

    @Test
    void letsRunningTasksFinishWhenItStops() {
        CountDownLatch begun = new CountDownLatch(1);
        Semaphore mayEnd = new Semaphore(0);
        Set<Long> handled = ConcurrentHashMap.newKeySet();
        handling = (task, lease) -> {
            handled.add(task.id());
            begun.countDown();
            mayEnd.acquire();
            return new Outcome.Done("");
        };
        queue.add(1, TaskType.RECLAIM_BLOB);
        worker.start();
        until(() -> begun.getCount() == 0);
        Thread closing = Thread.ofPlatform().start(worker::close);
        until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        queue.add(2, TaskType.RECLAIM_BLOB);
        mayEnd.release();

        until(() -> !closing.isAlive());

        assertThat(queue.told).containsEntry(1L, "done");
        // The queue may have answered the last question just then: that task goes back unseen.
        assertThat(handled).containsOnly(1L);
        assertThat(queue.told.getOrDefault(2L, "never taken")).isIn("never taken", "postponed 0 s: its worker stopped");
    }

    @Test
    void handsBackWhatDoesNotFinishInTime() {
        worker = worker(1, Duration.ofSeconds(30), Duration.ofMillis(50));
        CountDownLatch begun = new CountDownLatch(1);
        handling = (task, lease) -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return new Outcome.Done("");
        };
        queue.add(1, TaskType.RECLAIM_BLOB);
        worker.start();
        until(() -> begun.getCount() == 0);

        worker.close();

        assertThat(queue.told.get(1L)).startsWith("postponed 0 s");
    }

    @Test
    void tasksThatAreDoneTogetherTakeOneHand() {
        Semaphore mayEnd = new Semaphore(0);
        Queue<Integer> portions = new ConcurrentLinkedQueue<>();
        worker = together(2, Duration.ofSeconds(5), tasks -> {
            portions.add(tasks.size());
            mayEnd.acquire();
        });
        for (int i = 0; i < 3 * BatchHandler.MOST; i++) {
            queue.add(i, TaskType.RECLAIM_BLOB);
        }
        worker.start();
        until(() -> portions.size() == 2);
        assertThat(meters.get("anvil.tasks.running").gauge().value()).isEqualTo(2.0 * BatchHandler.MOST);
        mayEnd.release(3);

        until(() -> queue.told.size() == 3 * BatchHandler.MOST);

        assertThat(portions).containsExactly(BatchHandler.MOST, BatchHandler.MOST, BatchHandler.MOST);
        assertThat(queue.completions).hasSize(3);
        until(() -> meters.find("anvil.tasks").tag("outcome", "done").timer() != null
                && meters.get("anvil.tasks").tag("outcome", "done").timer().count() == 3 * BatchHandler.MOST);
    }

    @Test
    void allOfABatchIsHandedBackWhenItDoesNotFinishInTime() {
        CountDownLatch begun = new CountDownLatch(1);
        worker = together(1, Duration.ofMillis(50), tasks -> {
            begun.countDown();
            new CountDownLatch(1).await();
        });
        for (int i = 0; i < 5; i++) {
            queue.add(i, TaskType.RECLAIM_BLOB);
        }
        worker.start();
        until(() -> begun.getCount() == 0);

        worker.close();

        assertThat(queue.told)
                .hasSize(5)
                .allSatisfy((id, what) -> assertThat(what).startsWith("postponed 0 s"));
    }

    private interface Doing {
        void all(Set<Task> tasks) throws InterruptedException;
    }

    private Worker together(int hands, Duration drain, Doing doing) {
        BatchHandler handler = new BatchHandler() {
            @Override
            public TaskType type() {
                return TaskType.RECLAIM_BLOB;
            }

            @Override
            public Map<Task, Outcome> handle(Map<Task, Lease> tasks) throws InterruptedException {
                doing.all(tasks.keySet());
                return tasks.keySet().stream()
                        .collect(Collectors.toMap(Function.identity(), task -> new Outcome.Done("")));
            }
        };
        meters.clear();
        return new Worker(
                queue,
                List.of(),
                List.of(handler),
                new WorkerSettings(hands, Duration.ofSeconds(30), Duration.ofMillis(50), Duration.ofMinutes(1), drain),
                InstantSource.system(),
                new TaskMeters(meters));
    }

    private Worker worker(int hands, Duration lease, Duration drain) {
        TaskHandler handler = new TaskHandler() {
            @Override
            public TaskType type() {
                return TaskType.RECLAIM_BLOB;
            }

            @Override
            public Outcome handle(Task task, Lease held) throws InterruptedException {
                return handling.handle(task, held);
            }
        };
        return new Worker(
                queue,
                List.of(handler),
                List.of(),
                new WorkerSettings(hands, lease, Duration.ofMillis(50), Duration.ofMinutes(1), drain),
                InstantSource.system(),
                new TaskMeters(meters));
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
