package dev.anvil.gc.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.runtime.failure.ServiceFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchRunTest {
    private final FakeQueue queue = new FakeQueue();
    private final LeaseKeeper keeper = new LeaseKeeper(queue, Duration.ofMinutes(1));
    private final Map<Long, String> ended = new TreeMap<>();
    private final List<Integer> sizes = new ArrayList<>();

    private interface Handling {
        Outcome of(Task task);
    }

    @Test
    void whatIsDoneIsToldInOneCallAndTheRestOneByOne() {
        run(5, task -> task.id() == 3 ? new Outcome.Postponed(Duration.ofSeconds(9), "away") : new Outcome.Done(""));

        assertThat(sizes).containsExactly(5);
        assertThat(queue.completions).containsExactly(4);
        assertThat(queue.told)
                .hasSize(5)
                .containsEntry(3L, "postponed 9 s: away")
                .containsEntry(5L, "done");
        assertThat(ended).containsEntry(3L, "postponed").containsEntry(5L, "done");
        assertThat(keeper.held()).isEmpty();
    }

    @Test
    void ofWhatFailsTogetherEachFailsForItself() {
        run(4, task -> {
            if (task.id() == 2) {
                throw new IllegalStateException("a layout is corrupt");
            }
            return new Outcome.Done("");
        });

        assertThat(sizes).containsExactly(4, 1, 1, 1, 1);
        assertThat(queue.told)
                .containsEntry(1L, "done")
                .containsEntry(2L, "failed: a layout is corrupt")
                .containsEntry(3L, "done")
                .containsEntry(4L, "done");
        assertThat(ended).hasSize(4).containsEntry(2L, "failed");
    }

    @Test
    void aCatalogueThatIsAwayIsNotAskedAgainForEach() {
        run(4, task -> {
            throw ServiceFailure.unavailable("the catalogue is away", new IllegalStateException());
        });

        assertThat(sizes).containsExactly(4);
        assertThat(ended)
                .hasSize(4)
                .allSatisfy((id, outcome) -> assertThat(outcome).isEqualTo("failed"));
    }

    @Test
    void aTaskThatSomebodyElseHasIsNotCompleted() {
        queue.stolen.add(2L);

        run(3, task -> new Outcome.Done(""));

        assertThat(queue.told).containsOnlyKeys(1L, 3L);
        assertThat(ended).containsEntry(1L, "done").containsEntry(2L, "lost").containsEntry(3L, "done");
    }

    @Test
    void oneThatIsLostStopsNeitherTheOthersNorIsItToldOf() {
        run(3, task -> {
            keeper.held().stream().filter(lease -> lease.task().id() == 1).forEach(HeldLease::lose);
            return new Outcome.Done("");
        });

        assertThat(Thread.interrupted()).isFalse();
        assertThat(queue.told).containsOnlyKeys(2L, 3L);
        assertThat(ended).containsEntry(1L, "lost").containsEntry(2L, "done");
    }

    @Test
    void whenTheLastIsLostTheDoerIsStopped() {
        run(3, task -> {
            keeper.held().forEach(HeldLease::lose);
            return new Outcome.Done("");
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(queue.told).isEmpty();
        assertThat(ended)
                .hasSize(3)
                .allSatisfy((id, outcome) -> assertThat(outcome).isEqualTo("lost"));
    }

    @Test
    void aQueueThatCannotBeToldIsNoFailure() {
        run(2, task -> {
            queue.away = true;
            return new Outcome.Done("");
        });

        assertThat(ended).containsEntry(1L, "untold").containsEntry(2L, "untold");
    }

    @Test
    void tasksOfOneTypeArePortionedAndOthersStandAlone() {
        List<Task> tasks = new ArrayList<>(tasks(BatchHandler.MOST + 1));
        tasks.add(1, new Task(900, TaskType.REPAIR_BLOB, "r", 1, Instant.EPOCH, 1));
        tasks.add(new Task(901, TaskType.REPAIR_BLOB, "r", 1, Instant.EPOCH, 1));

        assertThat(Portions.of(tasks, Set.of(TaskType.RECLAIM_BLOB)))
                .extracting(List::size)
                .containsExactly(BatchHandler.MOST, 1, 1, 1);
    }

    private void run(int tasks, Handling handling) {
        BatchHandler handler = new BatchHandler() {
            @Override
            public TaskType type() {
                return TaskType.RECLAIM_BLOB;
            }

            @Override
            public Map<Task, Outcome> handle(Map<Task, Lease> batch) {
                sizes.add(batch.size());
                Map<Task, Outcome> outcomes = new HashMap<>();
                batch.keySet().forEach(task -> outcomes.put(task, handling.of(task)));
                return outcomes;
            }
        };
        new BatchRun(handler, keeper, new Reports(queue), (task, outcome) -> ended.put(task.id(), outcome))
                .perform(tasks(tasks));
    }

    private List<Task> tasks(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(id -> queue.add(id, TaskType.RECLAIM_BLOB))
                .toList();
    }
}
