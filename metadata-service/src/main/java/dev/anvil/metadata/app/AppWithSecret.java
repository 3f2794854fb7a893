package dev.anvil.metadata.app;

/** An app together with its secret, for whoever has just made it. */
public record AppWithSecret(App app, ClientSecret secret) {}
