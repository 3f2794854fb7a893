package dev.anvil.gateway.s3;

import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.Resource;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.model.BucketName;
import java.io.IOException;
import java.util.List;

/**
 * Takes an authenticated call to its handler: finds the bucket, asks whether the caller may, and only then calls. Nothing of
 * the body was read until then, so that a refused upload costs its sender nothing.
 */
public final class Dispatcher {
    private final HandlerTable handlers;
    private final BucketDirectory buckets;
    private final Authorizer authorizer;
    private final List<RequestGate> gates;

    public Dispatcher(HandlerTable handlers, BucketDirectory buckets, Authorizer authorizer) {
        this(handlers, buckets, authorizer, List.of());
    }

    public Dispatcher(HandlerTable handlers, BucketDirectory buckets, Authorizer authorizer, List<RequestGate> gates) {
        this.gates = List.copyOf(gates);
        this.handlers = handlers;
        this.buckets = buckets;
        this.authorizer = authorizer;
    }

    public S3Response dispatch(S3Call call, Target target) throws IOException {
        S3Request request = resolve(call, target);
        authorise(request);
        ExpectedOwner.require(call);
        gates.forEach(gate -> gate.check(request));
        S3Handler handler = handlers.find(call.operation()).orElseThrow(() -> notImplemented(call.operation()));
        return switch (request) {
            case S3Request.OfAccount about -> ((S3Handler.OfAccount) handler).handle(about);
            case S3Request.OfNewBucket about -> ((S3Handler.OfNewBucket) handler).handle(about);
            case S3Request.OfBucket about -> ((S3Handler.OfBucket) handler).handle(about);
            case S3Request.OfObject about -> ((S3Handler.OfObject) handler).handle(about);
        };
    }

    private S3Request resolve(S3Call call, Target target) {
        return switch (target) {
            case Target.Account account -> new S3Request.OfAccount(call);
            case Target.OfBucket named ->
                call.operation().level() == Level.NEW_BUCKET
                        ? new S3Request.OfNewBucket(call, named.bucket())
                        : new S3Request.OfBucket(call, find(named.bucket()));
            case Target.OfObject named -> new S3Request.OfObject(call, find(named.bucket()), named.key());
        };
    }

    private Bucket find(BucketName name) {
        return buckets.find(name)
                .orElseThrow(() -> new S3Error(S3ErrorCode.NO_SUCH_BUCKET).with("BucketName", name.value()));
    }

    private void authorise(S3Request request) {
        S3Call call = request.call();
        Access access = call.operation().access();
        access.action().ifPresent(action -> {
            switch (access.scope()) {
                case TARGET -> authorizer.require(call.caller(), action, targetOf(request));
                case PREFIX -> authorizer.require(call.caller(), action, prefixOf(request));
                case EACH_KEY -> requireOwnBucket(request, action);
                case IN_FORM -> {
                    // The handler asks when it has read the form.
                }
                case NOTHING -> throw new IllegalStateException(call.operation() + " needs " + action + " of nothing");
            }
        });
    }

    private static Resource targetOf(S3Request request) {
        return switch (request) {
            case S3Request.OfAccount account -> new Resource.Account();
            case S3Request.OfNewBucket toBeMade -> new Resource.NewBucket(toBeMade.name());
            case S3Request.OfBucket of -> new Resource.OfBucket(of.bucket());
            case S3Request.OfObject object -> object.resource();
        };
    }

    private static Resource prefixOf(S3Request request) {
        return request instanceof S3Request.OfBucket of
                ? new Resource.OfPrefix(
                        of.bucket(), of.call().parameter("prefix").orElse(""))
                : targetOf(request);
    }

    private void requireOwnBucket(S3Request request, Action action) {
        if (request instanceof S3Request.OfBucket of
                && !authorizer.mayAllowSomewhere(of.call().caller(), action, of.bucket())) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED);
        }
    }

    private static S3Error notImplemented(S3Operation operation) {
        return new S3Error(S3ErrorCode.NOT_IMPLEMENTED, operation.apiName() + " is not implemented.");
    }
}
