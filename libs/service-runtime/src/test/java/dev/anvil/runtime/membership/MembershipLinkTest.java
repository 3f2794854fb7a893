package dev.anvil.runtime.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.setting.HostPort;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MembershipLinkTest {
    private static final HostPort A = new HostPort("a", 1);
    private static final HostPort B = new HostPort("b", 2);
    private static final LinkTimings FAST = new LinkTimings(
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(600),
            Duration.ofMillis(1),
            Duration.ofMillis(5));

    private final FakeMember memberA = new FakeMember();
    private final FakeMember memberB = new FakeMember();
    private final NodeAnnouncement self =
            new NodeAnnouncement(NodeId.create(), NodeRole.STORAGE, new HostPort("me", 3), "", List.of());
    private final MembershipLink link = new MembershipLink(
            List.of(A, B),
            address -> address.equals(A) ? memberA.dial(address) : memberB.dial(address),
            () -> Optional.of(self),
            FAST);

    @AfterEach
    void close() {
        link.close();
    }

    @Test
    void announcesItselfAgainAndAgain() {
        link.start();
        memberA.push(view(1, false));

        until(() -> memberA.announced.size() >= 3);

        assertThat(memberA.announced).containsOnly(self);
        assertThat(memberB.dialled).isEmpty();
    }

    @Test
    void tellsEveryViewAndBeginsWithTheCurrentOne() throws InterruptedException {
        link.start();
        memberA.push(view(1, false));
        assertThat(link.awaitFirstView(Duration.ofSeconds(10))).isTrue();
        var seen = new CopyOnWriteArrayList<Long>();
        link.onView(view -> seen.add(view.version()));
        memberA.push(view(2, false));

        until(() -> seen.contains(2L));

        assertThat(seen).containsExactly(1L, 2L);
        assertThat(link.current().version()).isEqualTo(2);
        assertThat(link.connectedTo()).contains(A);
        assertThat(link.problem()).isEmpty();
    }

    @Test
    void neverGoesBackToAnOlderViewOfTheSameMember() {
        link.start();
        memberA.push(view(5, false));
        memberA.push(view(4, false));
        memberA.push(view(6, false));

        until(() -> link.current().version() >= 6);

        var seen = new CopyOnWriteArrayList<Long>();
        link.onView(view -> seen.add(view.version()));
        assertThat(seen).containsExactly(6L);
    }

    @Test
    void movesToAnotherMemberAndKeepsTheViewMeanwhile() {
        link.start();
        memberA.push(view(9, false));
        until(() -> link.current().version() == 9);

        memberA.breakWith(MemberLost.broken("gone"));
        until(() -> !memberB.announced.isEmpty());
        assertThat(link.current().version()).isEqualTo(9);

        // Another member counts for itself: its lower version is no step back in time.
        memberB.push(view(3, false));
        until(() -> link.current().version() == 3);
        assertThat(link.connectedTo()).contains(B);
    }

    @Test
    void keepsAWholeViewUntilAFreshMemberHasHeardOfEverybody() {
        link.start();
        memberA.push(view(9, false));
        until(() -> link.current().version() == 9);
        memberA.breakWith(MemberLost.broken("gone"));
        memberB.push(view(20, true));
        until(() -> link.connectedTo().equals(Optional.of(B)));
        assertThat(link.current().version()).isEqualTo(9);

        memberB.push(view(21, false));

        until(() -> link.current().version() == 21);
    }

    @Test
    void takesTheFirstViewEvenFromAFreshMember() {
        link.start();
        memberA.push(view(1, true));
        until(() -> link.current().version() == 1);
        memberA.push(view(2, true));

        until(() -> link.current().version() == 2);
    }

    @Test
    void tryingGoesOnForEverAndSaysWhy() {
        memberA.breakWith(MemberLost.refused("ALREADY_EXISTS: stop the other one"));
        memberB.breakWith(MemberLost.refused("ALREADY_EXISTS: stop the other one"));
        link.start();

        until(() -> memberA.dialled.size() > 5);

        assertThat(link.problem().orElseThrow()).contains("refuses us").contains("stop the other one");
        memberA.heal();
        memberB.heal();
        memberA.push(view(1, false));
        memberB.push(view(1, false));
        until(() -> link.connectedTo().isPresent());
        assertThat(link.problem()).isEmpty();
    }

    @Test
    void aMemberThatSendsNothingIsLeft() {
        link.start();

        until(() -> !memberB.dialled.isEmpty());

        assertThat(link.problem().orElseThrow()).contains("sent nothing");
    }

    @Test
    void saysGoodbyeWhenClosedAndKeepsTheLastView() {
        link.start();
        memberA.push(view(1, false));
        until(() -> link.current().version() == 1);

        link.close();

        assertThat(memberA.goodbyes).hasValue(1);
        assertThat(link.current().version()).isEqualTo(1);
    }

    @Test
    void aDriveBelongsToTheNodeThatIsWell() {
        var drive = new DriveView(DriveId.create(), 1, 0, true, true);
        NodeView old =
                new NodeView(NodeId.create(), NodeRole.STORAGE, A, "", NodeState.DOWN, Instant.EPOCH, List.of(drive));
        NodeView now =
                new NodeView(NodeId.create(), NodeRole.STORAGE, B, "", NodeState.UP, Instant.EPOCH, List.of(drive));

        assertThat(ClusterView.of(1, "", "", false, List.of(old, now)).nodeOf(drive.id()))
                .contains(now);
        assertThat(ClusterView.of(1, "", "", false, List.of(now, old)).nodeOf(drive.id()))
                .contains(now);
    }

    private static ClusterView view(long version, boolean settling) {
        return ClusterView.of(version, "region", "", settling, List.of());
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.onSpinWait();
            Thread.yield();
        }
    }
}
