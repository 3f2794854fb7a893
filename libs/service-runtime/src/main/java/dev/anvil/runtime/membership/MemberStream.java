package dev.anvil.runtime.membership;

import java.time.Duration;
import java.util.Optional;

/** One stream to one member: announcements go up, views come down. Used by one thread. */
public interface MemberStream extends AutoCloseable {
    /** @throws MemberLost where the stream broke */
    void announce(NodeAnnouncement self);

    /**
     * The latest view that came since the last call, waiting for one a while; views in between are skipped.
     *
     * @throws MemberLost where the stream broke
     */
    Optional<ClusterView> await(Duration wait) throws InterruptedException;

    /** Says goodbye, if it still can, and lets go of the connection. */
    @Override
    void close();
}
