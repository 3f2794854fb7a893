package dev.anvil.gateway.auth;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;

/**
 * The one place that says no. The router asks before it calls a handler; a handler asks again for whatever else its request
 * touches: the source of a copy, each key of a bulk deletion.
 */
public final class Authorizer {
    public boolean allows(Caller caller, Action action, Resource resource) {
        return switch (caller) {
            case Caller.Anonymous nobody -> false;
            case Caller.App app -> PolicyEvaluator.allows(app, action, resource);
        };
    }

    /** Whether it is worth asking for single keys: false for who is denied all of them. */
    public boolean mayAllowSomewhere(Caller caller, Action action, Bucket bucket) {
        return switch (caller) {
            case Caller.Anonymous nobody -> false;
            case Caller.App app -> PolicyEvaluator.mayAllowSomewhere(app, action, bucket);
        };
    }

    public void require(Caller caller, Action action, Resource resource) {
        if (!allows(caller, action, resource)) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED);
        }
    }
}
