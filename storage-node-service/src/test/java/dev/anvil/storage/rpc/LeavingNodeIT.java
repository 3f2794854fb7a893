package dev.anvil.storage.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.model.ShardId;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.storage.v1.DescribeDrivesRequest;
import dev.anvil.storage.v1.ShardServiceGrpc;
import dev.anvil.storage.v1.WriteAnswer;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;

/** A node that is stopped while gateways hold their streams to it. */
@Timeout(60)
class LeavingNodeIT {
    /** Much less than the server's grace. */
    private static final Duration QUICK = Duration.ofSeconds(10);

    private static final byte[] UNIT = {1, 2, 3};

    @TempDir
    Path root;

    @Test
    void itFinishesWhatWasBegunBeginsNothingNewAndIsGone() throws Exception {
        RunningNode node = RunningNode.start(root, 1);
        WriteClient idle = writer(node);
        WriteClient busy = writer(node);
        ShardId begun = id();
        busy.append(begun, 0, UNIT);
        assertThat(await(idle.appendAndSeal(id(), 0, UNIT, 3)).hasSealed()).isTrue();
        assertThat(await(busy.appendAndSeal(id(), 0, UNIT, 3)).hasSealed()).isTrue();

        CompletableFuture<Void> stopped = stop(node);
        assertThat(idle.end().get(QUICK.toSeconds(), TimeUnit.SECONDS)).isNull();
        // Streams are told one after the other, and this one perhaps last.
        WriteAnswer refused;
        do {
            refused = await(busy.appendAndSeal(id(), 0, UNIT, 3));
        } while (refused.hasSealed());
        assertThat(refused.getFailed().getMessage()).isEqualTo("this node is stopping");
        assertThat(busy.end()).isNotDone();
        assertThat(await(busy.seal(begun, 1, 3)).hasSealed()).isTrue();
        assertThat(busy.end().get(QUICK.toSeconds(), TimeUnit.SECONDS)).isNull();
        stopped.get(QUICK.toSeconds(), TimeUnit.SECONDS);
        node.close();
    }

    @Test
    void untilTheDelayOfADrainIsOverItServesWhoeverComes() throws Exception {
        RunningNode node = RunningNode.start(root, 1, "--ANVIL_DRAIN_DELAY=3s");
        ApplicationAvailability availability = node.bean(ApplicationAvailability.class);
        ServiceChannels channels = node.bean(ServiceChannels.class);
        int port = node.port();
        CompletableFuture<Void> stopped = stop(node);
        while (availability.getReadinessState() != ReadinessState.REFUSING_TRAFFIC) {
            Thread.onSpinWait();
        }
        ManagedChannel latecomer = channels.open(new HostPort("127.0.0.1", port));
        try {
            for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1); System.nanoTime() < end; ) {
                assertThat(ShardServiceGrpc.newBlockingStub(latecomer)
                                .describeDrives(DescribeDrivesRequest.getDefaultInstance())
                                .getDrivesCount())
                        .isEqualTo(1);
            }
            assertThat(stopped).isNotDone();
        } finally {
            latecomer.shutdownNow();
        }
        stopped.get(QUICK.toSeconds(), TimeUnit.SECONDS);
        node.close();
    }

    /** On a thread of its own: a stop that takes its time must not be in the way of the next test's. */
    private static CompletableFuture<Void> stop(RunningNode node) {
        return CompletableFuture.runAsync(
                node::stop, task -> Thread.ofPlatform().start(task));
    }

    private static WriteClient writer(RunningNode node) {
        String drive = node.blocking()
                .describeDrives(DescribeDrivesRequest.getDefaultInstance())
                .getDrives(0)
                .getDriveId();
        return new WriteClient(node.channel(), drive);
    }

    private static ShardId id() {
        return ShardId.create(Instant.now());
    }

    private static WriteAnswer await(CompletableFuture<WriteAnswer> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }
}
