package dev.anvil.membership.gossip;

/** Why a message of another member changes nothing. */
public enum DropReason {
    /** No message of ours at all. */
    MALFORMED,
    /** Not signed with our cluster's secret. */
    SIGNATURE,
    /** It says that it is of somebody else than its author. */
    AUTHOR,
    /** Of another region, whose drives are not ours. */
    REGION,
    /** Made too long ago by the speaker's clock. */
    STALE,
    /** Made in the future by the speaker's clock. */
    FUTURE,
    /** Heard before, or overtaken by a newer one. */
    REPLAYED,
    /** Of an incarnation that was followed by another one. */
    ROLLED_BACK,
    /** A second live process speaks with a key that is another one's. */
    CLAIMED_TWICE,
    /** More members than a cluster has. */
    FULL
}
