package dev.anvil.gateway.s3;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.model.BucketName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Takes an authenticated call to its handler: finds the bucket, asks whether the caller may, and only then calls. Nothing of
 * the body was read until then, so that a refused upload costs its sender nothing.
 */
public final class Dispatcher {
    private final HandlerTable handlers;
    private final BucketDirectory buckets;
    private final AccessCheck access;
    private final List<RequestGate> gates;
    private final List<Detour> detours;

    public Dispatcher(HandlerTable handlers, BucketDirectory buckets, AccessCheck access) {
        this(handlers, buckets, access, List.of(), List.of());
    }

    public Dispatcher(
            HandlerTable handlers,
            BucketDirectory buckets,
            AccessCheck access,
            List<RequestGate> gates,
            List<Detour> detours) {
        this.gates = List.copyOf(gates);
        this.detours = List.copyOf(detours);
        this.handlers = handlers;
        this.buckets = buckets;
        this.access = access;
    }

    public S3Response dispatch(S3Call call, Target target) throws IOException {
        S3Request request = resolve(call, target);
        access.admit(request);
        ExpectedOwner.require(request);
        for (Detour detour : detours) {
            Optional<S3Response> elsewhere = detour.answer(request);
            if (elsewhere.isPresent()) {
                return elsewhere.get();
            }
        }
        gates.forEach(one -> one.check(request));
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

    private static S3Error notImplemented(S3Operation operation) {
        return new S3Error(S3ErrorCode.NOT_IMPLEMENTED, operation.apiName() + " is not implemented.");
    }
}
