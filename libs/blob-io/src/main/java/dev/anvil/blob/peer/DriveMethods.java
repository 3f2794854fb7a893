package dev.anvil.blob.peer;

import dev.anvil.blob.BufferPool;
import dev.anvil.storage.v1.ReadShardRequest;
import dev.anvil.storage.v1.ShardServiceGrpc;
import dev.anvil.storage.v1.WriteAnswer;
import io.grpc.MethodDescriptor;

/** The contract's methods with marshallers that do not pass every byte through a protobuf object. */
final class DriveMethods {
    private final MethodDescriptor<OutgoingFrame, WriteAnswer> writeShards;
    private final MethodDescriptor<ReadShardRequest, IncomingUnit> readShard;

    /**
     * @param local whether messages are handed over as they are: what we lend the drive has to be copied, and what it lends us need
     *     not be
     */
    DriveMethods(BufferPool buffers, boolean local) {
        var write = ShardServiceGrpc.getWriteShardsMethod();
        var read = ShardServiceGrpc.getReadShardMethod();
        this.writeShards = write.toBuilder(new OutgoingFrameMarshaller(local), write.getResponseMarshaller())
                .build();
        this.readShard = read.toBuilder(read.getRequestMarshaller(), new IncomingUnitMarshaller(buffers, local))
                .build();
    }

    MethodDescriptor<OutgoingFrame, WriteAnswer> writeShards() {
        return writeShards;
    }

    MethodDescriptor<ReadShardRequest, IncomingUnit> readShard() {
        return readShard;
    }
}
