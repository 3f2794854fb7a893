package dev.anvil.membership.view;

/** One stream on which a node announces itself. Later streams have higher numbers; a node's latest is the one that counts. */
record SessionId(long value) {
    boolean isOlderThan(SessionId other) {
        return value < other.value;
    }
}
