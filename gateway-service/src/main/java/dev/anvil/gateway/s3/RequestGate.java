package dev.anvil.gateway.s3;

/** Looks at every request that was allowed, before its handler gets it. What it throws is the answer. */
@FunctionalInterface
public interface RequestGate {
    void check(S3Request request);
}
