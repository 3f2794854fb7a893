package dev.anvil.gateway.policy;

enum Effect {
    ALLOW,
    DENY
}
