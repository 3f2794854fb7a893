package dev.anvil.runtime.membership;

import java.time.Duration;

/**
 * The pace of a link.
 *
 * @param heartbeat how often we say that we are there
 * @param firstViewWithin how long a member may take to send its first view; then the next one is tried
 * @param silenceLimit how long a member may be silent later; it repeats its view every few seconds
 * @param firstBackoff the pause after the first failure; doubles with each
 * @param maxBackoff the longest pause. Shorter than a member's settling time, or its first whole view would lack us
 */
public record LinkTimings(
        Duration heartbeat,
        Duration firstViewWithin,
        Duration silenceLimit,
        Duration firstBackoff,
        Duration maxBackoff) {
    public static final LinkTimings DEFAULT = new LinkTimings(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMillis(50),
            Duration.ofSeconds(1));
}
