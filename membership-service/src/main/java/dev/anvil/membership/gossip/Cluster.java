package dev.anvil.membership.gossip;

import dev.anvil.membership.view.Member;
import dev.anvil.membership.view.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * One member's knowledge of all others, after SWIM, with bulletins that go to everybody.
 *
 * <pre>
 *   first bulletin                        → JOINING or UP, as it says
 *   silent for half of suspectAfter       → pinged, directly, then through others; an answer is a word
 *   silent suspectAfter                   → SUSPECT, and we say so
 *   hears that it is suspect or down      → speaks at once with a higher incarnation
 *   higher incarnation of a SUSPECT, DOWN → UP
 *   SUSPECT for downAfter - suspectAfter, or somebody else says DOWN of whom we suspect → DOWN
 *   says LEAVING                          → DOWN at once
 *   not heard of for pruneAfter           → forgotten
 * </pre>
 *
 * <p>A bulletin counts only when its (incarnation, sequence) is higher than what was heard before. Another process with the
 * same key counts only when the one known is silent, or comes from the same address: else both would be listened to in turns.
 */
public final class Cluster {
    /** Far more than gossip to all is good for; a bound on memory, not a goal. */
    public static final int MAX_PEERS = 1_000;

    private static final int HELPERS = 3;

    /** News that come together travel together. */
    private static final Duration BETWEEN_WORDS = Duration.ofMillis(100);

    private final PeerName self;
    private final long instance;
    private final Tempo tempo;
    private final RandomGenerator random;
    private final Map<PeerName, Peer> peers = new TreeMap<>();
    private Standing standing;
    private long incarnation;
    private long sequence;
    private long joins;
    private long leaves;
    private boolean urgent = true;
    private Instant spokeAt;
    private Instant tickedAt;
    private Instant surveyedAt;

    /** @param joining whether we were told to join others and have yet to meet them */
    public Cluster(PeerName self, boolean joining, Tempo tempo, Instant now, RandomGenerator random) {
        this.self = self;
        this.standing = joining ? Standing.JOINING : Standing.UP;
        this.tempo = tempo;
        this.random = random;
        this.instance = random.nextLong();
        // Starting from the time makes incarnations grow over a restart as well.
        this.incarnation = now.toEpochMilli();
        this.spokeAt = now.minus(tempo.gossipEvery());
        this.tickedAt = now;
        this.surveyedAt = now;
    }

    /** Takes what another member said, or says why not. */
    public Optional<DropReason> receive(Bulletin bulletin, Instant now) {
        Optional<DropReason> wrong = judge(bulletin, now);
        if (wrong.isPresent()) {
            return wrong;
        }
        Peer peer = peers.get(bulletin.peer());
        if (peer == null) {
            if (bulletin.standing() == Standing.LEAVING) {
                return Optional.empty();
            }
            peers.put(bulletin.peer(), new Peer(bulletin, now));
            joins++;
            urgent = true;
        } else {
            boolean wasDown = peer.isDown();
            peer.hear(bulletin, now);
            countMoves(wasDown, peer.isDown());
        }
        bulletin.rumours().forEach(rumour -> listen(rumour, now));
        return Optional.empty();
    }

    private Optional<DropReason> judge(Bulletin bulletin, Instant now) {
        Duration age = Duration.between(bulletin.madeAt(), now);
        if (age.compareTo(tempo.tolerance()) > 0) {
            return Optional.of(DropReason.STALE);
        }
        if (age.negated().compareTo(tempo.tolerance()) > 0) {
            return Optional.of(DropReason.FUTURE);
        }
        if (bulletin.peer().equals(self)) {
            return Optional.of(bulletin.instance() == instance ? DropReason.REPLAYED : DropReason.CLAIMED_TWICE);
        }
        Peer known = peers.get(bulletin.peer());
        if (known == null) {
            return peers.size() >= MAX_PEERS ? Optional.of(DropReason.FULL) : Optional.empty();
        }
        return judge(bulletin, known, now);
    }

    private Optional<DropReason> judge(Bulletin bulletin, Peer known, Instant now) {
        Bulletin last = known.last();
        boolean another = bulletin.instance() != last.instance();
        boolean elsewhere = !bulletin.addresses().equals(last.addresses());
        if (another && elsewhere && known.isLive(now, tempo)) {
            return Optional.of(DropReason.CLAIMED_TWICE);
        }
        if (bulletin.incarnation() < last.incarnation()) {
            return Optional.of(DropReason.ROLLED_BACK);
        }
        if (bulletin.incarnation() == last.incarnation() && bulletin.sequence() <= last.sequence()) {
            return Optional.of(DropReason.REPLAYED);
        }
        return Optional.empty();
    }

    private void listen(Rumour rumour, Instant now) {
        if (rumour.peer().equals(self)) {
            if (rumour.incarnation() >= incarnation && standing != Standing.LEAVING) {
                incarnation = rumour.incarnation() + 1;
                urgent = true;
            }
            return;
        }
        Peer peer = peers.get(rumour.peer());
        if (peer != null
                && rumour.down()
                && peer.state() == NodeState.SUSPECT
                && rumour.incarnation() >= peer.last().incarnation()) {
            peer.fallIll(NodeState.DOWN, now);
            countMoves(false, true);
        }
    }

    /** The member answered a ping, ours or a helper's. */
    public void answered(PeerName name, Instant now) {
        Peer peer = peers.get(name);
        if (peer != null) {
            peer.answered(now);
        }
    }

