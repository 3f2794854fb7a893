package dev.anvil.cli.peer;

import java.time.Instant;

/** A bucket, as listings describe it. */
public record BucketEntry(String name, String region, Instant created) {}
