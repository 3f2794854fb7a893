package dev.anvil.membership.peer;

import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.membership.gossip.DropReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is dropped, and tells of each source and reason once a minute. */
final class Drops {
    private static final Logger LOG = LoggerFactory.getLogger(Drops.class);
    private static final Duration LOG_EVERY = Duration.ofMinutes(1);
    private static final int REMEMBERED = 1_000;

    private final InstantSource clock;
    private final Map<DropReason, Counter> counters = new EnumMap<>(DropReason.class);
    private final Map<String, Instant> toldAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    Drops(InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
        for (DropReason reason : DropReason.values()) {
            counters.put(
                    reason,
                    Counter.builder("anvil.cluster.messages.dropped")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .description("Messages of other members that changed nothing")
                            .register(meters));
        }
    }

    void count(DropReason reason, PeerId author) {
        Counter counter = counters.get(reason);
        if (counter != null) {
            counter.increment();
        }
        switch (reason) {
            // Ways through the mesh differ in length; that one bulletin overtakes another is no news.
            case REPLAYED -> LOG.trace("A bulletin of {} was heard before", author);
            case CLAIMED_TWICE ->
                tell(
                        author,
                        reason,
                        "Two live members have the key of " + author
                                + ": one of them runs on a copy of the other's data directory; stop it. The one that came"
                                + " later is not listened to");
            case STALE, FUTURE ->
                tell(author, reason, "The clock of member " + author + " differs too much from ours; set both right");
            case MALFORMED, SIGNATURE, AUTHOR, REGION, ROLLED_BACK, FULL ->
                tell(author, reason, "Messages of member " + author + " are dropped: " + reason);
        }
    }

    private void tell(PeerId author, DropReason reason, String sentence) {
        if (isDue(author + reason.name())) {
            LOG.warn("{}", sentence);
        }
    }

    /** Whether it is a minute since the last time. */
    synchronized boolean isDue(String what) {
        Instant now = clock.instant();
        Instant last = toldAt.get(what);
        if (last != null && last.plus(LOG_EVERY).isAfter(now)) {
            return false;
        }
        toldAt.put(what, now);
        return true;
    }
}
