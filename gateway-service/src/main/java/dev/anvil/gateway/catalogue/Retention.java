package dev.anvil.gateway.catalogue;

import java.time.Instant;

/** Until when a version may not be deleted. */
public record Retention(RetentionMode mode, Instant until) {}
