package dev.anvil.membership.peer;

import dev.anvil.libp2p.discovery.MdnsDiscovery;
import dev.anvil.libp2p.gossip.Gossip;
import dev.anvil.libp2p.gossip.GossipEvent;
import dev.anvil.libp2p.gossip.GossipSettings;
import dev.anvil.libp2p.gossip.Message;
import dev.anvil.libp2p.gossip.Topic;
import dev.anvil.libp2p.gossip.Verdict;
import dev.anvil.libp2p.host.Host;
import dev.anvil.membership.gossip.Bulletin;
import dev.anvil.membership.gossip.Cluster;
import dev.anvil.membership.gossip.Deed;
import dev.anvil.membership.gossip.DropReason;
import dev.anvil.membership.gossip.PeerName;
import dev.anvil.membership.view.Intent;
import dev.anvil.membership.view.LiveRoster;
import dev.anvil.membership.view.Member;
import dev.anvil.membership.view.NodeState;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.setting.SettingRefused;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets {@link Cluster} hear and speak, and the roster know of the others. One thread does what the state machine wants. */
final class ClusterGossip implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterGossip.class);
    private static final Topic TOPIC = new Topic("anvil-cluster");
    private static final Duration PACE = Duration.ofMillis(100);

    private static final Duration REACHED_EVERY = Duration.ofMinutes(10);
    private static final Duration UNREACHED_EVERY = Duration.ofMinutes(1);

    /** For the goodbye to leave the machine. */
    private static final Duration GOODBYE = Duration.ofMillis(150);

    private final ReentrantLock lock = new ReentrantLock();
    private final ClusterSettings settings;
    private final InstantSource clock;
    private final LiveRoster roster;
    private final Host host;
    private final Gossip gossip;
    private final BulletinCodec codec;
    private final Drops drops;
    private final Admission admission;
    private final Probes probes;
    private final Dials dials;
    private final Reachability reachability;
    private final Cluster cluster;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("membership-gossip").unstarted(this::run);
    private @Nullable MdnsDiscovery discovery;
    private final IntentFile intentFile;
    private List<Member> told = List.of();
    private List<Intent> intended = List.of();
    private Instant startedAt = Instant.MAX;
    private volatile boolean closed;

    ClusterGossip(
            ClusterSettings settings,
            InstantSource clock,
            LiveRoster roster,
            Host host,
            ClusterSecret secret,
            MeterRegistry meters) {
        this.settings = settings;
        this.clock = clock;
        this.roster = roster;
        this.intentFile = new IntentFile(settings.intentFile());
        this.host = host;
        this.drops = new Drops(clock, meters);
        this.codec = new BulletinCodec(secret, settings.region());
        this.gossip = Gossip.on(host, GossipSettings.DEFAULT.byAdmissionOnly());
        this.admission = new Admission(host, gossip, secret, settings.region(), drops, settings.joins(), this::hurry);
        this.dials = new Dials(host);
        this.cluster = new Cluster(
                new PeerName(host.peerId().toString()),
                settings.joins(),
                settings.tempo(),
                clock.instant(),
                RandomGenerator.getDefault());
        this.probes = new Probes(host, admission::isMember, this::answered, meters);
        this.reachability = new Reachability(
                settings.publicAddresses(),
                () -> host.peers().stream().filter(admission::isMember).toList(),
                new DialBack(host, admission::isMember),
                REACHED_EVERY,
                UNREACHED_EVERY);
        host.addListener(admission);
    }

    void start() throws InterruptedException {
        roster.others(List.of(), settings.joins());
        intentFile.read().forEach(roster::intend);
        intended = roster.intents();
        gossip.subscribe(TOPIC, this::judge, this::heard);
        try {
            host.start();
        } catch (IOException e) {
            throw new SettingRefused(
                    "CLUSTER_LISTEN_ADDR",
                    "'" + settings.listen() + "'",
                    "cannot listen there (" + e.getMessage() + "): choose another port or address with --cluster or"
                            + " CLUSTER_LISTEN_ADDR");
        }
        LOG.info("Member {} listens on {}", host.peerId(), host.listenAddresses());
        startedAt = clock.instant();
        dials.forEver(settings.bootstrapAddresses());
        if (settings.mdns()) {
            discovery = MdnsDiscovery.start(host, dials::tryOnce);
        }
        thread.start();
        reachability.start();
    }

    /** What an operator should know. */
    List<String> warnings() {
        return reachability.warnings();
    }

    /** Where others reach this member. */
    String address() {
        return host.addresses().stream().findFirst().map(Object::toString).orElse("");
    }

    private void answered(PeerName peer) {
        withLock(() -> cluster.answered(peer, clock.instant()));
    }

    private void hurry() {
        withLock(cluster::hurry);
    }

    /** Whether a message is worth passing on. */
    private Verdict judge(Message message) {
        try {
            Bulletin ignored =
                    codec.decode(message.data(), new PeerName(message.from().toString()));
            return Verdict.ACCEPT;
        } catch (DroppedMessage dropped) {
            drops.count(dropped.reason(), message.from());
            return dropped.reason() == DropReason.REGION ? Verdict.IGNORE : Verdict.REJECT;
        }
    }

    private void heard(Message message) {
        try {
            Bulletin bulletin =
                    codec.decode(message.data(), new PeerName(message.from().toString()));
            Optional<DropReason> dropped = locked(() -> cluster.receive(bulletin, clock.instant()));
            if (dropped.isPresent()) {
                drops.count(dropped.get(), message.from());
            } else {
                bulletin.intents().forEach(roster::intend);
            }
        } catch (DroppedMessage dropped) {
            drops.count(dropped.reason(), message.from());
        }
    }

    private void run() {
        while (!closed) {
            try {
                step();
                TimeUnit.NANOSECONDS.sleep(PACE.toNanos());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // A step that fails must not be the last one: nobody would hear of us any more.
                LOG.error("A step of the gossip failed", e);
            }
        }
    }

    private void step() throws InterruptedException {
        List<Member> ours = roster.ours();
        if (!isTheSame(ours)) {
            hurry();
        }
        keepIntents(roster.intents());
        Instant now = clock.instant();
        boolean joining = locked(cluster::isJoining);
        if (joining && isLate(now) && !admission.metStrangersOnly()) {
            LOG.warn("None of {} answers; going on without, and trying on", settings.bootstrap());
            withLock(cluster::goOn);
        }
        List<Deed> deeds = locked(() -> cluster.tick(now));
        List<Member> others = locked(cluster::members);
        roster.others(others, locked(cluster::isJoining));
        dials.members(locked(cluster::addresses));
        for (Deed deed : deeds) {
            switch (deed) {
                case Deed.Speak ignored -> speak(ours);
                case Deed.Ping ping -> probes.ping(ping.peer());
                case Deed.PingThrough ping -> probes.pingThrough(ping.peer(), ping.helpers());
            }
        }
    }

    private void keepIntents(List<Intent> intents) {
        if (!intents.equals(intended)) {
            intended = intents;
            intentFile.write(intents);
            hurry();
        }
    }

    private boolean isLate(Instant now) {
        return !startedAt.plus(settings.joinWithin()).isAfter(now);
    }

    /** Whether others know all of it but for bytes in use, which can wait for the next word. */
    private boolean isTheSame(List<Member> ours) {
        if (ours.size() != told.size()) {
            return false;
        }
        for (int i = 0; i < ours.size(); i++) {
            if (!ours.get(i).differsOnlyInUse(told.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void speak(List<Member> ours) throws InterruptedException {
        List<String> addresses = host.addresses().stream().map(Object::toString).toList();
        Bulletin bulletin = locked(() -> cluster.speak(addresses, settings.publicAddress(), ours, clock.instant()));
        told = ours;
        gossip.publish(TOPIC, codec.encode(bulletin.with(intended)));
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    private void withLock(Runnable step) {
        locked(() -> {
            step.run();
            return true;
        });
    }

    Map<PeerName, NodeState> states() {
        return locked(cluster::states);
    }

    /** This one among them, which is well once it has met the others. */
    long count(NodeState state) {
        Map<PeerName, NodeState> others = states();
        NodeState own = problem().isPresent() ? NodeState.JOINING : NodeState.UP;
        return others.values().stream().filter(seen -> seen == state).count() + (own == state ? 1 : 0);
    }

    double longestSilenceSeconds() {
        return locked(() -> cluster.longestSilence(clock.instant())).toMillis() / 1_000.0;
    }

    long joins() {
        return locked(cluster::joins);
    }

    long leaves() {
        return locked(cluster::leaves);
    }

    long counted(GossipEvent event) {
        return gossip.counts().of(event);
    }

    int connections() {
        return host.peers().size();
    }

    /** What keeps us from being a member, in words. */
    Optional<String> problem() {
        if (!locked(cluster::isJoining)) {
            return Optional.empty();
        }
        return Optional.of(
                admission.metStrangersOnly()
                        ? "the members at " + settings.bootstrap() + " have another ANVIL_CLUSTER_SECRET or REGION"
                        : "none of " + settings.bootstrap() + " has answered yet");
    }

    /** Says goodbye, so that nobody has to find out. */
    @Override
    public void close() {
        closed = true;
        reachability.close();
        thread.interrupt();
        try {
            thread.join(GOODBYE);
            withLock(cluster::leave);
            speak(roster.ours());
            TimeUnit.NANOSECONDS.sleep(GOODBYE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (discovery != null) {
                discovery.close();
            }
            gossip.close();
            host.close();
        }
    }
}
