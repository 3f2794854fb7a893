package dev.anvil.metadata.rpc;

import static dev.anvil.metadata.rpc.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.metadata.database.Schema;
import dev.anvil.metadata.v1.CompleteTasksRequest;
import dev.anvil.metadata.v1.CountTasksRequest;
import dev.anvil.metadata.v1.CountTasksResponse;
import dev.anvil.metadata.v1.ErrorReason;
import dev.anvil.metadata.v1.ExtendLeasesRequest;
import dev.anvil.metadata.v1.FailTaskRequest;
import dev.anvil.metadata.v1.LeaseRef;
import dev.anvil.metadata.v1.LeaseTasksRequest;
import dev.anvil.metadata.v1.ListTasksRequest;
import dev.anvil.metadata.v1.RequestTaskRequest;
import dev.anvil.metadata.v1.RetryTaskRequest;
import dev.anvil.metadata.v1.Task;
import dev.anvil.metadata.v1.TaskQueueGrpc;
import dev.anvil.metadata.v1.TaskState;
import dev.anvil.metadata.v1.TaskType;
import dev.anvil.model.DriveId;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each test has a region of its own, so that no other test's tasks come its way. */
class TaskQueueIT {
    private static final int LONG_LEASE_SECONDS = 600;

    private final RunningService service = RunningService.shared();
    private final JdbcClient global = service.database(Schema.GLOBAL);
    private final JdbcClient regional = service.database(Schema.REGIONAL);
    private final TaskQueueGrpc.TaskQueueBlockingStub queue = TaskQueueGrpc.newBlockingStub(service.channel());
    private final String region = RunningService.fresh("region");

    @Test
    void dueTasksAreLeasedOldestFirst() {
        enqueue("second", Duration.ofMinutes(-1));
        enqueue("first", Duration.ofMinutes(-2));
        enqueue("not yet", Duration.ofMinutes(5));
        List<Task> leased = lease(10, LONG_LEASE_SECONDS);
        assertThat(leased).extracting(Task::getSubject).containsExactly("first", "second");
        assertThat(leased).allSatisfy(task -> {
            assertThat(task.getType()).isEqualTo(TaskType.TASK_TYPE_RECLAIM_BLOB);
            assertThat(task.getState()).isEqualTo(TaskState.TASK_STATE_RUNNING);
            assertThat(task.getAttempts()).isOne();
            assertThat(task.getRegion()).isEqualTo(region);
        });
        assertThat(lease(10, LONG_LEASE_SECONDS)).isEmpty();
    }

