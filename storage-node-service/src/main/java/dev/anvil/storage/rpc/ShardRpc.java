package dev.anvil.storage.rpc;

import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.storage.drive.LocalDrives;
import dev.anvil.storage.engine.Drive;
import dev.anvil.storage.engine.SealedShard;
import dev.anvil.storage.engine.StorageFailure;
import dev.anvil.storage.v1.CheckShardsRequest;
import dev.anvil.storage.v1.CheckShardsResponse;
import dev.anvil.storage.v1.DeleteShardsRequest;
import dev.anvil.storage.v1.DeleteShardsResponse;
import dev.anvil.storage.v1.DescribeDrivesRequest;
import dev.anvil.storage.v1.DescribeDrivesResponse;
import dev.anvil.storage.v1.ListCorruptShardsRequest;
import dev.anvil.storage.v1.ListCorruptShardsResponse;
import dev.anvil.storage.v1.ListShardsRequest;
import dev.anvil.storage.v1.ListShardsResponse;
import dev.anvil.storage.v1.ReadShardRequest;
import dev.anvil.storage.v1.ShardEntry;
import dev.anvil.storage.v1.ShardServiceGrpc;
import dev.anvil.storage.v1.WriteAnswer;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** The node's shards, for gateways and workers. */
final class ShardRpc implements BindableService, ShardServiceGrpc.AsyncService {
    private static final int MAX_DELETES = 1_000;
    private static final int MAX_PAGE = 10_000;
    private static final int USUAL_PAGE = 1_000;

    private final LocalDrives drives;
    private final WriteSessions writes;
    private final DeletionLog deletions = new DeletionLog();
    private final RecordBuffers buffers = RecordBuffers.ofProcess();

    ShardRpc(LocalDrives drives, WriteSessions writes) {
        this.drives = drives;
        this.writes = writes;
    }

    /** The generated definition, but frames come in and units go out without being copied. */
    @Override
    public ServerServiceDefinition bindService() {
        var generated = ShardServiceGrpc.getWriteShardsMethod();
        MethodDescriptor<IncomingFrame, WriteAnswer> writeShards = generated.toBuilder(
                        new IncomingFrameMarshaller(), generated.getResponseMarshaller())
                .build();
        var generatedRead = ShardServiceGrpc.getReadShardMethod();
        MethodDescriptor<ReadShardRequest, OutgoingUnit> readShard = generatedRead.toBuilder(
                        generatedRead.getRequestMarshaller(), new OutgoingUnitMarshaller())
                .build();
        Set<String> ours = Set.of(writeShards.getFullMethodName(), readShard.getFullMethodName());
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(ShardServiceGrpc.SERVICE_NAME);
        ShardServiceGrpc.bindService(this).getMethods().stream()
                .filter(method -> !ours.contains(method.getMethodDescriptor().getFullMethodName()))
                .forEach(service::addMethod);
        return service.addMethod(writeShards, ServerCalls.asyncBidiStreamingCall(writes::open))
                .addMethod(readShard, ServerCalls.asyncServerStreamingCall(this::read))
                .build();
    }

    private void read(ReadShardRequest request, StreamObserver<OutgoingUnit> out) {
        answerOrFail(out, () -> {
            Drive drive = drive(request.getDriveId());
            Ids.stamp(request.getCatalogue()).ifPresent(drive::requireOf);
            ShardId shard = Ids.shard(request.getShardId());
            int units = drive.units(shard);
            int first = request.getFirstStripe();
            int count = request.getStripes() == 0 ? units - first : request.getStripes();
            if (first < 0 || count < 0 || first > units - count) {
                throw ServiceFailure.invalid("shard " + shard + " has " + units + " units; asked for were " + count
                        + " from unit " + first + " on");
            }
            ServerCallStreamObserver<OutgoingUnit> call = (ServerCallStreamObserver<OutgoingUnit>) out;
            call.setOnCancelHandler(() -> {});
            call.setOnReadyHandler(new ReadSession(drive, shard, first, first + count, call, buffers));
        });
    }

