package dev.anvil.gateway.catalogue;

import dev.anvil.model.TenantId;

/** Who owns buckets and apps. S3 shows the canonical id and the display name as owner. */
public record Tenant(TenantId id, String name, String displayName, String email, String canonicalId) {}
