package dev.anvil.libp2p.gossip;

/** What a message is about; who subscribes gets it. */
public record Topic(String name) {
    static final int MAX_CHARS = 128;

    public Topic {
        if (!isValid(name)) {
            throw new IllegalArgumentException("A topic has 1 to " + MAX_CHARS + " characters, not " + name.length());
        }
    }

    static boolean isValid(String name) {
        return !name.isEmpty() && name.length() <= MAX_CHARS;
    }

    @Override
    public String toString() {
        return name;
    }
}
