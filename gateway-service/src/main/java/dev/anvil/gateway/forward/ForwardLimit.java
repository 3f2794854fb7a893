package dev.anvil.gateway.forward;

/** How many requests may be with other regions at once: fewer than are served, so that a region that hangs leaves room for ours. */
public record ForwardLimit(int requests) {
    public static ForwardLimit ofAll(int servedAtOnce) {
        return new ForwardLimit(Math.max(1, servedAtOnce / 2));
    }
}
