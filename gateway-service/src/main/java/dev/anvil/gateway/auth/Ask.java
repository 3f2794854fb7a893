package dev.anvil.gateway.auth;

import dev.anvil.gateway.policy.Facts;

/** Somebody wants to do something to something. */
public record Ask(Caller caller, Need need, Resource resource, Facts facts, ObjectState object) {
    public Ask(Caller caller, Need need, Resource resource, Facts facts) {
        this(caller, need, resource, facts, ObjectState.UNASKED);
    }

    public Ask about(ObjectState known, Facts facts) {
        return new Ask(caller, need, resource, facts, known);
    }
}
