package dev.anvil.metadata.app;

import dev.anvil.metadata.tenant.Tenant;

/** All that a gateway needs to check an app's signatures and to authorise it. */
public record Credential(App app, ClientSecret secret, Tenant tenant) {}
