package dev.anvil.membership.view;

/**
 * How well a node is, as far as we know. {@code UP → SUSPECT → DOWN →} pruned when it falls silent; any word from it makes
 * it {@code UP} again. A node that says goodbye is gone at once.
 */
public enum NodeState {
    /** Announces itself. */
    UP,
    /** Silent for a moment, or its stream broke: it gets no new shards and is read from when nobody else can answer. */
    SUSPECT,
    /** Silent for long enough to count its drives as unreachable. */
    DOWN
}
