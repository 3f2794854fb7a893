package dev.anvil.gc.peer;

import dev.anvil.gc.drain.DrainRequests;
import dev.anvil.metadata.v1.RequestTaskRequest;
import dev.anvil.metadata.v1.TaskQueueGrpc;
import dev.anvil.metadata.v1.TaskQueueGrpc.TaskQueueBlockingStub;
import dev.anvil.metadata.v1.TaskType;
import dev.anvil.model.DriveId;
import dev.anvil.model.RegionName;
import io.grpc.Channel;

/** Asks the metadata service for the task of emptying a drive. */
final class GrpcDrainRequests implements DrainRequests {
    private final TaskQueueBlockingStub stub;
    private final RegionName region;

    GrpcDrainRequests(Channel channel, RegionName region) {
        this.stub = TaskQueueGrpc.newBlockingStub(channel);
        this.region = region;
    }

    @Override
    public void request(DriveId drive) {
        RequestTaskRequest request = RequestTaskRequest.newBuilder()
                .setType(TaskType.TASK_TYPE_DRAIN)
                .setRegion(region.value())
                .setSubject(drive.toString())
                .build();
        var unused = Calls.call(() -> stub.requestTask(request));
    }
}
