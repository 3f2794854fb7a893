package dev.anvil.membership.view;

import dev.anvil.membership.view.AnnouncementRefused.Reason;
import dev.anvil.model.DriveId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is there. A pure state machine: everything that it does follows from the calls and the times given.
 *
 * <pre>
 *   announced            → UP, since now (or as before when it was UP)
 *   stream broke         → SUSPECT at once: a process that dies closes its sockets, so this finds it before silence does
 *   silent suspectAfter  → SUSPECT
 *   silent downAfter     → DOWN
 *   silent pruneAfter    → forgotten
 *   stream closed        → forgotten at once: the node said goodbye. With drives: DOWN at once, for they are still ours, and
 *                          new objects shall not become weaker because a node is restarted
 * </pre>
 *
 * <p>A session is the stream that a node speaks on. A node that opens another from the same address (it lost the first and
 * we have not noticed) goes on there, and what still arrives on the first is refused. From another address it must wait
 * until the first is suspect: two live nodes with one identity are a copied data directory, and serving both would let each
 * of them lose the other's shards.
 */
final class Roster {
    /** Far more than we gossip with; a bound on memory, not a goal. */
    static final int MAX_MEMBERS = 10_000;

    /** A bound on what is gossiped for ever. */
    static final int MAX_INTENTS = 1_000;

    private final Timings timings;
    private final Instant startedAt;
    private final List<Member> fixed;
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, Intent> intents = new TreeMap<>();
    private List<Member> others = List.of();
    private boolean joining;
    private long version;
    private boolean settling;
    private boolean useChanged;
    private Instant publishedAt;

    Roster(Timings timings, List<Announcement> fixed, Instant startedAt) {
        this.timings = timings;
        this.startedAt = startedAt;
        this.fixed = fixed.stream()
                .map(announcement -> new Member(announcement, NodeState.UP, startedAt))
                .toList();
        // Starting from the time makes versions grow over a restart as well.
        this.version = startedAt.toEpochMilli();
        this.settling = !timings.settleFor().isZero();
        this.publishedAt = startedAt;
    }

    /** @throws AnnouncementRefused where a live node elsewhere is known by this id or holds one of these drives */
    void announce(SessionId session, Announcement announcement, Instant now) {
        String key = announcement.node().toString();
        Entry before = entries.get(key);
        if (before != null && session.isOlderThan(before.session)) {
            throw new AnnouncementRefused(
                    Reason.SUPERSEDED, "node " + announcement.node() + " has opened a newer stream; use that one");
        }
        if (before != null && before.state == NodeState.UP && announcement.differsOnlyInUse(before.announcement)) {
            // Only news can clash: what is repeated was judged when it came first. Heartbeats stay cheap.
            useChanged |= !announcement.equals(before.announcement);
            entries.put(key, new Entry(session, announcement, NodeState.UP, before.since, now));
            return;
        }
        requireRoom(before);
        requireUnclaimed(announcement, now);
        takeDrivesFromTheLost(announcement);
        Instant since = before != null && before.state == NodeState.UP ? before.since : now;
        entries.put(key, new Entry(session, announcement, NodeState.UP, since, now));
        changed(now);
    }

    /** The node closed its stream: it goes, and says so. */
    void leave(SessionId session, Instant now) {
        Entry gone = entries.values().stream()
                .filter(entry -> entry.session.equals(session))
                .findFirst()
                .orElse(null);
        if (gone == null) {
            return;
        }
        if (gone.announcement.drives().isEmpty()) {
            entries.values().remove(gone);
        } else {
            move(gone, NodeState.DOWN, now);
        }
        changed(now);
    }

    /**
     * What is registered with other members. What they have and we have lost moved there; what they had first and we have too is
     * a copy, and will be refused when it speaks again.
     */
    void others(List<Member> news, boolean joiningNow, Instant now) {
        if (news.equals(others) && joiningNow == joining) {
            return;
        }
        boolean onlyUse = joiningNow == joining && differOnlyInUse(news, others);
        others = List.copyOf(news);
        joining = joiningNow;
        Map<String, Member> live = new TreeMap<>();
        others.stream()
                .filter(other -> other.state() == NodeState.UP)
                .forEach(other -> live.put(other.announcement().node().toString(), other));
        entries.entrySet().removeIf(entry -> {
            Member other = live.get(entry.getKey());
            return other != null && (entry.getValue().state != NodeState.UP || wasThereBefore(other, entry.getValue()));
        });
        if (onlyUse) {
            useChanged = true;
        } else {
            changed(now);
        }
    }

