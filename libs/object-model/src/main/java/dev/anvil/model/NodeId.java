package dev.anvil.model;

import java.util.UUID;

/** Names a node: one storage or membership process with an identity that it keeps on disk. */
public record NodeId(UUID value) {
    public static NodeId create() {
        return new NodeId(UUID.randomUUID());
    }

    public static NodeId parse(String text) {
        return new NodeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
