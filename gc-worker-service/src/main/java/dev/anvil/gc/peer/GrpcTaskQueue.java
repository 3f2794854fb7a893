package dev.anvil.gc.peer;

import dev.anvil.gc.lease.BatchHandler;
import dev.anvil.gc.lease.Task;
import dev.anvil.gc.lease.TaskQueue;
import dev.anvil.gc.lease.TaskType;
import dev.anvil.metadata.v1.CompleteTasksRequest;
import dev.anvil.metadata.v1.ExtendLeasesRequest;
import dev.anvil.metadata.v1.FailTaskRequest;
import dev.anvil.metadata.v1.LeaseRef;
import dev.anvil.metadata.v1.LeaseTasksRequest;
import dev.anvil.metadata.v1.TaskQueueGrpc;
import dev.anvil.metadata.v1.TaskQueueGrpc.TaskQueueBlockingStub;
import dev.anvil.model.NodeId;
import dev.anvil.model.RegionName;
import io.grpc.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The queue, served by the metadata service. */
final class GrpcTaskQueue implements TaskQueue {
    /** What a long poll may take beyond its wait. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final TaskQueueBlockingStub stub;
    private final NodeId worker;
    private final RegionName region;

    GrpcTaskQueue(Channel channel, NodeId worker, RegionName region) {
        this.stub = TaskQueueGrpc.newBlockingStub(channel);
        this.worker = worker;
        this.region = region;
    }

    @Override
    public List<Task> lease(int limit, Set<TaskType> together, Duration lease, Duration wait) {
        LeaseTasksRequest request = LeaseTasksRequest.newBuilder()
                .setWorkerId(worker.toString())
                .setRegion(region.value())
                .setLimit(limit)
                .setLeaseSeconds((int) lease.toSeconds())
                .setWaitMillis((int) wait.toMillis())
                .addAllTogether(together.stream().map(GrpcTaskQueue::type).toList())
                .setTogetherMost(BatchHandler.MOST)
                .build();
        return Calls.call(() -> stub
                .withDeadlineAfter(wait.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                .leaseTasks(request)
                .getTasksList()
                .stream()
                .map(GrpcTaskQueue::task)
                .toList());
    }

    @Override
    public Set<Long> extend(List<Task> tasks, Duration lease) {
        ExtendLeasesRequest request = ExtendLeasesRequest.newBuilder()
                .addAllLeases(references(tasks))
                .setLeaseSeconds((int) lease.toSeconds())
                .build();
        return Calls.call(
                () -> Set.copyOf(stub.extendLeases(request).getTaskIdsList()),
                () -> idsOf(tasks, task -> extend(task, lease)));
    }

    private boolean extend(Task task, Duration lease) {
        LeaseRef extension = reference(task).toBuilder()
                .setLeaseSeconds((int) lease.toSeconds())
                .build();
        return Calls.call(() -> stub.extendLease(extension).getHeld());
    }

    @Override
    public boolean complete(Task task) {
        return Calls.call(() -> stub.completeTask(reference(task)).getHeld());
    }

    @Override
    public Set<Long> complete(List<Task> tasks) {
        CompleteTasksRequest request = CompleteTasksRequest.newBuilder()
                .addAllLeases(references(tasks))
                .build();
        return Calls.call(
                () -> Set.copyOf(stub.completeTasks(request).getTaskIdsList()), () -> idsOf(tasks, this::complete));
    }

    @Override
    public boolean fail(Task task, String error) {
        FailTaskRequest request = FailTaskRequest.newBuilder()
                .setLease(reference(task))
                .setError(error)
                .build();
        return Calls.call(() -> stub.failTask(request).getHeld());
    }

    @Override
    public boolean postpone(Task task, String why, Duration wait) {
        FailTaskRequest request = FailTaskRequest.newBuilder()
                .setLease(reference(task))
                .setError(why)
                .setPostponed(true)
                .setRetryInMillis(wait.toMillis())
                .build();
        return Calls.call(() -> stub.failTask(request).getHeld());
    }

    private static Set<Long> idsOf(List<Task> tasks, Predicate<Task> ours) {
        return tasks.stream().filter(ours).map(Task::id).collect(Collectors.toSet());
    }

    private static List<LeaseRef> references(List<Task> tasks) {
        return tasks.stream().map(GrpcTaskQueue::reference).toList();
    }

    private static LeaseRef reference(Task task) {
        return LeaseRef.newBuilder().setTaskId(task.id()).setFence(task.fence()).build();
    }

    private static Task task(dev.anvil.metadata.v1.Task task) {
        return new Task(
                task.getTaskId(),
                type(task.getType()),
                task.getSubject(),
                task.getAttempts(),
                Instant.ofEpochMilli(task.getCreatedMillis()),
                task.getFence());
    }

    private static TaskType type(dev.anvil.metadata.v1.TaskType type) {
        return switch (type) {
            case TASK_TYPE_RECLAIM_BLOB -> TaskType.RECLAIM_BLOB;
            case TASK_TYPE_REPAIR_BLOB -> TaskType.REPAIR_BLOB;
            case TASK_TYPE_ABORT_UPLOAD -> TaskType.ABORT_UPLOAD;
            case TASK_TYPE_EXPIRE -> TaskType.EXPIRE;
            case TASK_TYPE_REBALANCE -> TaskType.REBALANCE;
            case TASK_TYPE_DRAIN -> TaskType.DRAIN;
            case TASK_TYPE_SWEEP_DRIVE -> TaskType.SWEEP_DRIVE;
            case TASK_TYPE_UNSPECIFIED, UNRECOGNIZED -> TaskType.UNKNOWN;
        };
    }

    private static dev.anvil.metadata.v1.TaskType type(TaskType type) {
        return switch (type) {
            case RECLAIM_BLOB -> dev.anvil.metadata.v1.TaskType.TASK_TYPE_RECLAIM_BLOB;
            case REPAIR_BLOB -> dev.anvil.metadata.v1.TaskType.TASK_TYPE_REPAIR_BLOB;
            case ABORT_UPLOAD -> dev.anvil.metadata.v1.TaskType.TASK_TYPE_ABORT_UPLOAD;
            case EXPIRE -> dev.anvil.metadata.v1.TaskType.TASK_TYPE_EXPIRE;
            case REBALANCE -> dev.anvil.metadata.v1.TaskType.TASK_TYPE_REBALANCE;
            case DRAIN -> dev.anvil.metadata.v1.TaskType.TASK_TYPE_DRAIN;
            case SWEEP_DRIVE -> dev.anvil.metadata.v1.TaskType.TASK_TYPE_SWEEP_DRIVE;
            case UNKNOWN -> dev.anvil.metadata.v1.TaskType.TASK_TYPE_UNSPECIFIED;
        };
    }
}
