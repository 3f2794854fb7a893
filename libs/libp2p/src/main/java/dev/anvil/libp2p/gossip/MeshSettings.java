package dev.anvil.libp2p.gossip;

import java.time.Duration;

/**
 * The shape of the mesh; names and defaults are those of the specification.
 *
 * @param degree how many peers a mesh should have (D)
 * @param low below this it takes more in (D_low)
 * @param high above this it lets some go (D_high)
 * @param lazy how many others are told what we have, at least (D_lazy)
 * @param lazyShare and at least this share of them
 * @param heartbeat between two looks at the mesh
 * @param pruneBackoff who was let go does not come back before
 * @param unsubscribeBackoff the same, when the reason was that we left the topic
 * @param floodPublish whether our own messages go to all subscribers rather than to the mesh
 * @param fanoutTime how long the peers are kept that get our messages on a topic we do not subscribe to
 */
public record MeshSettings(
        int degree,
        int low,
        int high,
        int lazy,
        double lazyShare,
        Duration heartbeat,
        Duration pruneBackoff,
        Duration unsubscribeBackoff,
        boolean floodPublish,
        Duration fanoutTime) {
    public static final MeshSettings DEFAULT = new MeshSettings(
            6,
            5,
            12,
            6,
            0.25,
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            true,
            Duration.ofMinutes(1));

    public MeshSettings {
        if (low < 1 || degree < low || high < degree || lazy < 0) {
            throw new IllegalArgumentException("A mesh needs 1 <= low <= degree <= high, not " + low + ", " + degree
                    + ", " + high + "; lazy " + lazy);
        }
        if (lazyShare < 0 || lazyShare > 1) {
            throw new IllegalArgumentException("A share is between 0 and 1, not " + lazyShare);
        }
        if (!heartbeat.isPositive()
                || pruneBackoff.toSeconds() < 1
                || unsubscribeBackoff.toSeconds() < 1
                || !fanoutTime.isPositive()) {
            throw new IllegalArgumentException(
                    "Heartbeat, fanout and backoffs must be positive, backoffs whole seconds");
        }
    }

    public MeshSettings withFloodPublish(boolean flood) {
        return new MeshSettings(
                degree, low, high, lazy, lazyShare, heartbeat, pruneBackoff, unsubscribeBackoff, flood, fanoutTime);
    }
}