    @Override
    public void deleteShards(DeleteShardsRequest request, StreamObserver<DeleteShardsResponse> out) {
        answerOrFail(out, () -> {
            if (request.getShardIdsCount() > MAX_DELETES) {
                throw ServiceFailure.invalid(
                        "at most " + MAX_DELETES + " shards are deleted at once, not " + request.getShardIdsCount());
            }
            Drive drive = drive(request.getDriveId());
            Ids.stamp(request.getCatalogue()).ifPresent(drive::requireUpToDate);
            List<ShardId> shards =
                    request.getShardIdsList().stream().map(Ids::shard).toList();
            int deleted = drive.delete(shards).join();
            deletions.deleted(request.getDriveId(), shards, request.getReason(), deleted);
            out.onNext(DeleteShardsResponse.newBuilder().setDeleted(deleted).build());
            out.onCompleted();
        });
    }

    @Override
    public void listShards(ListShardsRequest request, StreamObserver<ListShardsResponse> out) {
        answerOrFail(out, () -> {
            Optional<ShardId> after =
                    request.getAfter().isEmpty() ? Optional.empty() : Optional.of(Ids.shard(request.getAfter()));
            int limit = request.getLimit() == 0 ? USUAL_PAGE : request.getLimit();
            if (limit < 0 || limit > MAX_PAGE) {
                throw ServiceFailure.invalid("a page has at most " + MAX_PAGE + " shards");
            }
            Drive drive = drive(request.getDriveId());
            Ids.stamp(request.getCatalogue()).ifPresent(drive::requireUpToDate);
            List<SealedShard> page = drive.list(after, limit + 1);
            ListShardsResponse.Builder answer = ListShardsResponse.newBuilder().setMore(page.size() > limit);
            page.stream()
                    .limit(limit)
                    .map(shard -> ShardEntry.newBuilder()
                            .setShardId(Ids.bytes(shard.id()))
                            .setLength(shard.length()))
                    .forEach(answer::addShards);
            out.onNext(answer.build());
            out.onCompleted();
        });
    }

    @Override
    public void checkShards(CheckShardsRequest request, StreamObserver<CheckShardsResponse> out) {
        answerOrFail(out, () -> {
            if (request.getShardIdsCount() > MAX_PAGE) {
                throw ServiceFailure.invalid("at most " + MAX_PAGE + " shards are checked at once");
            }
            Drive drive = drive(request.getDriveId());
            Ids.stamp(request.getCatalogue()).ifPresent(drive::requireOf);
            CheckShardsResponse.Builder answer = CheckShardsResponse.newBuilder();
            drive.missing(request.getShardIdsList().stream().map(Ids::shard).toList())
                    .forEach(shard -> answer.addMissing(Ids.bytes(shard)));
            out.onNext(answer.build());
            out.onCompleted();
        });
    }

    @Override
    public void listCorruptShards(ListCorruptShardsRequest request, StreamObserver<ListCorruptShardsResponse> out) {
        answerOrFail(out, () -> {
            Drive drive = drive(request.getDriveId());
            ListCorruptShardsResponse.Builder answer = ListCorruptShardsResponse.newBuilder()
                    .setEpoch(drive.superblock().epoch());
            drive.corrupt(USUAL_PAGE).forEach(shard -> answer.addShardIds(Ids.bytes(shard)));
            out.onNext(answer.build());
            out.onCompleted();
        });
    }

    @Override
    public void describeDrives(DescribeDrivesRequest request, StreamObserver<DescribeDrivesResponse> out) {
        out.onNext(DescribeDrivesResponse.newBuilder()
                .setNodeId(drives.node().toString())
                .addAllDrives(drives.all().stream().map(DriveMessages::of).toList())
                .build());
        out.onCompleted();
    }

    private Drive drive(String text) {
        DriveId id = Ids.drive(text);
        return drives.find(id).orElseThrow(() -> Failures.unknownDrive(id));
    }

    private static void answerOrFail(StreamObserver<?> out, Runnable work) {
        try {
            work.run();
        } catch (StorageFailure e) {
            out.onError(FailureStatus.toStatus(Failures.status(e)));
        } catch (CompletionException e) {
            out.onError(FailureStatus.toStatus(
                    e.getCause() instanceof StorageFailure failure ? Failures.status(failure) : e));
        } catch (RuntimeException e) {
            out.onError(FailureStatus.toStatus(e));
        }
    }
}
