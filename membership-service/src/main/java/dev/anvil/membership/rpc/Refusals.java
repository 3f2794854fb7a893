package dev.anvil.membership.rpc;

import dev.anvil.membership.view.AnnouncementRefused;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns refusals into answers, counts them, and logs each loudly, but not each time that a service tries again. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration LOG_EVERY = Duration.ofMinutes(1);
    private static final int REMEMBERED = 1_000;

    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Map<String, Instant> loggedAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    Refusals(InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
        this.meters = meters;
    }

    Throwable explain(String node, RuntimeException failure) {
        if (!(failure instanceof AnnouncementRefused refused)) {
            return failure;
        }
        meters.counter("anvil.membership.refusals", "reason", refused.reason().name())
                .increment();
        if (isDue(node + refused.reason())) {
            LOG.error("Refused to register a node: {}", refused.getMessage());
        }
        Kind kind = switch (refused.reason()) {
            case CLAIMED_TWICE -> Kind.DENIED;
            case SUPERSEDED -> Kind.CONFLICT;
            case FULL -> Kind.EXHAUSTED;
        };
        return new ServiceFailure(kind, refused.reason().name(), String.valueOf(refused.getMessage()), refused);
    }

    private synchronized boolean isDue(String what) {
        Instant now = clock.instant();
        Instant last = loggedAt.get(what);
        if (last != null && last.plus(LOG_EVERY).isAfter(now)) {
            return false;
        }
        loggedAt.put(what, now);
        return true;
    }
}
