package dev.anvil.membership.peer;

import dev.anvil.libp2p.exchange.ExchangeException;
import dev.anvil.libp2p.identity.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the addresses that we announce work: other members are asked to try them, soon after there are any and now and then
 * after. An address that no helper reaches is told loudly, for nobody else would say what is wrong: members that dialed us, or
 * that we dialed, work all the same, and those that come later do not.
 */
final class Reachability implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);
    private static final Duration PACE = Duration.ofMillis(500);
    private static final int HELPERS = 3;

    private final List<PublicAddress> addresses;
    private final Supplier<List<PeerId>> members;
    private final DialBack dialBack;
    private final Duration every;
    private final Duration everyWhileWrong;
    private final Random random = new Random();
    private final Thread thread =
            Thread.ofVirtual().name("membership-reachability").unstarted(this::run);
    private volatile List<PublicAddress> unreachable = List.of();
    private volatile boolean closed;

    Reachability(
            List<PublicAddress> addresses,
            Supplier<List<PeerId>> members,
            DialBack dialBack,
            Duration every,
            Duration everyWhileWrong) {
        this.addresses = List.copyOf(addresses);
        this.members = members;
        this.dialBack = dialBack;
        this.every = every;
        this.everyWhileWrong = everyWhileWrong;
    }

    void start() {
        if (!addresses.isEmpty()) {
            thread.start();
        }
    }

    List<String> warnings() {
        return unreachable.stream().map(Reachability::sentence).toList();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                List<PeerId> helpers = helpers();
                if (helpers.isEmpty() || !check(helpers)) {
                    TimeUnit.NANOSECONDS.sleep(PACE.toNanos());
                } else {
                    Duration pause = unreachable.isEmpty() ? every : everyWhileWrong;
                    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<PeerId> helpers() {
        List<PeerId> all = new ArrayList<>(members.get());
        Collections.shuffle(all, random);
        return all.stream().limit(HELPERS).toList();
    }

    /** Whether anybody had something to say. */
    private boolean check(List<PeerId> helpers) throws InterruptedException {
        List<PublicAddress> left = new ArrayList<>(addresses);
        boolean answered = false;
        for (PeerId helper : helpers) {
            try {
                if (!left.isEmpty()) {
                    left.retainAll(dialBack.unreachable(helper, left));
                    answered = true;
                }
            } catch (ExchangeException e) {
                LOG.debug("{} did not try our addresses", helper, e);
            }
        }
        if (answered) {
            tell(List.copyOf(left));
        }
        return answered;
    }

    private void tell(List<PublicAddress> now) {
        // Said at every check for as long as it is so: the checks are minutes apart.
        now.forEach(address -> LOG.warn("{}", sentence(address)));
        unreachable.stream()
                .filter(address -> !now.contains(address))
                .forEach(address -> LOG.info("Other members reach {} now", address));
        unreachable = now;
    }

    private static String sentence(PublicAddress address) {
        return "No other member reaches " + address + ", which this node tells everybody to use: open the port, or set "
                + address.variable() + " to where this node is reached from outside";
    }
}
