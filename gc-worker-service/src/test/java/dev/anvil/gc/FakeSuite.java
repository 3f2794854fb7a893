package dev.anvil.gc;

import com.google.protobuf.ByteString;
import dev.anvil.membership.v1.Announcement;
import dev.anvil.membership.v1.ClusterView;
import dev.anvil.membership.v1.Drive;
import dev.anvil.membership.v1.MembershipServiceGrpc;
import dev.anvil.membership.v1.Node;
import dev.anvil.membership.v1.NodeState;
import dev.anvil.membership.v1.Role;
import dev.anvil.metadata.v1.BlobCatalogueGrpc;
import dev.anvil.metadata.v1.BlobLayout;
import dev.anvil.metadata.v1.BlobState;
import dev.anvil.metadata.v1.ClassifyShardsRequest;
import dev.anvil.metadata.v1.ClassifyShardsResponse;
import dev.anvil.metadata.v1.CompleteTasksRequest;
import dev.anvil.metadata.v1.DescribeCatalogueRequest;
import dev.anvil.metadata.v1.DescribeCatalogueResponse;
import dev.anvil.metadata.v1.FailTaskRequest;
import dev.anvil.metadata.v1.ForgetShardsOfManyRequest;
import dev.anvil.metadata.v1.ForgetShardsOfManyResponse;
import dev.anvil.metadata.v1.ForgetShardsRequest;
import dev.anvil.metadata.v1.ForgetShardsResponse;
import dev.anvil.metadata.v1.HeldTasks;
import dev.anvil.metadata.v1.LeaseAnswer;
import dev.anvil.metadata.v1.LeaseRef;
import dev.anvil.metadata.v1.LeaseTasksRequest;
import dev.anvil.metadata.v1.LeaseTasksResponse;
import dev.anvil.metadata.v1.LookUpBlobRequest;
import dev.anvil.metadata.v1.LookUpBlobResponse;
import dev.anvil.metadata.v1.LookUpBlobsRequest;
import dev.anvil.metadata.v1.LookUpBlobsResponse;
import dev.anvil.metadata.v1.Task;
import dev.anvil.metadata.v1.TaskQueueGrpc;
import dev.anvil.metadata.v1.TaskType;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.storage.v1.DeleteShardsRequest;
import dev.anvil.storage.v1.DeleteShardsResponse;
import dev.anvil.storage.v1.ListShardsRequest;
import dev.anvil.storage.v1.ListShardsResponse;
import dev.anvil.storage.v1.ShardEntry;
import dev.anvil.storage.v1.ShardServiceGrpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The services that a worker works with, in memory behind one real gRPC port. One node has all drives. */
final class FakeSuite implements AutoCloseable {
    final Map<String, Set<ByteString>> shards = new ConcurrentHashMap<>();
    final Map<ByteString, LookUpBlobResponse> blobs = new ConcurrentHashMap<>();
    final Set<ByteString> old = ConcurrentHashMap.newKeySet();
    final BlockingQueue<Task> due = new LinkedBlockingQueue<>();
    final List<Integer> together = new CopyOnWriteArrayList<>();
    final Map<Long, String> told = new ConcurrentHashMap<>();
    final Set<Role> announced = ConcurrentHashMap.newKeySet();
    final Set<Role> goodbyes = ConcurrentHashMap.newKeySet();
    /** Whether the metadata service is one that knows nothing of what is asked or told of many at once. */
    volatile boolean older;

    private final NodeId node = NodeId.create();
    private final Server server;

    FakeSuite() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(new Membership())
                .addService(new Queue())
                .addService(new Catalogue())
                .addService(new Storage())
                .build()
                .start();
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    DriveId addDrive() {
        DriveId drive = DriveId.create();
        shards.put(drive.toString(), ConcurrentHashMap.newKeySet());
        return drive;
    }

    Set<ByteString> on(String drive) {
        return shards.computeIfAbsent(drive, unknown -> ConcurrentHashMap.newKeySet());
    }

    void addTask(long id, TaskType type, String subject) {
        due.add(Task.newBuilder()
                .setTaskId(id)
                .setType(type)
                .setSubject(subject)
                .setAttempts(1)
                .setCreatedMillis(System.currentTimeMillis())
                .setFence(id)
                .build());
    }

