package dev.anvil.gateway.s3;

import dev.anvil.gateway.auth.AclNeed;
import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.auth.Ask;
import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.BucketRules;
import dev.anvil.gateway.auth.Need;
import dev.anvil.gateway.auth.ObjectState;
import dev.anvil.gateway.auth.Resource;
import dev.anvil.gateway.auth.Verdict;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.model.ObjectKey;

/**
 * Lets calls through, or not, as the {@link Authorizer} says. It is asked before the handler, and what depends on the object is
 * asked again by the handler that has found it, so that reading an object stays one look-up.
 */
public final class AccessCheck {
    private static final Need TO_LIST = new Need(Action.OBJECT_LIST, "s3:ListBucket", AclNeed.BUCKET_READ, false);

    private final Authorizer authorizer;

    public AccessCheck(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    /** Before anything is done, and before a byte of the body is read. */
    public void admit(S3Request request) {
        S3Call call = request.call();
        Access access = call.operation().access();
        access.action().ifPresent(action -> {
            switch (access.scope()) {
                case TARGET -> refuseIfDenied(ask(call, action, targetOf(request)));
                case PREFIX -> refuseIfDenied(ask(call, action, prefixOf(request)));
                case EACH_KEY -> requireSomewhere(request, action);
                case IN_FORM -> {
                    // The handler asks when it has read the form.
                }
                case NOTHING -> throw new IllegalStateException(call.operation() + " needs " + action + " of nothing");
            }
        });
    }

    /** Now that the object is known. */
    public void confirm(S3Request.OfObject request, ObjectVersion found) {
        S3Call call = request.call();
        call.operation()
                .access()
                .action()
                .ifPresent(action -> require(ask(call, action, request.resource()), call, found));
    }

    /** Whether {@link #confirm} has anything left to say. */
    public boolean dependsOnObject(S3Request.OfObject request) {
        S3Call call = request.call();
        return call.operation()
                .access()
                .action()
                .map(action -> authorizer.judge(ask(call, action, request.resource())) == Verdict.DEPENDS)
                .orElse(false);
    }

    /** What to say of an object that is not there: only who may list the keys is told that there is none. */
    public S3Error missing(S3Request.OfObject request, S3Error notFound) {
        S3Call call = request.call();
        Action action = call.operation().access().action().orElse(Action.OBJECT_READ);
        Ask ask = ask(call, action, request.resource()).about(ObjectState.ABSENT, CallFacts.of(call));
        boolean known = Authorizer.isOwn(call.caller(), request.bucket()) && authorizer.judge(ask) == Verdict.ALLOWED;
        return known || isPublic(request.bucket()) || mayList(call, request.bucket(), request.key())
                ? notFound
                : new S3Error(S3ErrorCode.ACCESS_DENIED);
    }

    /** Before the source of a copy is looked for. */
    public void admitSource(S3Call call, Bucket bucket, ObjectKey key, boolean namesVersion) {
        refuseIfDenied(askForSource(call, bucket, key, namesVersion));
    }

    public void confirmSource(S3Call call, Bucket bucket, ObjectVersion found, boolean namesVersion) {
        require(askForSource(call, bucket, found.key(), namesVersion), call, found);
    }

    /** As {@link #missing}, of the source of a copy. */
    public S3Error missingSource(S3Call call, Bucket bucket, ObjectKey key, S3Error notFound) {
        return Authorizer.isOwn(call.caller(), bucket) || mayList(call, bucket, key)
                ? notFound
                : new S3Error(S3ErrorCode.ACCESS_DENIED);
    }

    /** One of the keys that stand in a body. */
    public boolean allowsKey(S3Call call, Bucket bucket, ObjectKey key, boolean namesVersion) {
        Access access = call.operation().access();
        return access.action()
                .map(action -> new Ask(
                        call.caller(),
                        access.need(action, namesVersion),
                        new Resource.OfObject(bucket, key),
                        CallFacts.of(call)))
                .filter(ask -> authorizer.judge(ask) == Verdict.ALLOWED)
                .isPresent();
    }

    /** What a bucket's settings say about who may do what. */
    public BucketRules rulesOf(Bucket bucket) {
        return authorizer.rulesOf(bucket);
    }

    private void require(Ask ask, S3Call call, ObjectVersion found) {
        ObjectState state = new ObjectState.Present(found.attributes().acl());
        CallFacts facts = CallFacts.of(call).withTags(found.attributes().tags());
        if (authorizer.judge(ask.about(state, facts)) != Verdict.ALLOWED) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED);
        }
    }

    private void refuseIfDenied(Ask ask) {
        Verdict verdict = authorizer.judge(ask);
        boolean open = verdict == Verdict.ALLOWED
                || verdict == Verdict.DEPENDS && ask.need().looksAtObject();
        if (!open) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED);
        }
    }

    private void requireSomewhere(S3Request request, Action action) {
        if (request instanceof S3Request.OfBucket of
                && !authorizer.mayAllowSomewhere(of.call().caller(), action, of.bucket())) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED);
        }
    }

    private boolean isPublic(Bucket bucket) {
        BucketRules rules = authorizer.rulesOf(bucket);
        return rules.publicRead() && rules.arePublic();
    }

    private boolean mayList(S3Call call, Bucket bucket, ObjectKey key) {
        CallFacts facts = CallFacts.of(call).asListing(key.value());
        Ask ask = new Ask(call.caller(), TO_LIST, new Resource.OfPrefix(bucket, key.value()), facts);
        return authorizer.judge(ask) == Verdict.ALLOWED;
    }

    private static Ask ask(S3Call call, Action action, Resource resource) {
        boolean namesVersion =
                call.parameter("versionId").filter(id -> !id.isEmpty()).isPresent();
        Need need = call.operation().access().need(action, namesVersion);
        return new Ask(call.caller(), need, resource, CallFacts.of(call));
    }

    private static Ask askForSource(S3Call call, Bucket bucket, ObjectKey key, boolean namesVersion) {
        Need need = S3Operation.GET_OBJECT.access().need(Action.OBJECT_READ, namesVersion);
        return new Ask(call.caller(), need, new Resource.OfObject(bucket, key), CallFacts.of(call));
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
}
