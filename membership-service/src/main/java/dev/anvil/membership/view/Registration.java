package dev.anvil.membership.view;

/** One node's place in the roster, for as long as its stream lasts. Ended by {@link #leave} or {@link #lose}, once. */
public interface Registration {
    /** @throws AnnouncementRefused where the node cannot be who it says */
    void announce(Announcement announcement);

    /** The node said goodbye. */
    void leave();

    /** The node was cut off. */
    void lose();
}
