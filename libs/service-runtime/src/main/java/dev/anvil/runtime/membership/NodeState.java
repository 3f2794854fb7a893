package dev.anvil.runtime.membership;

/** How well a node is, as membership sees it. */
public enum NodeState {
    /** Known, but not serving yet. */
    JOINING,
    UP,
    /** Silent for a moment: no new shards for it, and reads rather from others. */
    SUSPECT,
    /** Silent for long: not worth asking. */
    DOWN,
    /** An operator empties it: it serves reads and takes nothing new. */
    DRAINING,
    /** An operator took it out for good. */
    DECOMMISSIONED;

    /** Whether it is worth a call; a suspect one may well answer. */
    public boolean mayAnswer() {
        return switch (this) {
            case UP, SUSPECT, DRAINING -> true;
            case JOINING, DOWN, DECOMMISSIONED -> false;
        };
    }
}
