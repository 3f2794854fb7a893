package dev.anvil.blob.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.blob.ShardException;
import dev.anvil.model.DriveId;
import dev.anvil.runtime.setting.HostPort;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WriteStreamTest {
    private final DriveId drive = DriveId.create();
    private final DriveHealth health = new DriveHealth(drive, new HostPort("127.0.0.1", 1));

    @Test
    void aConnectionThatBreaksIsNoReasonToLeaveItsDriveAlone() {
        WriteStream stream = stream();
        stream.onReady();
        stream.onClose(Status.UNAVAILABLE, new Metadata());
        assertThat(stream.isClosed()).isTrue();
        assertThat(health.isPromising()).isTrue();
        health.requirePermission();
    }

    @Test
    void aDriveThatCannotBeReachedTwiceIsLeftAlone() {
        stream().onClose(Status.UNAVAILABLE, new Metadata());
        assertThat(health.isPromising()).isTrue();
        stream().onClose(Status.UNAVAILABLE, new Metadata());
        assertThat(health.isPromising()).isFalse();
        assertThatThrownBy(health::requirePermission).isInstanceOf(ShardException.class);
    }

    @Test
    void aDriveThatTakesNothingAnyMoreIsLeftAlone() {
        WriteStream stream = stream();
        stream.onReady();
        // What we say when a drive was stuck.
        stream.onClose(Status.CANCELLED, new Metadata());
        assertThat(health.isPromising()).isFalse();
    }

    @Test
    void aDriveThatIsForgivenIsTriedAtOnce() {
        stream().onClose(Status.UNAVAILABLE, new Metadata());
        stream().onClose(Status.UNAVAILABLE, new Metadata());
        assertThatThrownBy(health::requirePermission)
                .isInstanceOfSatisfying(
                        ShardException.class,
                        refused -> assertThat(refused.wasTried()).isFalse());
        health.forgive();
        assertThat(health.isPromising()).isTrue();
        health.requirePermission();
    }

    private WriteStream stream() {
        return new WriteStream(drive, Optional.empty(), health);
    }
}
