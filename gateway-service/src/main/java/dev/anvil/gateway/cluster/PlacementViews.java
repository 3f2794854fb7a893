package dev.anvil.gateway.cluster;

import dev.anvil.placement.DriveView;

/** The newest view of the region's drives, as placement wants it. */
@FunctionalInterface
public interface PlacementViews {
    DriveView current();
}
