package dev.anvil.blob.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.blob.ReadUnit;
import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.ShardRange;
import dev.anvil.blob.ShardRead;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.storage.v1.ReadShardRequest;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class GrpcShardReadTest {
    private final DriveId drive = DriveId.create();
    private final DriveHealth health = new DriveHealth(drive, new HostPort("127.0.0.1", 1));
    private final List<ShardException> failures = new ArrayList<>();
    private final GrpcShardRead read = new GrpcShardRead(
            drive,
            new ShardRange(new ShardPlacement(drive, ShardId.create(Instant.now())), 0, 1),
            Optional.empty(),
            new ShardRead.Listener() {
                @Override
                public void onUnit(ReadUnit unit) {
                    throw new AssertionError("nothing was read");
                }

                @Override
                public void onFailure(ShardException failure) {
                    failures.add(failure);
                }
            },
            health);

    @Test
    void aNodeThatIsAwayBeforeItWasEvenAskedIsAFailureLikeAnyOther() {
        read.start(new ClosingCall());
        read.request(2);
        assertThat(failures).extracting(ShardException::failure).containsExactly(ShardFailure.UNREACHABLE);
    }

    @Test
    void aNodeThatCannotBeReachedTwiceIsNotBegunWith() {
        read.start(new ClosingCall());
        assertThat(health.isPromising()).isTrue();
        read.onClose(Status.UNAVAILABLE, new Metadata());
        assertThat(health.isPromising()).isFalse();
    }

    @Test
    void manyReadsThatBreakWithTheirConnectionAreNoReasonToLeaveTheDriveAlone() {
        read.onHeaders(new Metadata());
        for (int i = 0; i < 8; i++) {
            read.onClose(Status.UNAVAILABLE, new Metadata());
        }
        assertThat(failures).isNotEmpty();
        assertThat(health.isPromising()).isTrue();
    }

    /** As one whose channel has just failed: closed before it was started to the end, and as strict as gRPC's own. */
    private static final class ClosingCall extends ClientCall<ReadShardRequest, IncomingUnit> {
        private boolean cancelled;

        @Override
        public void start(Listener<IncomingUnit> listener, Metadata headers) {
            listener.onClose(Status.UNAVAILABLE, new Metadata());
        }

        @Override
        public void request(int messages) {}

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {
            cancelled = true;
        }

        @Override
        public void halfClose() {
            requireNotCancelled();
        }

        @Override
        public void sendMessage(ReadShardRequest message) {
            requireNotCancelled();
        }

        private void requireNotCancelled() {
            if (cancelled) {
                throw new IllegalStateException("call was cancelled");
            }
        }
    }
}
