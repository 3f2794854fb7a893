package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.wire.Headers;
import dev.anvil.gateway.wire.Parameters;

/**
 * The part of a request that signatures cover. {@code rawPath} is as it was sent; {@code bucketInHost} is empty where the path
 * names the bucket.
 */
public record SignedRequest(
        String method, String bucketInHost, String rawPath, Parameters parameters, Headers headers) {}
