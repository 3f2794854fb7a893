package dev.anvil.libp2p.transport;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What this host speaks on streams that others open. */
public final class Protocols {
    /** @param maxStreams that one connection may have open at a time */
    record Spoken(int maxStreams, StreamHandler handler) {}

    private final Map<String, Spoken> byName = new ConcurrentHashMap<>();

    public void add(String name, int maxStreams, StreamHandler handler) {
        if (byName.putIfAbsent(name, new Spoken(maxStreams, handler)) != null) {
            throw new IllegalStateException("Protocol " + name + " is spoken already");
        }
    }

    Optional<Spoken> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }
}
