package dev.anvil.metadata.rpc;

import dev.anvil.metadata.Page;
import dev.anvil.metadata.audit.AuditLog;
import dev.anvil.metadata.task.Lease;
import dev.anvil.metadata.task.LeaseTerm;
import dev.anvil.metadata.task.Task;
import dev.anvil.metadata.task.TaskQueue;
import dev.anvil.metadata.task.TaskType;
import dev.anvil.metadata.task.WorkerId;
import dev.anvil.metadata.v1.CancelTaskRequest;
import dev.anvil.metadata.v1.CompleteTasksRequest;
import dev.anvil.metadata.v1.CountTasksRequest;
import dev.anvil.metadata.v1.CountTasksResponse;
import dev.anvil.metadata.v1.ExtendLeasesRequest;
import dev.anvil.metadata.v1.FailTaskRequest;
import dev.anvil.metadata.v1.GetTaskRequest;
import dev.anvil.metadata.v1.HeldTasks;
import dev.anvil.metadata.v1.LeaseAnswer;
import dev.anvil.metadata.v1.LeaseRef;
import dev.anvil.metadata.v1.LeaseTasksRequest;
import dev.anvil.metadata.v1.LeaseTasksResponse;
import dev.anvil.metadata.v1.ListTasksRequest;
import dev.anvil.metadata.v1.ListTasksResponse;
import dev.anvil.metadata.v1.RequestTaskRequest;
import dev.anvil.metadata.v1.RequestTaskResponse;
import dev.anvil.metadata.v1.RetryTaskRequest;
import dev.anvil.metadata.v1.TaskQueueGrpc;
import dev.anvil.model.DriveId;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class TaskQueueService extends TaskQueueGrpc.TaskQueueImplBase {
    private final TaskQueue queue;
    private final RegionName ownRegion;
    private final Ending ending;
    private final AuditLog audit;

    TaskQueueService(TaskQueue queue, RegionName ownRegion, Ending ending, AuditLog audit) {
        this.audit = audit;
        this.queue = queue;
        this.ownRegion = ownRegion;
        this.ending = ending;
    }

    @Override
    public void leaseTasks(LeaseTasksRequest request, StreamObserver<LeaseTasksResponse> observer) {
        Context call = Context.current();
        try {
            RegionName region = request.getRegion().isEmpty() ? ownRegion : new RegionName(request.getRegion());
            WorkerId worker = new WorkerId(request.getWorkerId());
            LeaseTerm term = term(request.getLeaseSeconds());
            List<Task> tasks = queue.lease(
                    region,
                    worker,
                    PageLimit.of(request.getLimit(), TaskQueue.MAX_LEASES),
                    term,
                    wait(request.getWaitMillis()),
                    () -> !call.isCancelled() && !ending.begun());
            LeaseTasksResponse.Builder answer = LeaseTasksResponse.newBuilder();
            tasks.forEach(task -> answer.addTasks(TaskMessages.toProto(task)));
            queue.leaseAlong(tasks, TaskMessages.together(request), region, worker, term)
                    .forEach(task -> answer.addTasks(TaskMessages.toProto(task)));
            Answer.with(observer, answer.build());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServiceFailure.unavailable("the service ends; ask another replica", e);
        }
    }

    @Override
    public void extendLease(LeaseRef request, StreamObserver<LeaseAnswer> observer) {
        answer(observer, queue.extend(lease(request), term(request.getLeaseSeconds())));
    }

    @Override
    public void completeTask(LeaseRef request, StreamObserver<LeaseAnswer> observer) {
        answer(observer, queue.complete(lease(request)));
    }

    @Override
    public void extendLeases(ExtendLeasesRequest request, StreamObserver<HeldTasks> observer) {
        answer(observer, queue.extend(leases(request.getLeasesList()), term(request.getLeaseSeconds())));
    }

    @Override
    public void completeTasks(CompleteTasksRequest request, StreamObserver<HeldTasks> observer) {
        answer(observer, queue.complete(leases(request.getLeasesList())));
    }

    @Override
    public void failTask(FailTaskRequest request, StreamObserver<LeaseAnswer> observer) {
        Lease lease = lease(request.getLease());
        Optional<Duration> delay = request.getRetryInMillis() > 0
                ? Optional.of(Duration.ofMillis(request.getRetryInMillis()))
                : Optional.empty();
        answer(
                observer,
                request.getPostponed()
                        ? queue.postpone(lease, request.getError(), delay)
                        : queue.fail(lease, request.getError(), delay));
    }

    @Override
    public void listTasks(ListTasksRequest request, StreamObserver<ListTasksResponse> observer) {
        Page<Task> page = queue.list(
                request.hasState() ? TaskMessages.state(request.getState()) : null,
                request.hasType() ? new TaskType(request.getTypeValue()) : null,
                request.getAfter(),
                PageLimit.of(request.getLimit(), TaskQueue.MAX_PAGE));
        ListTasksResponse.Builder answer = ListTasksResponse.newBuilder().setMore(page.more());
        page.items().forEach(task -> answer.addTasks(TaskMessages.toProto(task)));
        Answer.with(observer, answer.build());
    }

    @Override
    public void retryTask(RetryTaskRequest request, StreamObserver<dev.anvil.metadata.v1.Task> observer) {
        Answer.with(
                observer,
                TaskMessages.toProto(audit.change(
                        "task.retry",
                        String.valueOf(request.getTaskId()),
                        TaskQueueService::detail,
                        () -> queue.retry(request.getTaskId()))));
    }

    @Override
    public void getTask(GetTaskRequest request, StreamObserver<dev.anvil.metadata.v1.Task> observer) {
        Answer.with(observer, TaskMessages.toProto(queue.get(request.getTaskId())));
    }

    @Override
    public void cancelTask(CancelTaskRequest request, StreamObserver<dev.anvil.metadata.v1.Task> observer) {
        Answer.with(
                observer,
                TaskMessages.toProto(audit.change(
                        "task.cancel",
                        String.valueOf(request.getTaskId()),
                        TaskQueueService::detail,
                        () -> queue.cancel(request.getTaskId()))));
    }

    @Override
    public void requestTask(RequestTaskRequest request, StreamObserver<RequestTaskResponse> observer) {
        switch (request.getType()) {
            case TASK_TYPE_DRAIN, TASK_TYPE_SWEEP_DRIVE -> {
                boolean added = queue.request(
                        request.getRegion().isEmpty() ? ownRegion : new RegionName(request.getRegion()),
                        new TaskType(request.getTypeValue()),
                        DriveId.parse(request.getSubject()).toString());
                Answer.with(
                        observer,
                        RequestTaskResponse.newBuilder().setAdded(added).build());
            }
            case TASK_TYPE_UNSPECIFIED,
                    TASK_TYPE_RECLAIM_BLOB,
                    TASK_TYPE_REPAIR_BLOB,
                    TASK_TYPE_ABORT_UPLOAD,
                    TASK_TYPE_EXPIRE,
                    TASK_TYPE_REBALANCE,
                    UNRECOGNIZED ->
                throw ServiceFailure.invalid(
                        "a task of type " + request.getType() + " follows from a change and cannot be asked for");
        }
    }

    @Override
    public void countTasks(CountTasksRequest request, StreamObserver<CountTasksResponse> observer) {
        CountTasksResponse.Builder answer = CountTasksResponse.newBuilder().setOutbox(queue.countOutbox());
        queue.count().forEach(count -> answer.addCounts(TaskMessages.toProto(count)));
        Answer.with(observer, answer.build());
    }

    private static String detail(Task task) {
        return "type " + task.type().code() + " of region " + task.region() + ", subject " + task.subject();
    }

    private static void answer(StreamObserver<LeaseAnswer> observer, boolean held) {
        Answer.with(observer, LeaseAnswer.newBuilder().setHeld(held).build());
    }

    private static void answer(StreamObserver<HeldTasks> observer, List<Long> held) {
        Answer.with(observer, HeldTasks.newBuilder().addAllTaskIds(held).build());
    }

    private static List<Lease> leases(List<LeaseRef> leases) {
        return leases.stream().map(TaskQueueService::lease).toList();
    }

    private static Lease lease(LeaseRef lease) {
        return new Lease(lease.getTaskId(), lease.getFence());
    }

    private static LeaseTerm term(int seconds) {
        return new LeaseTerm(Duration.ofSeconds(Integer.toUnsignedLong(seconds)));
    }

    private static Duration wait(int millis) {
        Duration asked = Duration.ofMillis(Integer.toUnsignedLong(millis));
        return asked.compareTo(TaskQueue.LONGEST_WAIT) > 0 ? TaskQueue.LONGEST_WAIT : asked;
    }
}
