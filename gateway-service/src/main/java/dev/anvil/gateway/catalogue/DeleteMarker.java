package dev.anvil.gateway.catalogue;

import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.time.Instant;

/** A version that says that the object was deleted. */
public record DeleteMarker(ObjectKey key, VersionId version, boolean latest, Instant modified) implements Resolved {}