    /** Lets time do its work. To be called several times per {@code gossipEvery}. */
    public List<Deed> tick(Instant now) {
        forgiveWhatWeMissed(now);
        List<Deed> deeds = new ArrayList<>();
        peers.values().removeIf(peer -> peer.absence(now).compareTo(tempo.pruneAfter()) >= 0);
        for (Peer peer : peers.values()) {
            peer.forget(now, tempo.pruneAfter());
            watch(peer, now, deeds);
        }
        survey(now, deeds);
        if (standing == Standing.JOINING && !peers.isEmpty()) {
            goOn();
        }
        Duration sinceWord = Duration.between(spokeAt, now);
        if (sinceWord.compareTo(urgent ? BETWEEN_WORDS : tempo.gossipEvery()) >= 0) {
            deeds.add(new Deed.Speak());
        }
        return deeds;
    }

    /** Whoever did not run, because the machine slept or was short of time, has heard nobody and may blame nobody. */
    private void forgiveWhatWeMissed(Instant now) {
        Duration gap = Duration.between(tickedAt, now);
        tickedAt = now;
        if (gap.compareTo(tempo.gossipEvery()) > 0) {
            peers.values().forEach(peer -> peer.forgive(gap));
        }
    }

    private void watch(Peer peer, Instant now, List<Deed> deeds) {
        Duration silence = peer.silence(now, tempo);
        if (peer.isDown()) {
            return;
        }
        if (peer.state() == NodeState.SUSPECT) {
            if (peer.inState(now).compareTo(tempo.grace()) >= 0) {
                peer.fallIll(NodeState.DOWN, now);
                countMoves(false, true);
                urgent = true;
            }
        } else if (silence.compareTo(tempo.suspectAfter()) >= 0) {
            peer.fallIll(NodeState.SUSPECT, now);
            urgent = true;
        } else if (silence.multipliedBy(2).compareTo(tempo.suspectAfter()) >= 0
                && peer.isPingDue(now, tempo.gossipEvery().dividedBy(2))) {
            deeds.add(new Deed.Ping(peer.last().peer()));
            List<PeerName> helpers = helpersFor(peer);
            if (!helpers.isEmpty()) {
                deeds.add(new Deed.PingThrough(peer.last().peer(), helpers));
            }
        }
    }

    /** Now and then somebody is pinged who is well, to know how long it takes. */
    private void survey(Instant now, List<Deed> deeds) {
        if (Duration.between(surveyedAt, now).compareTo(tempo.gossipEvery()) < 0) {
            return;
        }
        surveyedAt = now;
        List<PeerName> well = well();
        if (!well.isEmpty()) {
            deeds.add(new Deed.Ping(well.get(random.nextInt(well.size()))));
        }
    }

    private List<PeerName> helpersFor(Peer silent) {
        List<PeerName> well = new ArrayList<>(well());
        well.remove(silent.last().peer());
        List<PeerName> helpers = new ArrayList<>();
        while (helpers.size() < HELPERS && !well.isEmpty()) {
            helpers.add(well.remove(random.nextInt(well.size())));
        }
        return helpers;
    }

    private List<PeerName> well() {
        return peers.values().stream()
                .filter(peer -> !peer.isIll())
                .map(peer -> peer.last().peer())
                .toList();
    }

    /** The next bulletin. */
    public Bulletin speak(List<String> addresses, String publicAddress, List<Member> services, Instant now) {
        spokeAt = now;
        urgent = false;
        sequence++;
        return new Bulletin(
                self,
                addresses.stream().limit(Bulletin.MAX_ADDRESSES).toList(),
                publicAddress,
                now,
                instance,
                incarnation,
                sequence,
                standing,
                services.stream().limit(Bulletin.MAX_SERVICES).toList(),
                rumours());
    }

    /** The suspects first: they can still do something about it. */
    private List<Rumour> rumours() {
        List<Rumour> all = new ArrayList<>();
        for (boolean down : new boolean[] {false, true}) {
            peers.values().stream()
                    .filter(peer -> peer.isIll() && peer.isDown() == down)
                    .limit(Bulletin.MAX_RUMOURS - all.size())
                    .forEach(peer -> all.add(peer.rumour()));
        }
        return all;
    }

    /** Something changed that others want to know soon. */
    public void hurry() {
        urgent = true;
    }

    /** Those that we were told to join do not answer; the cluster may be us. */
    public void goOn() {
        if (standing == Standing.JOINING) {
            standing = Standing.UP;
            urgent = true;
        }
    }

    /** The next bulletin is the last one. */
    public void leave() {
        standing = Standing.LEAVING;
    }

    public boolean isJoining() {
        return standing == Standing.JOINING;
    }

    /** What the others' services are to us. */
    public List<Member> members() {
        return peers.values().stream().flatMap(peer -> peer.services().stream()).toList();
    }

    /** The others that we have not forgotten, and where they said they are. */
    public Map<PeerName, List<String>> addresses() {
        Map<PeerName, List<String>> addresses = new TreeMap<>();
        peers.forEach((name, peer) -> addresses.put(name, peer.last().addresses()));
        return addresses;
    }

    public Map<PeerName, NodeState> states() {
        Map<PeerName, NodeState> states = new TreeMap<>();
        peers.forEach((name, peer) -> states.put(name, peer.state()));
        return states;
    }

    /** The longest silence among those that we believe well. */
    public Duration longestSilence(Instant now) {
        return peers.values().stream()
                .filter(peer -> !peer.isIll())
                .map(peer -> peer.absence(now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    public long incarnation() {
        return incarnation;
    }

    /** Members that came or came back, since the start. */
    public long joins() {
        return joins;
    }

    /** Members that went down, since the start. */
    public long leaves() {
        return leaves;
    }

    private void countMoves(boolean wasDown, boolean isDown) {
        joins += wasDown && !isDown ? 1 : 0;
        leaves += !wasDown && isDown ? 1 : 0;
    }
}
