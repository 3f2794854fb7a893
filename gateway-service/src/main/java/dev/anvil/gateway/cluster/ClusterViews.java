package dev.anvil.gateway.cluster;

/** The newest view. */
@FunctionalInterface
public interface ClusterViews {
    ClusterView current();
}
