package dev.anvil.membership.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.membership.view.Announcement;
import dev.anvil.membership.view.Drive;
import dev.anvil.membership.view.Member;
import dev.anvil.membership.view.NodeState;
import dev.anvil.membership.view.Role;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusterTest {
    private static final PeerName SELF = new PeerName("self");
    private static final PeerName OTHER = new PeerName("other");
    private static final PeerName THIRD = new PeerName("third");

    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private final Cluster cluster = new Cluster(SELF, false, SimulatedCluster.TEMPO, start, new Random(1));
    private final Member storage = new Member(
            new Announcement(
                    NodeId.create(), Role.STORAGE, "a:1", "", List.of(new Drive(DriveId.create(), 10, 1, true, true))),
            NodeState.UP,
            start);
    private final Member gateway =
            new Member(new Announcement(NodeId.create(), Role.GATEWAY, "a:2", "", List.of()), NodeState.UP, start);

    @Test
    void whoSpeaksIsUpWithAllItsServices() {
        assertThat(cluster.receive(said(OTHER, 1, 1), at(0))).isEmpty();

        assertThat(cluster.states()).containsEntry(OTHER, NodeState.UP);
        assertThat(cluster.members()).containsExactly(storage, gateway);
        assertThat(cluster.addresses()).containsEntry(OTHER, List.of("at-other"));
    }

    @Test
    void silenceIsAskedAboutThenSuspectedThenDownThenForgotten() {
        cluster.receive(said(OTHER, 1, 1), at(0));
        cluster.receive(said(THIRD, 1, 1), at(0));
        hearAll(THIRD, 1, 2);

        assertThat(cluster.tick(at(2))).contains(new Deed.Ping(OTHER), new Deed.PingThrough(OTHER, List.of(THIRD)));
        cluster.receive(said(THIRD, 1, 3), at(3));
        cluster.tick(at(3));
        assertThat(cluster.states()).containsEntry(OTHER, NodeState.SUSPECT);
        assertThat(cluster.members().getFirst().state()).isEqualTo(NodeState.SUSPECT);
        assertThat(speak(4).rumours()).containsExactly(new Rumour(OTHER, 1, false));
        for (int second = 4; second < 600; second++) {
            cluster.receive(said(THIRD, 1, second), at(second));
            cluster.tick(at(second));
            assertThat(cluster.states()).containsEntry(OTHER, second < 10 ? NodeState.SUSPECT : NodeState.DOWN);
        }
        cluster.tick(at(600));
        assertThat(cluster.states()).doesNotContainKey(OTHER);
    }

    @Test
    void anAnswerToAPingIsAWordButNotForEver() {
        cluster.receive(said(OTHER, 1, 1), at(0));
        for (int second = 1; second <= 9; second++) {
            cluster.answered(OTHER, at(second));
            cluster.tick(at(second));
            assertThat(cluster.states()).containsEntry(OTHER, NodeState.UP);
        }
        cluster.answered(OTHER, at(10));
        cluster.tick(at(10));
        assertThat(cluster.states()).containsEntry(OTHER, NodeState.SUSPECT);
    }

    @Test
    void aSuspectIsWellAgainOnlyWhenItRefutes() {
        cluster.receive(said(OTHER, 5, 1), at(0));
        silence(0, 4);
        assertThat(cluster.receive(said(OTHER, 5, 2), at(4))).isEmpty();
        assertThat(cluster.states()).containsEntry(OTHER, NodeState.SUSPECT);

        cluster.receive(said(OTHER, 6, 3), at(4));
        assertThat(cluster.states()).containsEntry(OTHER, NodeState.UP);
    }

    @Test
    void whoHearsThatItIsSuspectRefutesAtOnce() {
        Bulletin before = speak(1);
        Rumour rumour = new Rumour(SELF, before.incarnation(), false);

        cluster.receive(said(OTHER, 1, 1, Standing.UP, rumour), at(1));

        assertThat(cluster.tick(start.plusMillis(1_100))).contains(new Deed.Speak());
        assertThat(speak(2).incarnation()).isEqualTo(before.incarnation() + 1);
    }

    @Test
    void anotherOnesDownIsBelievedOfASuspectOnly() {
        cluster.receive(said(OTHER, 1, 1), at(0));
        cluster.receive(said(THIRD, 1, 1, Standing.UP, new Rumour(OTHER, 1, true)), at(1));
        assertThat(cluster.states()).containsEntry(OTHER, NodeState.UP);

        silence(1, 4);
        cluster.receive(said(THIRD, 1, 5, Standing.UP, new Rumour(OTHER, 1, true)), at(4));
        assertThat(cluster.states()).containsEntry(OTHER, NodeState.DOWN);
    }

    @Test
    void whoSaysGoodbyeIsDownAtOnceAndOnlyItsDrivesAreRemembered() {
        cluster.receive(said(OTHER, 1, 1), at(0));
        cluster.receive(said(OTHER, 1, 2, Standing.LEAVING), at(1));

        assertThat(cluster.states()).containsEntry(OTHER, NodeState.DOWN);
        assertThat(cluster.members()).containsExactly(new Member(storage.announcement(), NodeState.DOWN, at(1)));
    }

    @Test
    void nobodyGoesBackInTime() {
        cluster.receive(said(OTHER, 5, 5), at(0));
        assertThat(cluster.receive(said(OTHER, 5, 5), at(0))).contains(DropReason.REPLAYED);
        assertThat(cluster.receive(said(OTHER, 5, 4), at(0))).contains(DropReason.REPLAYED);
        assertThat(cluster.receive(said(OTHER, 4, 9), at(0))).contains(DropReason.ROLLED_BACK);
        assertThat(cluster.receive(made(OTHER, 1, 6, 1, at(-61)), at(0))).contains(DropReason.STALE);
        assertThat(cluster.receive(made(OTHER, 1, 6, 1, at(61)), at(0))).contains(DropReason.FUTURE);
        assertThat(cluster.receive(said(SELF, 9, 9), at(0))).contains(DropReason.CLAIMED_TWICE);
    }

    @Test
    void aSecondLiveProcessWithTheSameKeyIsNotListenedTo() {
        cluster.receive(said(OTHER, 5, 1), at(0));
        Bulletin twin =
                new Bulletin(OTHER, List.of("elsewhere"), "", at(1), 77, 9, 1, Standing.UP, List.of(), List.of());
        assertThat(cluster.receive(twin, at(1))).contains(DropReason.CLAIMED_TWICE);

        silence(1, 5);
        assertThat(cluster.receive(twin, at(5))).isEmpty();
    }

    @Test
    void aRestartAtTheSameAddressIsBelievedAtOnce() {
        cluster.receive(said(OTHER, 5, 9), at(0));
        assertThat(cluster.receive(made(OTHER, 2, 6, 1, at(1)), at(1))).isEmpty();
        assertThat(cluster.receive(said(OTHER, 5, 10), at(1))).contains(DropReason.ROLLED_BACK);
    }

    @Test
    void drivesThatARestartedMemberDoesNotSpeakOfYetAreDownAndNotForgotten() {
        cluster.receive(said(OTHER, 5, 1), at(0));
        Bulletin empty =
                new Bulletin(OTHER, List.of("at-other"), "", start, 2, 6, 1, Standing.UP, List.of(), List.of());
        cluster.receive(empty, at(1));
        assertThat(cluster.members()).containsExactly(new Member(storage.announcement(), NodeState.DOWN, at(1)));

        cluster.receive(made(OTHER, 2, 6, 2, start), at(2));
        assertThat(cluster.members()).containsExactly(storage, gateway);
    }

    @Test
    void whoJoinsIsUpWhenItMetSomebody() {
        Cluster joining = new Cluster(SELF, true, SimulatedCluster.TEMPO, start, new Random(1));
        joining.tick(at(1));
        assertThat(joining.isJoining()).isTrue();
        joining.receive(said(OTHER, 1, 1), at(2));
        joining.tick(at(2));
        assertThat(joining.isJoining()).isFalse();
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < Cluster.MAX_PEERS; i++) {
            assertThat(cluster.receive(said(new PeerName("p" + i), 1, 1), at(0)))
                    .isEmpty();
        }
        assertThat(cluster.receive(said(OTHER, 1, 1), at(0))).contains(DropReason.FULL);
    }

    private void silence(int from, int to) {
        for (int second = from; second <= to; second++) {
            cluster.tick(at(second));
        }
    }

    private void hearAll(PeerName peer, int from, int to) {
        for (int second = from; second <= to; second++) {
            cluster.receive(said(peer, 1, second), at(second));
            if (second < to) {
                cluster.tick(at(second));
            }
        }
    }

    private Bulletin speak(int second) {
        return cluster.speak(List.of(), "", List.of(), at(second));
    }

    private Bulletin said(PeerName peer, long incarnation, long sequence) {
        return said(peer, incarnation, sequence, Standing.UP);
    }

    private Bulletin made(PeerName peer, long instance, long incarnation, long sequence, Instant when) {
        return new Bulletin(
                peer,
                List.of("at-" + peer),
                "",
                when,
                instance,
                incarnation,
                sequence,
                Standing.UP,
                List.of(storage, gateway),
                List.of());
    }

    private Bulletin said(PeerName peer, long incarnation, long sequence, Standing standing, Rumour... rumours) {
        return new Bulletin(
                peer,
                List.of("at-" + peer),
                "",
                start,
                1,
                incarnation,
                sequence,
                standing,
                List.of(storage, gateway),
                List.of(rumours));
    }

    private Instant at(int second) {
        return start.plus(Duration.ofSeconds(second));
    }
}
