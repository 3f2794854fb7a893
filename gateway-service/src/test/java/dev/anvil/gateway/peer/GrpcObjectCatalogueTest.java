package dev.anvil.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.blob.BlobLayout;
import dev.anvil.gateway.acl.CannedAcl;
import dev.anvil.gateway.acl.Grantee;
import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.Deletion;
import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.ObjectCommit;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.catalogue.StoredChecksum;
import dev.anvil.gateway.catalogue.StoredContent;
import dev.anvil.gateway.catalogue.Tag;
import dev.anvil.metadata.v1.CommitObjectRequest;
import dev.anvil.metadata.v1.CommitObjectResponse;
import dev.anvil.metadata.v1.DeleteObjectRequest;
import dev.anvil.metadata.v1.DeleteObjectResponse;
import dev.anvil.metadata.v1.LookUpObjectRequest;
import dev.anvil.metadata.v1.ObjectCatalogueGrpc;
import dev.anvil.metadata.v1.PartLayout;
import dev.anvil.model.BlobId;
import dev.anvil.model.BucketId;
import dev.anvil.model.Checksum;
import dev.anvil.model.DriveId;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GrpcObjectCatalogueTest {
    private static final Grantee.User OWNER = new Grantee.User("c".repeat(64), "Owner");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    /** Answers what it was last sent; before that it fails as it was told to. */
    private static final class Remembering extends ObjectCatalogueGrpc.ObjectCatalogueImplBase {
        private final Deque<Throwable> failures = new ArrayDeque<>();
        private final List<CommitObjectRequest> commits = new ArrayList<>();
        private int deletions;

        private boolean fails(StreamObserver<?> observer) {
            Throwable failure = failures.poll();
            if (failure != null) {
                observer.onError(failure);
            }
            return failure != null;
        }

        @Override
        public void commitObject(CommitObjectRequest request, StreamObserver<CommitObjectResponse> observer) {
            commits.add(request);
            if (!fails(observer)) {
                observer.onNext(CommitObjectResponse.newBuilder()
                        .setVersionId(request.getVersionId())
                        .setModifiedMillis(NOW.toEpochMilli())
                        .setEtag(request.getEtag())
                        .setSize(request.getSize())
                        .setVersioned(true)
                        .addAllChecksums(request.getChecksumsList())
                        .build());
                observer.onCompleted();
            }
        }

        @Override
        public void lookUpObject(
                LookUpObjectRequest request, StreamObserver<dev.anvil.metadata.v1.ObjectVersion> observer) {
            if (!fails(observer)) {
                CommitObjectRequest last = commits.getLast();
                observer.onNext(dev.anvil.metadata.v1.ObjectVersion.newBuilder()
                        .setKey(last.getKey())
                        .setVersionId(last.getVersionId())
                        .setLatest(true)
                        .setSize(last.getSize())
                        .setEtag(last.getEtag())
                        .setModifiedMillis(NOW.toEpochMilli())
                        .addAllChecksums(last.getChecksumsList())
                        .setAttributes(last.getAttributes())
                        .addParts(PartLayout.newBuilder().setBlob(last.getBlob()))
                        .build());
                observer.onCompleted();
            }
        }

        @Override
        public void deleteObject(DeleteObjectRequest request, StreamObserver<DeleteObjectResponse> observer) {
            deletions++;
            if (!fails(observer)) {
                observer.onNext(DeleteObjectResponse.getDefaultInstance());
                observer.onCompleted();
            }
        }
    }

    private final Remembering service = new Remembering();
    private final String name = "catalogue-" + System.identityHashCode(this);
    private final Server server;
    private final ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
    private final GrpcObjectCatalogue catalogue = new GrpcObjectCatalogue(channel);

    GrpcObjectCatalogueTest() throws IOException {
        server =
                InProcessServerBuilder.forName(name).addService(service).build().start();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    private static ObjectCommit commit() {
        Map<Integer, ShardPlacement> shards = new HashMap<>();
        for (int slot : List.of(0, 1, 2, 3, 5)) {
            shards.put(slot, new ShardPlacement(DriveId.create(), ShardId.create(NOW)));
        }
        BlobLayout blob = new BlobLayout(BlobId.create(NOW), 5_000_000, new Scheme(4, 2), 262_144, shards);
        Checksum checksum = new Checksum(Checksum.Algorithm.CRC32C, new byte[] {1, 2, 3, 4});
        return new ObjectCommit(
                BucketId.create(),
                new ObjectKey("a/kéy"),
                VersionId.create(NOW),
                new StoredContent(5_000_000, new ETag("0".repeat(32)), List.of(StoredChecksum.ofWhole(checksum)), blob),
                new ObjectAttributes(
                                "text/plain",
                                null,
                                null,
                                "gzip",
                                null,
                                null,
                                null,
                                "STANDARD_IA",
                                Map.of("colour", "grün"),
                                List.of(new Tag("k", "")))
                        .withAcl(CannedAcl.PUBLIC_READ.of(OWNER, OWNER)),
                Preconditions.onTag("*", null),
                null);
    }

    @Test
    void whatIsCommittedComesBackAsItWas() {
        ObjectCommit commit = commit();
        Committed committed = catalogue.commit(commit);
        assertThat(committed.version()).isEqualTo(commit.version());
        assertThat(committed.checksums()).isEqualTo(commit.content().checksums());
        assertThat(service.commits.getFirst().getMissingSlotsList()).containsExactly(4);
        assertThat(service.commits.getFirst().getPreconditions().getIfMatch()).isEqualTo("*");
        assertThat(service.commits.getFirst().getPreconditions().hasIfNoneMatch())
                .isFalse();

        ObjectVersion found = (ObjectVersion) catalogue.lookUp(commit.bucket(), commit.key(), null, true);
        assertThat(found.attributes()).isEqualTo(commit.attributes());
        assertThat(found.parts().getFirst().blob()).isEqualTo(commit.content().blob());
    }

    @Test
    void aCommitIsSentAgainAndIsTheSameCommit() {
        service.failures.add(Status.UNAVAILABLE.asException());
        catalogue.commit(commit());
        assertThat(service.commits).hasSize(2);
        assertThat(service.commits.getLast()).isEqualTo(service.commits.getFirst());
    }

    @Test
    void whatIsNotSafeToRepeatIsNotRepeated() {
        service.failures.add(Status.UNAVAILABLE.asException());
        Deletion deletion = new Deletion(new ObjectKey("key"), null, Preconditions.NONE);
        assertThatThrownBy(() -> catalogue.delete(BucketId.create(), deletion))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ServiceFailure.Kind.UNAVAILABLE));
        assertThat(service.deletions).isOne();
    }

    @Test
    void refusalsAreNotRepeatedAndKeepTheirReason() {
        service.failures.add(FailureStatus.toStatus(
                new ServiceFailure(ServiceFailure.Kind.PRECONDITION, "PRECONDITION_FAILED", "no")));
        assertThatThrownBy(() -> catalogue.commit(commit())).isInstanceOfSatisfying(ServiceFailure.class, failure -> {
            assertThat(failure.reason()).isEqualTo("PRECONDITION_FAILED");
            assertThat(failure.kind()).isEqualTo(ServiceFailure.Kind.PRECONDITION);
        });
        assertThat(service.commits).hasSize(1);
    }

    @Test
    void anOutageThatLastsIsAnUnknownOutcome() {
        for (int i = 0; i < 5; i++) {
            service.failures.add(Status.UNAVAILABLE.asException());
        }
        assertThatThrownBy(() -> catalogue.commit(commit()))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ServiceFailure.Kind.UNAVAILABLE));
        assertThat(service.commits).hasSize(3);
    }
}
