package dev.anvil.libp2p.gossip;

import java.time.Duration;

/**
 * What others may cost us.
 *
 * @param maxMessageBytes of the data of one message
 * @param maxFrameBytes of one frame, which may hold several messages
 * @param messagesPerSecond that one peer may have verified; more are dropped
 * @param bytesPerSecond that are read from one peer; more wait at the peer
 * @param inboundBytesPerPeer read from one peer and not yet handled
 * @param inboundBytes the same for all peers together
 * @param outboundBytesPerPeer given to the stream of one peer and not yet taken by it; more are dropped
 * @param seenTime how long a message is known again
 * @param maxSeen how many messages are known again
 * @param historyWindows heartbeats during which we can give a message once more
 * @param gossipWindows heartbeats during which we tell that we have it
 * @param maxHistoryBytes of messages that we can give once more
 * @param maxTopicsPerPeer that a peer may subscribe to
 * @param maxIdsPerHeartbeat of messages that one peer may tell of, and as many that it may ask for
 * @param maxIhavesPerHeartbeat lists of messages that one peer may tell of
 * @param maxRetransmissions of one message to one peer
 * @param maxOffences invalid messages within the seen time after which a peer is shut out
 * @param exile for how long
 * @param subscriberQueue messages that wait for the application; more are dropped
 */
public record GossipLimits(
        int maxMessageBytes,
        int maxFrameBytes,
        int messagesPerSecond,
        int bytesPerSecond,
        int inboundBytesPerPeer,
        int inboundBytes,
        int outboundBytesPerPeer,
        Duration seenTime,
        int maxSeen,
        int historyWindows,
        int gossipWindows,
        int maxHistoryBytes,
        int maxTopicsPerPeer,
        int maxIdsPerHeartbeat,
        int maxIhavesPerHeartbeat,
        int maxRetransmissions,
        int maxOffences,
        Duration exile,
        int subscriberQueue) {
    /** What a frame holds beside the data of one message. */
    private static final int FRAME_OVERHEAD_BYTES = 1024;

    public static final GossipLimits DEFAULT = new GossipLimits(
            1 << 20,
            (1 << 20) + (64 << 10),
            2000,
            32 << 20,
            4 << 20,
            64 << 20,
            4 << 20,
            Duration.ofMinutes(2),
            200_000,
            5,
            3,
            32 << 20,
            100,
            5000,
            10,
            3,
            20,
            Duration.ofMinutes(1),
            1024);

    public GossipLimits {
        if (maxMessageBytes < 1
                || maxFrameBytes < maxMessageBytes + FRAME_OVERHEAD_BYTES
                || outboundBytesPerPeer < maxFrameBytes) {
            throw new IllegalArgumentException("A frame must have room for a message and " + FRAME_OVERHEAD_BYTES
                    + " bytes beside it, and what waits for a peer room for a frame");
        }
        if (messagesPerSecond < 1 || bytesPerSecond < 1 || inboundBytesPerPeer < 1 || inboundBytes < 1) {
            throw new IllegalArgumentException("Limits of what is taken in must be at least one");
        }
        if (!seenTime.isPositive() || maxSeen < 1 || gossipWindows < 1 || historyWindows < gossipWindows) {
            throw new IllegalArgumentException("History must reach at least as far as gossip, and both at least one");
        }
        if (maxHistoryBytes < 1
                || maxTopicsPerPeer < 1
                || maxIdsPerHeartbeat < 1
                || maxIhavesPerHeartbeat < 1
                || maxRetransmissions < 1
                || maxOffences < 1
                || exile.isNegative()
                || subscriberQueue < 1) {
            throw new IllegalArgumentException("Limits of gossip must be at least one");
        }
    }
}