    private static boolean wasThereBefore(Member other, Entry ours) {
        return !other.announcement().address().equals(ours.announcement.address())
                && other.since().isBefore(ours.since);
    }

    private static boolean differOnlyInUse(List<Member> some, List<Member> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!some.get(i).differsOnlyInUse(others.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Those that are registered here, for others to know. */
    List<Member> ours() {
        return entries.values().stream()
                .map(entry -> new Member(entry.announcement, entry.state, entry.since))
                .toList();
    }

    /** The stream broke: a crash, or only the network. */
    void lose(SessionId session, Instant now) {
        entries.values().stream()
                .filter(entry -> entry.session.equals(session) && entry.state == NodeState.UP)
                .findFirst()
                .ifPresent(entry -> {
                    move(entry, NodeState.SUSPECT, now);
                    changed(now);
                });
    }

    /** Lets time do its work. To be called a few times per {@code suspectAfter}. */
    void tick(Instant now) {
        boolean anyone = entries.values().removeIf(entry -> entry.silence(now).compareTo(timings.pruneAfter()) >= 0);
        for (Entry entry : entries.values()) {
            NodeState due = due(entry, now);
            if (due != entry.state) {
                move(entry, due, now);
                anyone = true;
            }
        }
        boolean settled = settling && !now.isBefore(startedAt.plus(timings.settleFor()));
        if (settled) {
            settling = false;
        }
        boolean useIsDue = useChanged && !now.isBefore(publishedAt.plus(timings.useEvery()));
        if (anyone || settled || useIsDue) {
            changed(now);
        }
    }

    /** Takes an operator's word when it is newer than the last one about the node. */
    void intend(Intent intent, Instant now) {
        String key = intent.node().toString();
        Intent known = intents.get(key);
        boolean isNews =
                known == null ? intents.size() < MAX_INTENTS : intent.at().isAfter(known.at());
        if (isNews) {
            intents.put(key, intent);
            changed(now);
        }
    }

    List<Intent> intents() {
        return List.copyOf(intents.values());
    }

    private Member asIntended(Member member) {
        Member seen = member;
        for (Intent intent : intents.values()) {
            seen = intent.concerns(member.announcement()) ? intent.on(seen) : seen;
        }
        return seen;
    }

    View view() {
        TreeMap<String, Member> members = new TreeMap<>();
        for (Member member : fixed) {
            members.put(member.announcement().node().toString(), member);
        }
        Set<DriveId> spokenFor = entries.values().stream()
                .flatMap(entry -> entry.announcement.drives().stream())
                .map(Drive::id)
                .collect(Collectors.toSet());
        members.replaceAll(
                (key, member) -> new Member(member.announcement().without(spokenFor), member.state(), member.since()));
        for (Member member : ours()) {
            boolean waits = joining && member.state() == NodeState.UP;
            members.put(
                    member.announcement().node().toString(),
                    waits ? new Member(member.announcement(), NodeState.JOINING, member.since()) : member);
        }
        for (Member other : others) {
            members.merge(other.announcement().node().toString(), other, Member::better);
        }
        List<Member> unshared = Unshared.drives(List.copyOf(members.values()));
        Set<DriveId> givenUp = intents.values().stream()
                .flatMap(intent -> intent.drives().stream())
                .collect(Collectors.toSet());
        return new View(version, unshared.stream().map(this::asIntended).toList(), settling, givenUp);
    }

    long version() {
        return version;
    }

    private NodeState due(Entry entry, Instant now) {
        Duration silence = entry.silence(now);
        if (silence.compareTo(timings.downAfter()) >= 0) {
            return NodeState.DOWN;
        }
        // A broken stream made it suspect early; only its own word makes it up again.
        boolean suspect = silence.compareTo(timings.suspectAfter()) >= 0 && entry.state == NodeState.UP;
        return suspect ? NodeState.SUSPECT : entry.state;
    }

    private void requireRoom(@Nullable Entry before) {
        if (before == null && entries.size() >= MAX_MEMBERS) {
            throw new AnnouncementRefused(
                    Reason.FULL,
                    "the roster is full with " + MAX_MEMBERS + " members; is something registering in a loop?");
        }
    }

    private void requireUnclaimed(Announcement news, Instant now) {
        Entry same = entries.get(news.node().toString());
        if (same != null && isLive(same, now) && !same.announcement.address().equals(news.address())) {
            throw claimedTwice(news, same.announcement);
        }
        requireUnclaimedElsewhere(news);
        if (news.drives().isEmpty()) {
            return;
        }
        Set<DriveId> drives = news.drives().stream().map(Drive::id).collect(Collectors.toSet());
        for (Entry other : entries.values()) {
            if (other != same && isLive(other, now)) {
                requireUnshared(other.announcement, news, drives);
            }
        }
    }

    /** A service that moves to us from another member keeps its address. */
    private void requireUnclaimedElsewhere(Announcement news) {
        Set<DriveId> drives = news.drives().stream().map(Drive::id).collect(Collectors.toSet());
        for (Member other : others) {
            Announcement known = other.announcement();
            if (other.state() != NodeState.UP) {
                continue;
            }
            if (!known.node().equals(news.node())) {
                requireUnshared(known, news, drives);
            } else if (!known.address().equals(news.address())) {
                throw claimedTwice(news, known);
            }
        }
    }

    private static AnnouncementRefused claimedTwice(Announcement news, Announcement known) {
        return new AnnouncementRefused(
                Reason.CLAIMED_TWICE,
                "node " + news.node() + " is alive at " + known.address() + " and cannot be at " + news.address()
                        + " too: one of them runs on a copy of the other's data directory; stop it");
    }

    /** By the clock, not by the last tick. */
    private boolean isLive(Entry entry, Instant now) {
        return entry.state == NodeState.UP && entry.silence(now).compareTo(timings.suspectAfter()) < 0;
    }

    private static void requireUnshared(Announcement known, Announcement news, Set<DriveId> drives) {
        for (Drive drive : known.drives()) {
            if (drives.contains(drive.id())) {
                throw new AnnouncementRefused(
                        Reason.CLAIMED_TWICE,
                        "drive " + drive.id() + " is served by the live node " + known.node() + " at "
                                + known.address() + " and cannot be on node " + news.node() + " at "
                                + news.address() + " too: it was copied or is mounted twice; detach one");
            }
        }
    }

    /** A drive that moved belongs to whoever speaks for it: no view shows a drive twice. */
    private void takeDrivesFromTheLost(Announcement news) {
        if (news.drives().isEmpty()) {
            return;
        }
        Set<DriveId> moved = news.drives().stream().map(Drive::id).collect(Collectors.toSet());
        entries.replaceAll(
                (key, entry) -> entry.announcement.node().equals(news.node()) ? entry : entry.without(moved));
    }

    private void changed(Instant now) {
        // The clock's word counts where it is higher, so that the views of two members can be compared.
        version = Math.max(version + 1, now.toEpochMilli());
        useChanged = false;
        publishedAt = now;
    }

    private static void move(Entry entry, NodeState state, Instant now) {
        entry.state = state;
        entry.since = now;
    }

    private static final class Entry {
        final SessionId session;
        final Announcement announcement;
        final Instant heardAt;
        NodeState state;
        Instant since;

        Entry(SessionId session, Announcement announcement, NodeState state, Instant since, Instant heardAt) {
            this.session = session;
            this.announcement = announcement;
            this.state = state;
            this.since = since;
            this.heardAt = heardAt;
        }

        Entry without(Set<DriveId> moved) {
            Announcement rest = announcement.without(moved);
            return rest == announcement ? this : new Entry(session, rest, state, since, heardAt);
        }

        Duration silence(Instant now) {
            return Duration.between(heardAt, now);
        }
    }
}