    int shardCount() {
        return shards.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private boolean isLacking(StreamObserver<?> to) {
        if (older) {
            to.onError(Status.UNIMPLEMENTED.asException());
        }
        return older;
    }

    private static <T> void answer(StreamObserver<T> to, T message) {
        to.onNext(message);
        to.onCompleted();
    }

    private final class Membership extends MembershipServiceGrpc.MembershipServiceImplBase {
        @Override
        public StreamObserver<Announcement> register(StreamObserver<ClusterView> views) {
            return new StreamObserver<>() {
                private Role role = Role.ROLE_UNSPECIFIED;

                @Override
                public void onNext(Announcement announcement) {
                    role = announcement.getRole();
                    announced.add(role);
                    views.onNext(ClusterView.newBuilder()
                            .setVersion(System.nanoTime())
                            .addNodes(Node.newBuilder()
                                    .setNodeId(node.toString())
                                    .setRole(Role.ROLE_STORAGE)
                                    .setGrpcAddress(address())
                                    .setState(NodeState.NODE_STATE_UP)
                                    .addAllDrives(shards.keySet().stream()
                                            .map(drive -> Drive.newBuilder()
                                                    .setDriveId(drive)
                                                    .setCapacityBytes(1 << 20)
                                                    .setWritable(true)
                                                    .setReadable(true)
                                                    .build())
                                            .toList()))
                            .build());
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {
                    goodbyes.add(role);
                    views.onCompleted();
                }
            };
        }
    }

    private final class Queue extends TaskQueueGrpc.TaskQueueImplBase {
        @Override
        public void leaseTasks(LeaseTasksRequest request, StreamObserver<LeaseTasksResponse> to) {
            LeaseTasksResponse.Builder leased = LeaseTasksResponse.newBuilder();
            try {
                Task first = due.poll(Math.min(request.getWaitMillis(), 100), TimeUnit.MILLISECONDS);
                if (first != null) {
                    leased.addTasks(first);
                    int more = request.getTogetherList().contains(first.getType()) ? request.getTogetherMost() - 1 : 0;
                    List<Task> along = new ArrayList<>();
                    due.drainTo(along, older ? 0 : more);
                    leased.addAllTasks(along);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(to, leased.build());
        }

        @Override
        public void extendLease(LeaseRef lease, StreamObserver<LeaseAnswer> to) {
            answer(to, LeaseAnswer.newBuilder().setHeld(true).build());
        }

        @Override
        public void completeTask(LeaseRef lease, StreamObserver<LeaseAnswer> to) {
            told.put(lease.getTaskId(), "done");
            answer(to, LeaseAnswer.newBuilder().setHeld(true).build());
        }

        @Override
        public void completeTasks(CompleteTasksRequest request, StreamObserver<HeldTasks> to) {
            if (isLacking(to)) {
                return;
            }
            HeldTasks.Builder held = HeldTasks.newBuilder();
            request.getLeasesList().forEach(lease -> {
                told.put(lease.getTaskId(), "done");
                held.addTaskIds(lease.getTaskId());
            });
            together.add(request.getLeasesCount());
            answer(to, held.build());
        }

        @Override
        public void failTask(FailTaskRequest request, StreamObserver<LeaseAnswer> to) {
            told.put(
                    request.getLease().getTaskId(),
                    (request.getPostponed() ? "postponed: " : "failed: ") + request.getError());
            answer(to, LeaseAnswer.newBuilder().setHeld(true).build());
        }
    }

    private final class Catalogue extends BlobCatalogueGrpc.BlobCatalogueImplBase {
        @Override
        public void lookUpBlob(LookUpBlobRequest request, StreamObserver<LookUpBlobResponse> to) {
            answer(to, record(request.getBlobId()));
        }

        @Override
        public void lookUpBlobs(LookUpBlobsRequest request, StreamObserver<LookUpBlobsResponse> to) {
            if (!isLacking(to)) {
                answer(
                        to,
                        LookUpBlobsResponse.newBuilder()
                                .addAllBlobs(request.getBlobIdsList().stream()
                                        .map(this::record)
                                        .toList())
                                .build());
            }
        }

        private LookUpBlobResponse record(ByteString blob) {
            return blobs.getOrDefault(
                    blob,
                    LookUpBlobResponse.newBuilder()
                            .setState(BlobState.BLOB_STATE_UNKNOWN)
                            .build());
        }

        @Override
        public void describeCatalogue(DescribeCatalogueRequest request, StreamObserver<DescribeCatalogueResponse> to) {
            answer(
                    to,
                    DescribeCatalogueResponse.newBuilder()
                            .setCatalogueId(ByteString.copyFrom(new byte[16]))
                            .build());
        }

        @Override
        public void forgetShards(ForgetShardsRequest request, StreamObserver<ForgetShardsResponse> to) {
            answer(
                    to,
                    ForgetShardsResponse.newBuilder()
                            .setForgotten(forget(request))
                            .build());
        }

        @Override
        public void forgetShardsOfMany(
                ForgetShardsOfManyRequest request, StreamObserver<ForgetShardsOfManyResponse> to) {
            if (!isLacking(to)) {
                answer(
                        to,
                        ForgetShardsOfManyResponse.newBuilder()
                                .addAllForgotten(request.getBlobsList().stream()
                                        .filter(this::forget)
                                        .map(ForgetShardsRequest::getBlobId)
                                        .toList())
                                .build());
            }
        }

        private boolean forget(ForgetShardsRequest request) {
            LookUpBlobResponse known = blobs.get(request.getBlobId());
            boolean all = known == null
                    || request.getShardIdsList()
                            .containsAll(known.getLayout().getShardsList().stream()
                                    .map(shard -> shard.getShardId())
                                    .toList());
            if (all) {
                blobs.remove(request.getBlobId());
            }
            return all;
        }

        @Override
        public void classifyShards(ClassifyShardsRequest request, StreamObserver<ClassifyShardsResponse> to) {
            List<ByteString> garbage = request.getShardIdsList().stream()
                    .filter(shard -> old.contains(shard)
                            && blobs.values().stream()
                                    .map(LookUpBlobResponse::getLayout)
                                    .map(BlobLayout::getShardsList)
                                    .flatMap(List::stream)
                                    .noneMatch(placed -> placed.getShardId().equals(shard)))
                    .toList();
            answer(
                    to,
                    ClassifyShardsResponse.newBuilder().addAllGarbage(garbage).build());
        }
    }

    private final class Storage extends ShardServiceGrpc.ShardServiceImplBase {
        @Override
        public void deleteShards(DeleteShardsRequest request, StreamObserver<DeleteShardsResponse> to) {
            on(request.getDriveId()).removeAll(Set.copyOf(request.getShardIdsList()));
            answer(to, DeleteShardsResponse.getDefaultInstance());
        }

        @Override
        public void listShards(ListShardsRequest request, StreamObserver<ListShardsResponse> to) {
            answer(
                    to,
                    ListShardsResponse.newBuilder()
                            .addAllShards(shards.getOrDefault(request.getDriveId(), Set.of()).stream()
                                    .map(shard -> ShardEntry.newBuilder()
                                            .setShardId(shard)
                                            .build())
                                    .toList())
                            .build());
        }
    }
}
