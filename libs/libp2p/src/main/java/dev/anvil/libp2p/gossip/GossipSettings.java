package dev.anvil.libp2p.gossip;

/**
 * How gossip runs.
 *
 * @param openToAll whether every peer takes part; else only those that are {@linkplain Gossip#admit admitted}
 */
public record GossipSettings(MeshSettings mesh, GossipLimits limits, boolean openToAll) {
    public static final GossipSettings DEFAULT = new GossipSettings(MeshSettings.DEFAULT, GossipLimits.DEFAULT, true);

    public GossipSettings byAdmissionOnly() {
        return new GossipSettings(mesh, limits, false);
    }

    public GossipSettings with(MeshSettings other) {
        return new GossipSettings(other, limits, openToAll);
    }

    public GossipSettings with(GossipLimits other) {
        return new GossipSettings(mesh, other, openToAll);
    }
}
