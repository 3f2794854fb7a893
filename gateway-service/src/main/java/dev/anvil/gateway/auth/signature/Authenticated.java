package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.body.PayloadProof;

/** Who a request is from, and what proves its body. */
public record Authenticated(Caller caller, PayloadProof proof) {}
