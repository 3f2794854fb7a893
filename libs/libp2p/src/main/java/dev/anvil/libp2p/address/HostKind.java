package dev.anvil.libp2p.address;

import java.util.Optional;

/** How a multiaddr says which machine it means. */
public enum HostKind {
    IP4("ip4", 4),
    IP6("ip6", 41),
    DNS("dns", 53),
    DNS4("dns4", 54),
    DNS6("dns6", 55);

    private final String label;
    private final int code;

    HostKind(String label, int code) {
        this.label = label;
        this.code = code;
    }

    String label() {
        return label;
    }

    int code() {
        return code;
    }

    public boolean isName() {
        return this == DNS || this == DNS4 || this == DNS6;
    }

    static Optional<HostKind> labelled(String label) {
        for (HostKind kind : values()) {
            if (kind.label.equals(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    static Optional<HostKind> coded(long code) {
        for (HostKind kind : values()) {
            if (kind.code == code) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
