package dev.anvil.runtime.membership;

import java.util.Optional;

/** Describes the service that we are in, as of now. Asked every second, so it must be cheap. */
@FunctionalInterface
public interface SelfDescription {
    /** Empty while the service is not ready to be used, for example because it does not know its port yet. */
    Optional<NodeAnnouncement> describe();
}
