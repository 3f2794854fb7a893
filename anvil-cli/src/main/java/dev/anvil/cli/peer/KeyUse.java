package dev.anvil.cli.peer;

/** A key under which secrets lie in the database. */
public record KeyUse(String keyId, boolean first, boolean held, long secrets) {
    static KeyUse of(dev.anvil.metadata.v1.Key key) {
        return new KeyUse(key.getKeyId(), key.getFirst(), key.getHeld(), key.getSecrets());
    }
}
