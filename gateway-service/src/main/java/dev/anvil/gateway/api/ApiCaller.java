package dev.anvil.gateway.api;

import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.auth.Resource;
import dev.anvil.gateway.catalogue.AdminRole;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.Context;
import java.util.List;

/** Who has sent a call, and to what the token narrows it. */
record ApiCaller(Credential credential, List<Grant> scopes) {
    static final Context.Key<ApiCaller> KEY = Context.key("anvil-caller");

    ApiCaller {
        scopes = List.copyOf(scopes);
    }

    /** The caller of the call that this thread serves. */
    static ApiCaller current() {
        ApiCaller caller = KEY.get();
        if (caller == null) {
            throw new IllegalStateException("a call was served that nobody has checked");
        }
        return caller;
    }

    Caller.App app() {
        return Caller.App.of(credential);
    }

    /** What the app may do and the token names, if it names anything. */
    boolean allows(Authorizer authorizer, Action action, Resource resource) {
        Caller.App app = app();
        return authorizer.allows(app, action, resource)
                && (scopes.isEmpty()
                        || authorizer.ownPoliciesAllow(
                                new Caller.App(app.id(), app.name(), app.tenant(), scopes), action, resource));
    }

    void require(Authorizer authorizer, Action action, Resource resource) {
        if (!allows(authorizer, action, resource)) {
            throw denied("no policy of app '" + credential.appName() + "' allows " + action.policyName() + " here");
        }
    }

    /** A token that names scopes is not one for administration. */
    void requireRole(AdminRole least) {
        if (!scopes.isEmpty() || credential.adminRole().compareTo(least) < 0) {
            throw denied("this call needs an app with the admin role " + least);
        }
    }

    private static ServiceFailure denied(String message) {
        return new ServiceFailure(ServiceFailure.Kind.DENIED, "ACCESS_DENIED", message);
    }
}
