package dev.anvil.gateway.api;

import dev.anvil.gateway.catalogue.AdminRole;
import dev.anvil.metadata.v1.Policy;
import dev.anvil.metadata.v1.PolicyRequest;
import dev.anvil.runtime.failure.ServiceFailure;

/**
 * Who may change an app's policies: administrators, and an app of the same tenant that has {@code policy:grant} on the resource. It
 * passes on only what it may do itself, so that nobody gets more rights by a detour.
 */
final class Delegation {
    private static final String GRANT = "policy:grant";

    private Delegation() {}

    static void require(ApiCaller caller, PolicyRequest request) {
        if (!caller.scopes().isEmpty()) {
            throw denied("a token that names scopes cannot change policies");
        }
        if (caller.credential().adminRole().compareTo(AdminRole.SUPER_ADMIN) >= 0) {
            return;
        }
        Policy policy = request.getPolicy();
        boolean sameTenant = caller.credential().tenant().name().equals(request.getTenant());
        if (!sameTenant || !covers(caller, GRANT, policy.getResource())) {
            throw denied("this call needs an app with the admin role SUPER_ADMIN, or one of tenant '"
                    + request.getTenant() + "' with the policy " + GRANT + "|" + policy.getResource());
        }
        if (!covers(caller, policy.getAction(), policy.getResource())) {
            throw denied("app '" + caller.credential().appName() + "' may not do " + policy.getAction() + " on "
                    + policy.getResource() + " itself, and cannot pass it on");
        }
    }

    private static boolean covers(ApiCaller caller, String action, String resource) {
        return caller.credential().grants().stream().anyMatch(grant -> GrantReach.covers(grant, action, resource));
    }

    private static ServiceFailure denied(String message) {
        return new ServiceFailure(ServiceFailure.Kind.DENIED, "ACCESS_DENIED", message);
    }
}
