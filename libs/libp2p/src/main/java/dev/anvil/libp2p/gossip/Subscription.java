package dev.anvil.libp2p.gossip;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages on their way to one subscriber, on a virtual thread. A subscriber that does not keep up loses the newest. */
final class Subscription implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Subscription.class);

    private final Subscriber subscriber;
    private final GossipCounts counts;
    private final BlockingQueue<Message> waiting;
    private final Thread thread;

    Subscription(Topic topic, Subscriber subscriber, int most, GossipCounts counts) {
        this.subscriber = subscriber;
        this.counts = counts;
        this.waiting = new ArrayBlockingQueue<>(most);
        this.thread = Thread.ofVirtual().name("libp2p-topic " + topic).start(this::run);
    }

    void offer(Message message) {
        counts.count(waiting.offer(message) ? GossipEvent.DELIVERED : GossipEvent.DROPPED_SLOW_SUBSCRIBER);
    }

    private void run() {
        try {
            while (true) {
                hand(waiting.take());
            }
        } catch (InterruptedException closed) {
            log.trace("Nobody listens any more");
        }
    }

    private void hand(Message message) {
        try {
            subscriber.received(message);
        } catch (RuntimeException e) {
            log.error("A subscriber failed on {}; it gets the next one", message, e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
