package dev.anvil.membership.gossip;

/** A member's libp2p peer id, which follows from the key that it keeps. */
public record PeerName(String value) implements Comparable<PeerName> {
    private static final int MAX_CHARACTERS = 64;

    public PeerName {
        if (value.isEmpty() || value.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("a peer id has 1 to " + MAX_CHARACTERS + " characters");
        }
    }

    @Override
    public int compareTo(PeerName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
