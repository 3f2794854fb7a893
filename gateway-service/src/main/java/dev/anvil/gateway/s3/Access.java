package dev.anvil.gateway.s3;

import dev.anvil.gateway.auth.AclNeed;
import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.auth.Need;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operation needs to be allowed, and of what.
 *
 * @param policyAction what bucket policies call it
 * @param ofVersion what they call it where the request names a version
 */
public record Access(
        Scope scope,
        @Nullable Action needed,
        String policyAction,
        String ofVersion,
        AclNeed acl,
        boolean looksAtObject) {
    private static final String SERVICE = "s3:";

    /** What the action is asked of. */
    public enum Scope {
        /** The very thing that the request names. */
        TARGET,
        /** The keys with the prefix that the request names. */
        PREFIX,
        /** Keys that stand in the body: the handler asks for each. */
        EACH_KEY,
        /** A key that stands in the body, and so does who asks: the handler finds out both. */
        IN_FORM,
        /** Nothing: who is not known asks what would be allowed. */
        NOTHING
    }

    public static Access to(Action action) {
        return new Access(Scope.TARGET, action, "", "", AclNeed.NOTHING, false);
    }

    static Access toPrefix(Action action) {
        return new Access(Scope.PREFIX, action, "", "", AclNeed.NOTHING, false);
    }

    static Access toEachKey(Action action) {
        return new Access(Scope.EACH_KEY, action, "", "", AclNeed.NOTHING, false);
    }

    static Access inForm(Action action) {
        return new Access(Scope.IN_FORM, action, "", "", AclNeed.NOTHING, false);
    }

    static Access free() {
        return new Access(Scope.NOTHING, null, "", "", AclNeed.NOTHING, false);
    }

    /** Called so in bucket policies, where that is not the operation's own name. */
    Access as(String name) {
        return as(name, name);
    }

    Access as(String name, String nameOfVersion) {
        return new Access(scope, needed, SERVICE + name, SERVICE + nameOfVersion, acl, looksAtObject);
    }

    /** Also allowed by a grant of an access control list. */
    Access orGrant(AclNeed grant) {
        return new Access(scope, needed, policyAction, ofVersion, grant, looksAtObject);
    }

    /** The handler finds the object and asks the {@link AccessCheck} again. */
    Access lookingAtObject() {
        return new Access(scope, needed, policyAction, ofVersion, acl, true);
    }

    Access named(String operation) {
        return policyAction.isEmpty() ? as(operation) : this;
    }

    public Optional<Action> action() {
        return Optional.ofNullable(needed);
    }

    Need need(Action action, boolean namesVersion) {
        return new Need(action, namesVersion ? ofVersion : policyAction, acl, looksAtObject);
    }
}
