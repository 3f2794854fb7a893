package dev.anvil.gateway.policy;

/**
 * Whether somebody may do something.
 *
 * @param action as policies name it, as in {@code s3:GetObject}
 * @param resource a bucket, or {@code bucket/key}
 */
public record Question(Asker asker, String action, String resource, Facts facts) {}
