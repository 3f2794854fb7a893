package dev.anvil.gateway.auth;

import dev.anvil.gateway.acl.Acl;
import dev.anvil.gateway.acl.Permission;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.policy.Asker;
import dev.anvil.gateway.policy.Facts;
import dev.anvil.gateway.policy.Question;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says no. In this order: what a bucket's policy denies is denied to everybody; what it allows is allowed,
 * to an app of another tenant as far as that app's own policies reach; an app in a bucket of its own tenant may do what its
 * policies say; and whatever is left is a matter of access control lists. What nothing allows is denied.
 */
public final class Authorizer {
    private final RulesOfBuckets rules = new RulesOfBuckets();

    public Verdict judge(Ask ask) {
        return switch (ask.resource()) {
            case Resource.Account account -> byOwnPolicies(ask);
            case Resource.NewBucket toBeMade -> byOwnPolicies(ask);
            case Resource.OfBucket of ->
                inBucket(ask, of.bucket(), of.bucket().name().value());
            case Resource.OfPrefix of ->
                inBucket(ask, of.bucket(), of.bucket().name().value());
            case Resource.OfObject of ->
                inBucket(ask, of.bucket(), of.bucket().name() + "/" + of.key().value());
        };
    }

    /** For APIs in which nobody reaches beyond their own tenant: policies of apps allow, and bucket policies can deny. */
    public boolean allows(Caller caller, Action action, Resource resource) {
        return caller instanceof Caller.App app
                && PolicyEvaluator.isWithinTenant(app, resource)
                && judge(new Ask(app, Need.of(action), resource, Facts.NONE)) == Verdict.ALLOWED;
    }

    /** By the policies of the app alone. */
    public boolean ownPoliciesAllow(Caller.App app, Action action, Resource resource) {
        return PolicyEvaluator.allows(app, action, resource);
    }

    /** Whether it is worth asking for single keys: false for who is denied all of them. */
    public boolean mayAllowSomewhere(Caller caller, Action action, Bucket bucket) {
        if (caller instanceof Caller.App app && PolicyEvaluator.mayAllowSomewhere(app, action, bucket)) {
            return true;
        }
        BucketRules of = rules.of(bucket);
        boolean own = isOwn(caller, bucket);
        return of.policy().allowsSomething()
                || !own && of.acl().allows(canonicalId(caller), Permission.WRITE, of.heedPublicGrants());
    }

    public void require(Caller caller, Action action, Resource resource) {
        if (!allows(caller, action, resource)) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED);
        }
    }

    public BucketRules rulesOf(Bucket bucket) {
        return rules.of(bucket);
    }

    public static boolean isOwn(Caller caller, Bucket bucket) {
        return caller instanceof Caller.App app && bucket.isOwnedBy(app.tenant().id());
    }

    private static Verdict byOwnPolicies(Ask ask) {
        return verdict(ask.caller() instanceof Caller.App app
                && PolicyEvaluator.permits(app, ask.need().action(), ask.resource()));
    }

    private Verdict inBucket(Ask ask, Bucket bucket, String resource) {
        BucketRules of = rules.of(bucket);
        Need need = ask.need();
        boolean own = isOwn(ask.caller(), bucket);
        boolean permitted =
                ask.caller() instanceof Caller.App app && PolicyEvaluator.permits(app, need.action(), ask.resource());
        if (own && permitted && need.isOfPolicy()) {
            return Verdict.ALLOWED;
        }
        if (need.looksAtObject() && of.policy().asksAboutObject() && ask.object() instanceof ObjectState.Unasked) {
            return Verdict.DEPENDS;
        }
        Question question = new Question(asker(ask.caller()), need.policyAction(), resource, ask.facts());
        switch (of.opinion(question, own, need.isPlainRead())) {
            case DENIED -> {
                return Verdict.DENIED;
            }
            case ALLOWED -> {
                if (own || permitted || ask.caller() instanceof Caller.Anonymous) {
                    return Verdict.ALLOWED;
                }
            }
            case ALLOWED_TO_TENANT -> {
                if (permitted) {
                    return Verdict.ALLOWED;
                }
            }
            case NOTHING -> {
                // Others may know better.
            }
        }
        if (own && permitted) {
            return toOwner(ask, of, bucket);
        }
        boolean strangerWithoutPolicy = ask.caller() instanceof Caller.App && !own && !permitted;
        return strangerWithoutPolicy || of.listsMeanNothing() ? Verdict.DENIED : byLists(ask, of, own);
    }

    /** A bucket's owner does not own what others have put into it, where they keep it for themselves. */
    private static Verdict toOwner(Ask ask, BucketRules of, Bucket bucket) {
        Permission permission = ask.need().acl().permission();
        if (!ask.need().acl().ofObject() || of.listsMeanNothing() || permission == null) {
            return Verdict.ALLOWED;
        }
        return switch (ask.object()) {
            case ObjectState.Unasked unasked -> Verdict.DEPENDS;
            case ObjectState.Absent absent -> Verdict.ALLOWED;
            case ObjectState.Present present -> {
                Acl acl = present.acl();
                yield verdict(acl == null
                        || acl.isOwnedBy(bucket.ownerId())
                        || acl.allows(bucket.ownerId(), permission, of.heedPublicGrants()));
            }
        };
    }

    /** To an app of the owner that no policy of its own allows it, lists give what they give to everybody. */
    private static Verdict byLists(Ask ask, BucketRules of, boolean own) {
        Permission permission = ask.need().acl().permission();
        if (permission == null) {
            return Verdict.DENIED;
        }
        String user = own ? null : canonicalId(ask.caller());
        if (!ask.need().acl().ofObject()) {
            return verdict(of.acl().allows(user, permission, of.heedPublicGrants()));
        }
        return switch (ask.object()) {
            case ObjectState.Unasked unasked -> Verdict.DEPENDS;
            case ObjectState.Absent absent -> Verdict.DENIED;
            case ObjectState.Present present -> {
                Acl acl = present.acl();
                yield verdict(acl != null
                        && (user != null && acl.isOwnedBy(user) && permission != Permission.READ
                                || acl.allows(user, permission, of.heedPublicGrants())));
            }
        };
    }

    private static Verdict verdict(boolean allowed) {
        return allowed ? Verdict.ALLOWED : Verdict.DENIED;
    }

    private static @Nullable String canonicalId(Caller caller) {
        return caller instanceof Caller.App app ? app.tenant().canonicalId() : null;
    }

    private static Asker asker(Caller caller) {
        return switch (caller) {
            case Caller.Anonymous nobody -> Asker.ANONYMOUS;
            case Caller.App app ->
                new Asker(
                        Set.copyOf(List.of(
                                app.tenant().id().toString(),
                                app.tenant().name(),
                                app.tenant().canonicalId())),
                        app.name());
        };
    }
}
