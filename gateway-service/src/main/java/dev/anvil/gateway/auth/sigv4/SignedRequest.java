package dev.anvil.gateway.auth.sigv4;

import dev.anvil.gateway.wire.Headers;
import dev.anvil.gateway.wire.Parameters;

/** The part of a request that signatures cover. {@code rawPath} is as it was sent. */
public record SignedRequest(String method, String rawPath, Parameters parameters, Headers headers) {}
