package dev.anvil.membership.gossip;

import dev.anvil.membership.view.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Predicate;

/** Members in a network that loses, delays and parts, with clocks that differ. Everything follows from the seed. */
final class SimulatedCluster {
    static final Tempo TEMPO = new Tempo(
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1));

    private static final Duration STEP = Duration.ofMillis(100);
    private static final int MOST_DELAY_MILLIS = 150;
    private static final int MOST_SKEW_MILLIS = 10_000;

    /** One machine: what it knows lives as long as it runs. */
    static final class Machine {
        final int number;
        final PeerName name;
        Duration skew;
        int side;
        boolean stopped;
        Cluster cluster;
        /** How often it was down to somebody who runs. */
        int timesDown;

        Machine(int number, Duration skew, Cluster cluster) {
            this.number = number;
            this.name = new PeerName("peer-" + number);
            this.skew = skew;
            this.cluster = cluster;
        }
    }

    private record Event(Instant at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final Random random;
    private final double loss;
    private final List<Machine> machines = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Map<List<Integer>, NodeState> seen = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long order;

    SimulatedCluster(int size, double loss, long seed) {
        this.random = new Random(seed);
        this.loss = loss;
        for (int i = 0; i < size; i++) {
            Duration skew = Duration.ofMillis(random.nextInt(2 * MOST_SKEW_MILLIS) - MOST_SKEW_MILLIS);
            machines.add(new Machine(i, skew, fresh(i, skew)));
        }
    }

    private Cluster fresh(int number, Duration skew) {
        return new Cluster(new PeerName("peer-" + number), false, TEMPO, now.plus(skew), new Random(random.nextLong()));
    }

    Machine machine(int number) {
        return machines.get(number);
    }

    List<Machine> machines() {
        return machines;
    }

    /** Dead without a word, and started again without a memory. */
    void restart(Machine machine) {
        machine.skew = Duration.ofMillis(random.nextInt(2 * MOST_SKEW_MILLIS) - MOST_SKEW_MILLIS);
        machine.cluster = fresh(machine.number, machine.skew);
        machine.stopped = false;
    }

    void run(Duration time) {
        for (Instant end = now.plus(time); now.isBefore(end); now = now.plus(STEP)) {
            while (!events.isEmpty() && !events.peek().at().isAfter(now)) {
                events.poll().what().run();
            }
            machines.stream().filter(machine -> !machine.stopped).forEach(this::tick);
            count();
        }
    }

    /** How long until the condition came true; the limit when it did not. */
    Duration runUntil(Duration limit, Predicate<SimulatedCluster> condition) {
        Instant begun = now;
        while (!condition.test(this) && Duration.between(begun, now).compareTo(limit) < 0) {
            run(STEP);
        }
        return Duration.between(begun, now);
    }

    private Instant clockOf(Machine machine) {
        return now.plus(machine.skew);
    }

    private void tick(Machine machine) {
        for (Deed deed : machine.cluster.tick(clockOf(machine))) {
            switch (deed) {
                case Deed.Speak ignored ->
                    publish(
                            machine,
                            machine.cluster.speak(List.of("at-" + machine.number), "", List.of(), clockOf(machine)));
                case Deed.Ping ping -> ping(machine, machine, find(ping.peer()));
                case Deed.PingThrough through ->
                    through.helpers().forEach(helper -> ping(machine, find(helper), find(through.peer())));
            }
        }
    }

    private void publish(Machine from, Bulletin bulletin) {
        for (Machine to : machines) {
            if (to != from && arrives(from, to)) {
                later(to, () -> to.cluster.receive(bulletin, clockOf(to)));
            }
        }
    }

    private void ping(Machine asking, Machine through, Machine target) {
        boolean there = asking == through || arrives(asking, through) && arrives(through, asking);
        if (there && arrives(through, target) && arrives(target, through)) {
            later(asking, () -> asking.cluster.answered(target.name, clockOf(asking)));
        }
    }

    private boolean arrives(Machine from, Machine to) {
        return !from.stopped && !to.stopped && from.side == to.side && random.nextDouble() >= loss;
    }

    private void later(Machine at, Runnable what) {
        Cluster meant = at.cluster;
        events.add(new Event(now.plusMillis(1 + random.nextInt(MOST_DELAY_MILLIS)), order++, () -> {
            if (!at.stopped && at.cluster == meant) {
                what.run();
            }
        }));
    }

    private Machine find(PeerName name) {
        return machines.get(Integer.parseInt(name.value().substring("peer-".length())));
    }

    private void count() {
        for (Machine observer : machines) {
            if (observer.stopped) {
                continue;
            }
            observer.cluster.states().forEach((peer, state) -> {
                Machine subject = find(peer);
                NodeState before = seen.put(List.of(observer.number, subject.number), state);
                if (state == NodeState.DOWN && before != NodeState.DOWN) {
                    subject.timesDown++;
                }
            });
        }
    }

    /** Whether all who run know all others: those who run as up, those who are stopped as down. */
    boolean agrees() {
        return machines.stream().filter(machine -> !machine.stopped).allMatch(this::isRight);
    }

    private boolean isRight(Machine observer) {
        Map<PeerName, NodeState> states = observer.cluster.states();
        return machines.stream()
                .filter(machine -> machine != observer)
                .allMatch(machine -> machine.stopped
                        // Whoever started later never heard of it.
                        ? states.getOrDefault(machine.name, NodeState.DOWN) == NodeState.DOWN
                        : states.get(machine.name) == NodeState.UP);
    }
}
