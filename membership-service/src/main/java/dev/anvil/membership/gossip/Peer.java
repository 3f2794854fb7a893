package dev.anvil.membership.gossip;

import dev.anvil.membership.view.Member;
import dev.anvil.membership.view.NodeState;
import dev.anvil.model.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What we know of one other member. */
final class Peer {
    private static final int MAX_MISSED = 1_000;

    private Bulletin last;
    private NodeState state;
    private Instant since;
    private Instant heardAt;
    private Instant answeredAt;
    private Instant pingedAt = Instant.MIN;
    /** The incarnation that we believe to be ill; only a higher one is well again. */
    private long illAt = -1;

    private boolean left;
    /** Services with drives that it spoke of once and does not any more: a process that starts has not all of them at once. */
    private final Map<NodeId, Member> missed = new LinkedHashMap<>();

    Peer(Bulletin first, Instant now) {
        this.last = first;
        this.state = wellState(first);
        this.since = now;
        this.heardAt = now;
        this.answeredAt = now;
    }

    private static NodeState wellState(Bulletin bulletin) {
        return bulletin.standing() == Standing.JOINING ? NodeState.JOINING : NodeState.UP;
    }

    Bulletin last() {
        return last;
    }

    NodeState state() {
        return state;
    }

    boolean isIll() {
        return state == NodeState.SUSPECT || state == NodeState.DOWN;
    }

    boolean isDown() {
        return state == NodeState.DOWN;
    }

    /** Whether it spoke lately, so that another process under its name must be somebody else. */
    boolean isLive(Instant now, Tempo tempo) {
        return !isIll() && Duration.between(heardAt, now).compareTo(tempo.suspectAfter()) < 0;
    }

    /** Takes a newer bulletin; whoever is believed ill stays so until it refutes. */
    void hear(Bulletin bulletin, Instant now) {
        miss(bulletin, now);
        last = bulletin;
        heardAt = now;
        if (bulletin.standing() == Standing.LEAVING) {
            left = true;
            fallIll(NodeState.DOWN, now);
        } else if (!isIll() || bulletin.incarnation() > illAt) {
            left = false;
            move(wellState(bulletin), now);
        }
    }

    private void miss(Bulletin next, Instant now) {
        for (Member service : last.services()) {
            if (!service.announcement().drives().isEmpty() && missed.size() < MAX_MISSED) {
                missed.putIfAbsent(
                        service.announcement().node(), new Member(service.announcement(), NodeState.DOWN, now));
            }
        }
        next.services().forEach(service -> missed.remove(service.announcement().node()));
    }

    /** What was missed for long is not ours any more. */
    void forget(Instant now, Duration pruneAfter) {
        missed.values()
                .removeIf(service -> Duration.between(service.since(), now).compareTo(pruneAfter) >= 0);
    }

    void answered(Instant now) {
        answeredAt = now;
    }

    /**
     * An answer to a ping counts as a word, but not for ever: a member that answers pings and says nothing is not well.
     */
    Duration silence(Instant now, Tempo tempo) {
        Instant latest = heardAt.plus(tempo.grace());
        Instant answer = answeredAt.isAfter(latest) ? latest : answeredAt;
        return Duration.between(answer.isAfter(heardAt) ? answer : heardAt, now);
    }

    /** How long nothing at all was heard, for forgetting. */
    Duration absence(Instant now) {
        return Duration.between(heardAt, now);
    }

    Duration inState(Instant now) {
        return Duration.between(since, now);
    }

    /** Whether so much time has passed since the last ping; then it is time for one, and it counts as sent. */
    boolean isPingDue(Instant now, Duration pause) {
        if (!pingedAt.equals(Instant.MIN) && Duration.between(pingedAt, now).compareTo(pause) < 0) {
            return false;
        }
        pingedAt = now;
        return true;
    }

    void fallIll(NodeState illness, Instant now) {
        illAt = Math.max(illAt, last.incarnation());
        move(illness, now);
    }

    /** We were away, so that its silence in that time says nothing. */
    void forgive(Duration away) {
        heardAt = heardAt.plus(away);
        answeredAt = answeredAt.plus(away);
        since = state == NodeState.SUSPECT ? since.plus(away) : since;
    }

    Rumour rumour() {
        return new Rumour(last.peer(), illAt, isDown());
    }

    /** Its services as they are to us: none is better than the member that speaks for it. */
    List<Member> services() {
        List<Member> all = new ArrayList<>(spokenOf());
        all.addAll(missed.values());
        return all;
    }

    private List<Member> spokenOf() {
        return last.services().stream()
                .filter(service -> !left || !service.announcement().drives().isEmpty())
                .map(service ->
                        state.isWorseThan(service.state()) ? new Member(service.announcement(), state, since) : service)
                .toList();
    }

    private void move(NodeState next, Instant now) {
        if (next != state) {
            state = next;
            since = now;
        }
    }
}
