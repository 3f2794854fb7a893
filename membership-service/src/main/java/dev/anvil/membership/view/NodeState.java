package dev.anvil.membership.view;

/**
 * How well a node is, as far as we know. {@code JOINING → UP → SUSPECT → DOWN →} pruned when it falls silent; any word from
 * it makes it {@code UP} again. Who says goodbye is gone at once, or {@code DOWN} at once when it has drives.
 */
public enum NodeState {
    /** Announces itself. */
    UP,
    /** An operator empties it: it is read from and takes nothing new. */
    DRAINING,
    /** Its member has not met the others yet. */
    JOINING,
    /** Silent for a moment, or its stream broke: it gets no new shards and is read from when nobody else can answer. */
    SUSPECT,
    /** Silent for long enough to count its drives as unreachable. */
    DOWN,
    /** An operator took it out for good. */
    DECOMMISSIONED;

    /** The order is that of the constants. */
    public boolean isWorseThan(NodeState other) {
        return compareTo(other) > 0;
    }
}
