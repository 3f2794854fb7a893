package dev.anvil.membership.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.model.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveRosterTest {
    private static final Timings TIMINGS = new Timings(
            Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ZERO, Duration.ZERO);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final LiveRoster roster = new LiveRoster(TIMINGS, List.of(), now::get);

    @Test
    void whoWaitsHearsOfTheNextViewAndSkipsThoseBetween() throws InterruptedException {
        long known = roster.view().version();
        CompletableFuture<View> heard = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                heard.complete(roster.awaitNewer(known, Duration.ofSeconds(20)));
            } catch (InterruptedException e) {
                heard.completeExceptionally(e);
            }
        });
        Registration node = roster.register();
        node.announce(announcement());

        assertThat(heard.join().members()).hasSize(1);

        node.lose();
        node.announce(announcement());
        assertThat(roster.awaitNewer(known, Duration.ZERO)).isSameAs(roster.view());
    }

    @Test
    void whoWaitsInVainGetsTheCurrentView() throws InterruptedException {
        View current = roster.view();

        assertThat(roster.awaitNewer(current.version(), Duration.ofMillis(1))).isSameAs(current);
    }

    @Test
    void timePassesByTicks() {
        roster.register().announce(announcement());
        now.set(Instant.EPOCH.plusSeconds(10));

        roster.tick();

        assertThat(roster.view().count(NodeState.DOWN)).isEqualTo(1);
    }

    private static Announcement announcement() {
        return new Announcement(NodeId.create(), Role.GATEWAY, "a:1", "", List.of());
    }
}
