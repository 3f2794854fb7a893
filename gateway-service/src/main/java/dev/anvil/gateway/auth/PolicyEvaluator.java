package dev.anvil.gateway.auth;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Grant;
import java.util.List;

/** Decides from policies alone. Pure: same arguments, same answer. */
final class PolicyEvaluator {
    private PolicyEvaluator() {}

    static boolean allows(Caller.App app, Action action, Resource resource) {
        return isWithinTenant(app, resource) && permits(app, action, resource);
    }

    /** Whether the app's policies name it, whoever owns the bucket: what others grant a tenant, its apps get no further. */
    static boolean permits(Caller.App app, Action action, Resource resource) {
        return allows(app.grants(), action, resource);
    }

    /** Whether some key of the bucket could be allowed. */
    static boolean mayAllowSomewhere(Caller.App app, Action action, Bucket bucket) {
        return bucket.isOwnedBy(app.tenant().id())
                && app.grants().stream()
                        .anyMatch(grant -> matchesAction(grant.action(), action)
                                && reachesInto(grant.resource(), bucket.name().value() + "/"));
    }

    private static boolean allows(List<Grant> grants, Action action, Resource resource) {
        return grants.stream()
                .anyMatch(
                        grant -> matchesAction(grant.action(), action) && matchesResource(grant.resource(), resource));
    }

    static boolean isWithinTenant(Caller.App app, Resource resource) {
        return switch (resource) {
            case Resource.Account account -> true;
            case Resource.NewBucket toBeMade -> true;
            case Resource.OfBucket of -> of.bucket().isOwnedBy(app.tenant().id());
            case Resource.OfPrefix of -> of.bucket().isOwnedBy(app.tenant().id());
            case Resource.OfObject of -> of.bucket().isOwnedBy(app.tenant().id());
        };
    }

    private static boolean matchesAction(String pattern, Action action) {
        return matches(pattern, action.policyName());
    }

    private static boolean matchesResource(String pattern, Resource resource) {
        return switch (resource) {
            // Listing one's buckets touches no bucket in particular; which of them are shown is decided one by one.
            case Resource.Account account -> true;
            case Resource.NewBucket toBeMade -> matches(pattern, toBeMade.name().value());
            case Resource.OfBucket of -> matches(pattern, of.bucket().name().value());
            case Resource.OfPrefix of ->
                matches(pattern, of.bucket().name().value())
                        || matches(pattern, of.bucket().name().value() + "/" + of.prefix());
            case Resource.OfObject of ->
                matches(pattern, of.bucket().name().value() + "/" + of.key().value());
        };
    }

    private static boolean reachesInto(String pattern, String bucketAndSlash) {
        return pattern.startsWith(bucketAndSlash) || matches(pattern, bucketAndSlash);
    }

    /** A star stands for any rest, and only at the end: everywhere else it is a character of a key. */
    private static boolean matches(String pattern, String text) {
        return pattern.endsWith("*")
                ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                : text.equals(pattern);
    }
}
