package dev.anvil.membership.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.membership.view.AnnouncementRefused.Reason;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final Timings TIMINGS = new Timings(
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            Duration.ofSeconds(3),
            Duration.ofSeconds(5));

    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private final Roster roster = new Roster(TIMINGS, List.of(), start);
    private final NodeId node = NodeId.create();
    private final Drive drive = new Drive(DriveId.create(), 1_000, 10, true, true);
    private final Drive other = new Drive(DriveId.create(), 1_000, 10, true, true);
    private final SessionId first = new SessionId(1);
    private final SessionId second = new SessionId(2);

    @Test
    void whoAnnouncesItselfIsUpSinceThen() {
        roster.announce(first, storage("a:1", drive), at(1));

        assertThat(roster.view().members()).containsExactly(new Member(storage("a:1", drive), NodeState.UP, at(1)));
    }

    @Test
    void repeatingTheSameChangesNothing() {
        roster.announce(first, storage("a:1", drive), at(1));
        long version = roster.version();

        roster.announce(first, storage("a:1", drive), at(2));

        assertThat(roster.version()).isEqualTo(version);
        assertThat(only().since()).isEqualTo(at(1));
    }

    @Test
    void silenceMakesSuspectThenDownThenForgotten() {
        roster.announce(first, storage("a:1", drive), at(0));

        roster.tick(start.plusMillis(2_999));
        assertThat(only().state()).isEqualTo(NodeState.UP);
        roster.tick(at(3));
        assertThat(only()).isEqualTo(new Member(storage("a:1", drive), NodeState.SUSPECT, at(3)));
        roster.tick(at(10));
        assertThat(only()).isEqualTo(new Member(storage("a:1", drive), NodeState.DOWN, at(10)));
        roster.tick(at(599));
        assertThat(roster.view().members()).hasSize(1);
        roster.tick(at(600));
        assertThat(roster.view().members()).isEmpty();
    }

    @Test
    void aBrokenStreamMakesSuspectAtOnceAndTheClockGoesOnFromTheLastWord() {
        roster.announce(first, storage("a:1", drive), at(0));

        roster.lose(first, at(1));
        assertThat(only()).isEqualTo(new Member(storage("a:1", drive), NodeState.SUSPECT, at(1)));
        roster.tick(at(10));
        assertThat(only().state()).isEqualTo(NodeState.DOWN);
    }

    @Test
    void aWordMakesUpAgain() {
        roster.announce(first, storage("a:1", drive), at(0));
        roster.tick(at(12));

        roster.announce(first, storage("a:1", drive), at(13));

        assertThat(only()).isEqualTo(new Member(storage("a:1", drive), NodeState.UP, at(13)));
    }

    @Test
    void whoSaysGoodbyeIsGoneOrDownWhenItHasDrives() {
        roster.announce(first, storage("a:1"), at(0));
        roster.leave(first, at(1));
        assertThat(roster.view().members()).isEmpty();

        roster.announce(second, storage("a:1", drive), at(2));
        roster.leave(second, at(3));
        roster.tick(at(7));
        assertThat(only()).isEqualTo(new Member(storage("a:1", drive), NodeState.DOWN, at(3)));
    }

    @Test
    void theViewHoldsWhatOtherMembersHave() {
        Announcement elsewhere = new Announcement(NodeId.create(), Role.STORAGE, "c:1", "", List.of(other));
        roster.announce(first, storage("a:1", drive), at(0));
        long version = roster.version();

        roster.others(List.of(new Member(elsewhere, NodeState.SUSPECT, at(1))), false, at(1));

        assertThat(roster.version()).isGreaterThan(version);
        assertThat(roster.view().members())
                .containsExactlyInAnyOrder(
                        new Member(storage("a:1", drive), NodeState.UP, at(0)),
                        new Member(elsewhere, NodeState.SUSPECT, at(1)));
        assertThat(roster.ours()).containsExactly(new Member(storage("a:1", drive), NodeState.UP, at(0)));
    }

    @Test
    void whoIsAliveAtAnotherMemberIsRefusedElsewhereAndMayMoveWithItsAddress() {
        roster.others(List.of(new Member(storage("a:1", drive), NodeState.UP, at(0))), false, at(0));

        assertThatThrownBy(() -> roster.announce(first, storage("b:1", drive), at(1)))
                .isInstanceOfSatisfying(
                        AnnouncementRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLAIMED_TWICE));
        Announcement thief = new Announcement(NodeId.create(), Role.STORAGE, "b:1", "", List.of(drive));
        assertThatThrownBy(() -> roster.announce(first, thief, at(1))).isInstanceOf(AnnouncementRefused.class);
        roster.announce(first, storage("a:1", drive), at(1));
        assertThat(only().since()).isEqualTo(at(1));
    }

    @Test
    void whatMovedToAnotherMemberOrWasThereFirstIsOursNoMore() {
        roster.announce(first, storage("a:1", drive), at(5));
        roster.lose(first, at(6));
        roster.others(List.of(new Member(storage("a:1", drive), NodeState.UP, at(6))), false, at(7));
        assertThat(roster.ours()).isEmpty();
        assertThat(only().state()).isEqualTo(NodeState.UP);

        Roster later = new Roster(TIMINGS, List.of(), start);
        later.announce(second, storage("b:1", drive), at(8));
        later.others(List.of(new Member(storage("a:1", drive), NodeState.UP, at(6))), false, at(9));
        assertThat(later.ours()).isEmpty();
        assertThatThrownBy(() -> later.announce(second, storage("b:1", drive), at(10)))
                .isInstanceOf(AnnouncementRefused.class);
    }

    @Test
    void noViewShowsADriveTwice() {
        Announcement before = new Announcement(NodeId.create(), Role.STORAGE, "c:1", "", List.of(drive, other));
        roster.others(List.of(new Member(before, NodeState.DOWN, at(1))), false, at(1));
        roster.announce(first, storage("a:1", drive), at(2));

        assertThat(roster.view().members())
                .flatExtracting(member -> member.announcement().drives())
                .containsExactlyInAnyOrder(drive, other);
    }

    @Test
    void theLatestWordOfAnOperatorCounts() {
        roster.announce(first, storage("a:1", drive), at(1));
        roster.intend(new Intent(node, Intent.Wish.DRAIN, at(2)), at(2));
        assertThat(only()).isEqualTo(new Member(storage("a:1", drive), NodeState.DRAINING, at(2)));

        roster.intend(new Intent(node, Intent.Wish.DECOMMISSION, at(1)), at(3));
        assertThat(only().state()).isEqualTo(NodeState.DRAINING);
        roster.lose(first, at(4));
        assertThat(only().state()).isEqualTo(NodeState.SUSPECT);
        roster.intend(new Intent(node, Intent.Wish.DECOMMISSION, at(5)), at(5));
        assertThat(only().state()).isEqualTo(NodeState.DECOMMISSIONED);
        roster.announce(second, storage("a:1", drive), at(6));
        roster.intend(new Intent(node, Intent.Wish.SERVE, at(6)), at(6));
        assertThat(only().state()).isEqualTo(NodeState.UP);
        assertThat(roster.intents()).containsExactly(new Intent(node, Intent.Wish.SERVE, at(6)));
    }

    @Test
    void drivesThatWereGivenUpStaySoWhenTheirNodeIsForgotten() {
        roster.announce(first, storage("a:1", drive), at(1));
        roster.intend(new Intent(node, Intent.Wish.DECOMMISSION, at(2), Set.of(drive.id())), at(2));
        assertThat(roster.view().givenUp()).containsExactly(drive.id());

        roster.tick(at(100_000));
        assertThat(roster.view().members()).isEmpty();
        assertThat(roster.view().givenUp()).containsExactly(drive.id());

        roster.intend(new Intent(node, Intent.Wish.SERVE, at(100_001)), at(100_001));
        assertThat(roster.view().givenUp()).isEmpty();
    }

    @Test
    void whoHasNotMetTheOthersIsJoining() {
        roster.others(List.of(), true, at(0));
        roster.announce(first, storage("a:1", drive), at(1));
        assertThat(only().state()).isEqualTo(NodeState.JOINING);

        roster.others(List.of(), false, at(2));
        assertThat(only().state()).isEqualTo(NodeState.UP);
    }

    @Test
    void aNewStreamFromTheSameAddressTakesOverAndTheOldOneNoLongerCounts() {
        roster.announce(first, storage("a:1", drive), at(0));
        roster.announce(second, storage("a:1", drive), at(1));

        assertThatThrownBy(() -> roster.announce(first, storage("a:1", drive), at(2)))
                .isInstanceOfSatisfying(
                        AnnouncementRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.SUPERSEDED));
        roster.lose(first, at(2));
        roster.leave(first, at(2));
        assertThat(only().state()).isEqualTo(NodeState.UP);
    }

    @Test
    void twoLiveNodesWithOneIdentityAreRefused() {
        roster.announce(first, storage("a:1", drive), at(0));

        assertThatThrownBy(() -> roster.announce(second, storage("b:1", drive), at(1)))
                .isInstanceOfSatisfying(
                        AnnouncementRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLAIMED_TWICE))
                .hasMessageContaining("a:1")
                .hasMessageContaining("b:1")
                .hasMessageContaining("stop it");
        assertThat(only().announcement().address()).isEqualTo("a:1");
    }

    @Test
    void aDriveInTwoLiveNodesIsRefused() {
        roster.announce(first, storage("a:1", drive), at(0));
        var other = new Announcement(NodeId.create(), Role.STORAGE, "b:1", "", List.of(drive));

        assertThatThrownBy(() -> roster.announce(second, other, at(1)))
                .isInstanceOf(AnnouncementRefused.class)
                .hasMessageContaining(drive.id().toString())
                .hasMessageContaining("detach one");
    }

    @Test
    void aNodeMayMoveOnceItsOldStreamBrokeAndADriveOnceItsOldNodeIsSuspect() {
        roster.announce(first, storage("a:1", drive), at(0));
        roster.lose(first, at(1));

        roster.announce(second, storage("b:1", drive), at(1));
        assertThat(only().announcement().address()).isEqualTo("b:1");

        // Silent for long enough, though nobody ticked.
        var other = new Announcement(NodeId.create(), Role.STORAGE, "c:1", "", List.of(drive));
        roster.announce(new SessionId(3), other, at(5));
        assertThat(roster.view().members())
                .flatExtracting(member -> member.announcement().drives())
                .containsExactly(drive);
        assertThatThrownBy(() -> roster.announce(second, storage("b:1", drive), at(6)))
                .isInstanceOf(AnnouncementRefused.class);
    }

    @Test
    void howFullADriveIsMakesAViewOnlyNowAndThen() {
        roster.tick(at(3));
        roster.announce(first, storage("a:1", drive), at(3));
        long version = roster.version();
        Drive fuller = new Drive(drive.id(), 1_000, 500, true, true);

        roster.announce(first, storage("a:1", fuller), at(4));
        roster.tick(at(4));
        assertThat(roster.version()).isEqualTo(version);
        roster.announce(first, storage("a:1", fuller), at(7));
        roster.tick(at(8));
        assertThat(roster.version()).isGreaterThan(version);
        assertThat(only().announcement().drives()).containsExactly(fuller);
        long afterwards = roster.version();
        roster.announce(first, storage("a:1", fuller), at(9));
        roster.tick(at(20).minusSeconds(10));
        assertThat(roster.version()).isEqualTo(afterwards);
    }

    @Test
    void aDriveThatIsNoLongerWritableMakesAViewAtOnce() {
        roster.announce(first, storage("a:1", drive), at(0));
        long version = roster.version();

        roster.announce(first, storage("a:1", new Drive(drive.id(), 1_000, 10, false, true)), at(1));

        assertThat(roster.version()).isGreaterThan(version);
    }

    @Test
    void aFreshMemberSaysThatItMayNotKnowEverybodyYet() {
        assertThat(roster.view().settling()).isTrue();
        long version = roster.version();

        roster.tick(at(3));

        assertThat(roster.view().settling()).isFalse();
        assertThat(roster.version()).isGreaterThan(version);
    }

    @Test
    void versionsGrowOverARestart() {
        for (int i = 0; i < 100; i++) {
            roster.announce(first, storage("a:" + i, drive), at(0).plusMillis(i * 10L));
            roster.lose(first, at(0).plusMillis(i * 10L + 5));
        }

        assertThat(new Roster(TIMINGS, List.of(), at(2)).version()).isGreaterThan(roster.version());
    }

    @Test
    void fixedMembersAreAlwaysUpUnlessTheySpeakForThemselves() {
        var fixed = new Roster(TIMINGS, List.of(storage("a:1", drive)), start);
        fixed.tick(at(1_000));
        assertThat(fixed.view().members()).extracting(Member::state).containsExactly(NodeState.UP);

        fixed.announce(first, storage("b:1", drive), at(1_001));
        assertThat(fixed.view().members())
                .extracting(member -> member.announcement().address())
                .containsExactly("b:1");
    }

    @Test
    void theRosterIsBounded() {
        for (int i = 0; i < Roster.MAX_MEMBERS; i++) {
            roster.announce(
                    new SessionId(i),
                    new Announcement(NodeId.create(), Role.GATEWAY, "a:" + i, "", List.of()),
                    at(i % 2));
        }

        assertThatThrownBy(() -> roster.announce(new SessionId(Roster.MAX_MEMBERS), storage("z:1"), at(1)))
                .isInstanceOfSatisfying(
                        AnnouncementRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.FULL));
    }

    /** Whatever happens in whatever order: versions never fall, every change of a view has a new one, states follow silence. */
    @Test
    void holdsUnderAnyOrderOfEvents() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        var nodes = new ArrayList<NodeId>();
        for (int i = 0; i < 5; i++) {
            nodes.add(NodeId.create());
        }
        Instant now = start;
        View before = roster.view();
        for (int i = 0; i < 20_000; i++) {
            now = now.plusMillis(random.nextInt(900));
            SessionId session = new SessionId(random.nextInt(40) + i / 100);
            switch (random.nextInt(5)) {
                case 0 -> roster.leave(session, now);
                case 1 -> roster.lose(session, now);
                case 2 -> roster.tick(now);
                default -> announceAny(session, nodes.get(random.nextInt(5)), random.nextInt(2), now);
            }
            View after = roster.view();
            assertThat(after.version()).as("seed %d, step %d", seed, i).isGreaterThanOrEqualTo(before.version());
            if (after.version() == before.version()) {
                assertThat(after.members().stream().map(RosterTest::withoutUse).toList())
                        .as("seed %d, step %d", seed, i)
                        .isEqualTo(before.members().stream()
                                .map(RosterTest::withoutUse)
                                .toList());
            }
            before = after;
        }
    }

    private void announceAny(SessionId session, NodeId id, int address, Instant now) {
        try {
            roster.announce(session, new Announcement(id, Role.STORAGE, "h:" + address, "", List.of()), now);
        } catch (AnnouncementRefused expected) {
            assertThat(expected).hasMessageContaining(id.toString());
        }
    }

    private static String withoutUse(Member member) {
        return member.announcement().node() + member.announcement().address() + member.state();
    }

    private Member only() {
        assertThat(roster.view().members()).hasSize(1);
        return roster.view().members().getFirst();
    }

    private Announcement storage(String address, Drive... drives) {
        return new Announcement(node, Role.STORAGE, address, "", List.of(drives));
    }

    private Instant at(int second) {
        return start.plusSeconds(second);
    }
}
