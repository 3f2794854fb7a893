package dev.anvil.libp2p.gossip;

/** Allows a rate, and bursts of a few seconds of it. Takes may go into debt, which tells how long to pause. */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int BURST_SECONDS = 2;

    private final double perNano;
    private final double most;
    private double tokens;
    private long lastNanos;

    TokenBucket(int perSecond, long nowNanos) {
        this.perNano = perSecond / NANOS_PER_SECOND;
        this.most = (double) perSecond * BURST_SECONDS;
        this.tokens = most;
        this.lastNanos = nowNanos;
    }

    private void refill(long nowNanos) {
        tokens = Math.min(most, tokens + (nowNanos - lastNanos) * perNano);
        lastNanos = nowNanos;
    }

    /** Takes if there is enough. */
    boolean tryTake(int wanted, long nowNanos) {
        refill(nowNanos);
        if (tokens < wanted) {
            return false;
        }
        tokens -= wanted;
        return true;
    }

    /** Takes in any case, and says how many nanoseconds to wait before more is taken. */
    long take(int wanted, long nowNanos) {
        refill(nowNanos);
        tokens -= wanted;
        return tokens >= 0 ? 0 : (long) (-tokens / perNano);
    }
}
