package dev.anvil.membership.view;

/** Why a node was not taken into the roster, in words for whoever runs it. */
public final class AnnouncementRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of refusal it is, for who must react to it. */
    public enum Reason {
        /** Two live nodes say that they are the same node or hold the same drive: a copied data directory. */
        CLAIMED_TWICE,
        /** The node speaks on a newer stream by now. */
        SUPERSEDED,
        /** More nodes than a cluster has. */
        FULL
    }

    private final Reason reason;

    AnnouncementRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
