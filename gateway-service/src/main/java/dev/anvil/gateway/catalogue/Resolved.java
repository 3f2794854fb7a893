package dev.anvil.gateway.catalogue;

/** What stands under a key or version id: bytes, or a marker that says they were deleted. */
public sealed interface Resolved permits ObjectVersion, DeleteMarker {}