    @Test
    void noTaskIsHeldTwice() {
        int tasks = 400;
        for (int i = 0; i < tasks; i++) {
            enqueue("task " + i, Duration.ZERO);
        }
        Queue<Task> done = new ConcurrentLinkedQueue<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            for (int worker = 0; worker < 8; worker++) {
                workers.submit(() -> {
                    for (List<Task> leased = lease(7, LONG_LEASE_SECONDS);
                            !leased.isEmpty();
                            leased = lease(7, LONG_LEASE_SECONDS)) {
                        leased.forEach(task -> {
                            done.add(task);
                            assertThat(complete(task)).isTrue();
                        });
                    }
                });
            }
        }
        assertThat(done).hasSize(tasks);
        assertThat(done.stream().map(Task::getSubject).distinct()).hasSize(tasks);
        assertThat(lease(1, LONG_LEASE_SECONDS)).isEmpty();
    }

    @Test
    void whoseLeaseRanOutHasLostTheTask() {
        enqueue("contested", Duration.ZERO);
        Task slow = lease(1, 1).getFirst();
        Task taken = leaseWhenThereIsOne();
        assertThat(taken.getTaskId()).isEqualTo(slow.getTaskId());
        assertThat(taken.getFence()).isGreaterThan(slow.getFence());

        assertThat(extend(slow)).isFalse();
        assertThat(fail(slow, "too late")).isFalse();
        assertThat(complete(slow)).isFalse();
        assertThat(extend(taken)).isTrue();
        assertThat(complete(taken)).isTrue();
        assertThat(complete(taken)).isFalse();
    }

    @Test
    void anExtendedLeaseHolds() {
        enqueue("long work", Duration.ZERO);
        Task task = lease(1, 1).getFirst();
        assertThat(extend(task)).isTrue();
        Eventually.holds(
                "the first term is over",
                () -> global.sql("select now() > created + interval '1500 milliseconds' from task where task_id = ?")
                        .param(task.getTaskId())
                        .query(Boolean.class)
                        .single());
        assertThat(lease(1, LONG_LEASE_SECONDS)).isEmpty();
    }

    @Test
    void whatFailsIsTriedAgainUntilItIsADeadLetterThatAnOperatorCanRetry() {
        enqueue("hopeless", Duration.ZERO);
        for (int attempt = 1; attempt <= 3; attempt++) {
            Task task = leaseWhenThereIsOne();
            assertThat(task.getAttempts()).isEqualTo(attempt);
            assertThat(fail(task, "failure " + attempt)).isTrue();
        }
        assertThat(lease(1, LONG_LEASE_SECONDS)).isEmpty();
        Task dead = only(TaskState.TASK_STATE_DEAD_LETTER);
        assertThat(dead.getLastError()).isEqualTo("failure 3");

        queue.retryTask(
                RetryTaskRequest.newBuilder().setTaskId(dead.getTaskId()).build());
        Task again = lease(1, LONG_LEASE_SECONDS).getFirst();
        assertThat(again.getAttempts()).isOne();
        assertThat(again.getFence()).isGreaterThan(dead.getFence());
        assertRefused(
                ErrorReason.ERROR_REASON_CONFLICT,
                () -> queue.retryTask(RetryTaskRequest.newBuilder()
                        .setTaskId(again.getTaskId())
                        .build()));
    }

    @Test
    void whatNeverComesBackBecomesADeadLetterToo() {
        enqueue("kills its worker", Duration.ZERO);
        for (int attempt = 1; attempt <= 3; attempt++) {
            leaseWhenThereIsOne(1);
        }
        Eventually.holds("the task is buried", () -> {
            assertThat(lease(1, 1)).isEmpty();
            return !tasks(TaskState.TASK_STATE_DEAD_LETTER).isEmpty();
        });
        assertThat(only(TaskState.TASK_STATE_DEAD_LETTER).getLastError()).contains("did not come back", "worker");
    }

    @Test
    void waitingIsNoFailure() {
        enqueue("its drive is away", Duration.ZERO);
        for (int time = 0; time < 5; time++) {
            Task task = leaseWhenThereIsOne();
            assertThat(task.getAttempts()).isOne();
            assertThat(queue.failTask(FailTaskRequest.newBuilder()
                                    .setLease(ref(task))
                                    .setError("the drive is away")
                                    .setRetryInMillis(1)
                                    .setPostponed(true)
                                    .build())
                            .getHeld())
                    .isTrue();
        }
    }

    @Test
    void aFailureCanSayWhenToTryAgain() {
        enqueue("later", Duration.ZERO);
        Task task = leaseWhenThereIsOne();
        queue.failTask(FailTaskRequest.newBuilder()
                .setLease(ref(task))
                .setRetryInMillis(3_600_000)
                .build());
        Task waiting = only(TaskState.TASK_STATE_PENDING);
        assertThat(waiting.getDueMillis() - System.currentTimeMillis()).isBetween(3_000_000L, 3_700_000L);
    }

    @Test
    void tasksAreCounted() {
        enqueue("counted", Duration.ZERO);
        CountTasksResponse counts = queue.countTasks(CountTasksRequest.getDefaultInstance());
        assertThat(counts.getCountsList()).anySatisfy(count -> {
            assertThat(count.getType()).isEqualTo(TaskType.TASK_TYPE_RECLAIM_BLOB);
            assertThat(count.getState()).isEqualTo(TaskState.TASK_STATE_PENDING);
            assertThat(count.getCount()).isPositive();
            assertThat(count.getOldestDueMillis()).isPositive();
        });
    }

    @Test
    void aLeaseNeedsATermAndARetryATask() {
        assertRefused(ErrorReason.ERROR_REASON_INVALID_ARGUMENT, () -> lease(1, 0));
        assertRefused(
                ErrorReason.ERROR_REASON_NOT_FOUND,
                () -> queue.retryTask(
                        RetryTaskRequest.newBuilder().setTaskId(-1).build()));
    }

    @Test
    void theOutboxOfTheRegionArrivesInTheQueueOnce() {
        String mark = RunningService.fresh("outbox");
        int rows = 1_234;
        regional.sql(
                        "insert into outbox (type, subject, due) select 2, ? || '/' || n, now() from generate_series(1, ?) n")
                .params(mark, rows)
                .update();
        Eventually.holds("all rows are relayed", () -> countLike(mark) == rows);
        Eventually.holds(
                "the outbox is empty",
                () -> regional.sql("select count(*) from outbox")
                                .query(Integer.class)
                                .single()
                        == 0);

        // As a relay does that died between the copy and the removal.
        regional.sql("insert into outbox (id, type, subject, due) overriding system value values (?, 2, ?, now())")
                .params(
                        global.sql("select outbox_id from task where subject = ?")
                                .param(mark + "/1")
                                .query(Long.class)
                                .single(),
                        mark + "/1")
                .update();
        Eventually.holds(
                "the outbox is empty again",
                () -> regional.sql("select count(*) from outbox")
                                .query(Integer.class)
                                .single()
                        == 0);
        assertThat(countLike(mark)).isEqualTo(rows);
        assertThat(global.sql("select distinct region from task where subject like ? || '/%'")
                        .param(mark)
                        .query(String.class)
                        .list())
                .containsExactly(RunningService.REGION);
        global.sql("delete from task where subject like ? || '/%'").param(mark).update();
    }

    @Test
    void whatIsAskedForStandsInTheQueueOnceUntilItIsDone() {
        RequestTaskRequest drain = RequestTaskRequest.newBuilder()
                .setType(TaskType.TASK_TYPE_DRAIN)
                .setRegion(region)
                .setSubject(DriveId.create().toString())
                .build();
        assertThat(queue.requestTask(drain).getAdded()).isTrue();
        assertThat(queue.requestTask(drain).getAdded()).isFalse();
        Task task = leaseWhenThereIsOne();
        assertThat(task.getType()).isEqualTo(TaskType.TASK_TYPE_DRAIN);
        assertThat(task.getSubject()).isEqualTo(drain.getSubject());
        assertThat(queue.requestTask(drain).getAdded()).as("while it runs").isFalse();
        assertThat(queue.completeTask(LeaseRef.newBuilder()
                                .setTaskId(task.getTaskId())
                                .setFence(task.getFence())
                                .build())
                        .getHeld())
                .isTrue();
        assertThat(queue.requestTask(drain).getAdded()).isTrue();
        assertThat(lease(1, LONG_LEASE_SECONDS)).hasSize(1);
    }

    @Test
    void whatFollowsFromAChangeCannotBeAskedFor() {
        RequestTaskRequest reclaim = RequestTaskRequest.newBuilder()
                .setType(TaskType.TASK_TYPE_RECLAIM_BLOB)
                .setRegion(region)
                .setSubject(DriveId.create().toString())
                .build();
        assertThatThrownBy(() -> queue.requestTask(reclaim))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refusal -> assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
        assertThat(lease(1, LONG_LEASE_SECONDS)).isEmpty();
    }

    @Test
    void ofManyThatAreDoneOneWhoseLeaseWasLostStays() {
        enqueue("lost", Duration.ofMinutes(-3));
        enqueue("held", Duration.ofMinutes(-2));
        enqueue("held too", Duration.ofMinutes(-1));
        List<Task> leased = lease(3, LONG_LEASE_SECONDS);
        List<LeaseRef> leases = leased.stream().map(TaskQueueIT::ref).collect(Collectors.toList());
        leases.set(
                0,
                ref(leased.getFirst()).toBuilder()
                        .setFence(leased.getFirst().getFence() - 1)
                        .build());

        assertThat(queue.extendLeases(ExtendLeasesRequest.newBuilder()
                                .addAllLeases(leases)
                                .setLeaseSeconds(LONG_LEASE_SECONDS)
                                .build())
                        .getTaskIdsList())
                .containsExactlyInAnyOrder(
                        leased.get(1).getTaskId(), leased.get(2).getTaskId());
        CompleteTasksRequest done =
                CompleteTasksRequest.newBuilder().addAllLeases(leases).build();
        assertThat(queue.completeTasks(done).getTaskIdsList())
                .containsExactlyInAnyOrder(
                        leased.get(1).getTaskId(), leased.get(2).getTaskId());
        assertThat(queue.completeTasks(done).getTaskIdsList()).isEmpty();
        assertThat(only(TaskState.TASK_STATE_RUNNING).getSubject()).isEqualTo("lost");
        assertThat(complete(leased.getFirst())).isTrue();
    }

    @Test
    void whatWasPostponedIsNotCompletedUnderItsOldFence() {
        enqueue("put off", Duration.ZERO);
        Task task = lease(1, LONG_LEASE_SECONDS).getFirst();
        assertThat(fail(task, "not now")).isTrue();
        assertThat(queue.completeTasks(CompleteTasksRequest.newBuilder()
                                .addLeases(ref(task))
                                .build())
                        .getTaskIdsList())
                .isEmpty();
        assertThat(complete(task)).isFalse();
        assertThat(extend(task)).isFalse();
        assertThat(only(TaskState.TASK_STATE_PENDING).getSubject()).isEqualTo("put off");
    }

    @Test
    void aTaskOfATypeThatIsDoneTogetherBringsOthersAlong() {
        for (int i = 0; i < 100; i++) {
            enqueue("together " + i, Duration.ofMinutes(-1));
        }
        enqueue("not yet", Duration.ofMinutes(5));
        LeaseTasksRequest together = request(1, LONG_LEASE_SECONDS)
                .addTogether(TaskType.TASK_TYPE_RECLAIM_BLOB)
                .setTogetherMost(64)
                .build();
        assertThat(queue.leaseTasks(together.toBuilder()
                                .setTogether(0, TaskType.TASK_TYPE_DRAIN)
                                .build())
                        .getTasksList())
                .as("of another type")
                .hasSize(1);
        assertThat(queue.leaseTasks(together).getTasksList()).hasSize(64).doesNotHaveDuplicates();
        assertThat(queue.leaseTasks(together.toBuilder().setLimit(3).build()).getTasksList())
                .hasSize(35);
        assertThat(queue.leaseTasks(together).getTasksList()).isEmpty();
    }

    private int countLike(String mark) {
        return global.sql("select count(*) from task where subject like ? || '/%'")
                .param(mark)
                .query(Integer.class)
                .single();
    }

    private void enqueue(String subject, Duration due) {
        global.sql("""
                        insert into task (type, region, subject, due, created)
                        values (1, ?, ?, now() + ? * interval '1 millisecond', now())""").params(region, subject, due.toMillis()).update();
    }

    private List<Task> lease(int limit, int seconds) {
        return queue.leaseTasks(request(limit, seconds).build()).getTasksList();
    }

    private Task leaseWhenThereIsOne() {
        return leaseWhenThereIsOne(LONG_LEASE_SECONDS);
    }

    private Task leaseWhenThereIsOne(int seconds) {
        List<Task> leased = queue.leaseTasks(
                        request(1, seconds).setWaitMillis(8_000).build())
                .getTasksList();
        assertThat(leased).hasSize(1);
        return leased.getFirst();
    }

    private LeaseTasksRequest.Builder request(int limit, int seconds) {
        return LeaseTasksRequest.newBuilder()
                .setWorkerId("worker")
                .setRegion(region)
                .setLimit(limit)
                .setLeaseSeconds(seconds);
    }

    private static LeaseRef ref(Task task) {
        return LeaseRef.newBuilder()
                .setTaskId(task.getTaskId())
                .setFence(task.getFence())
                .setLeaseSeconds(LONG_LEASE_SECONDS)
                .build();
    }

    private boolean extend(Task task) {
        return queue.extendLease(ref(task)).getHeld();
    }

    private boolean complete(Task task) {
        return queue.completeTask(ref(task)).getHeld();
    }

    private boolean fail(Task task, String error) {
        return queue.failTask(FailTaskRequest.newBuilder()
                        .setLease(ref(task))
                        .setError(error)
                        .build())
                .getHeld();
    }

    private List<Task> tasks(TaskState state) {
        return queue.listTasks(ListTasksRequest.newBuilder().setState(state).build()).getTasksList().stream()
                .filter(task -> task.getRegion().equals(region))
                .toList();
    }

    private Task only(TaskState state) {
        List<Task> found = tasks(state);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
