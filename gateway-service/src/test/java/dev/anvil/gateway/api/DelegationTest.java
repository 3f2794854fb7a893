package dev.anvil.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.admin.v1.TestPolicyResponse;
import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.catalogue.AdminRole;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.metadata.v1.App;
import dev.anvil.metadata.v1.Policy;
import dev.anvil.metadata.v1.PolicyRequest;
import dev.anvil.runtime.failure.ServiceFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DelegationTest {
    private static ApiCaller caller(AdminRole role, Grant... grants) {
        Caller.App app = MemoryGateway.app("acme", grants);
        return new ApiCaller(
                new Credential(app.id(), app.name(), "ID", "secret", app.tenant(), app.grants(), role, true),
                List.of());
    }

    private static PolicyRequest request(String tenant, String action, String resource) {
        return PolicyRequest.newBuilder()
                .setTenant(tenant)
                .setApp("web")
                .setPolicy(policy(action, resource))
                .build();
    }

    private static Policy policy(String action, String resource) {
        return Policy.newBuilder().setAction(action).setResource(resource).build();
    }

    private static void allowed(ApiCaller caller, PolicyRequest request) {
        assertThatCode(() -> Delegation.require(caller, request)).doesNotThrowAnyException();
    }

    private static void denied(ApiCaller caller, PolicyRequest request) {
        assertThatThrownBy(() -> Delegation.require(caller, request))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ServiceFailure.Kind.DENIED));
    }

    @Test
    void anAdministratorGrantsAnything() {
        allowed(caller(AdminRole.SUPER_ADMIN), request("another", "*", "*"));
        denied(caller(AdminRole.READ_ONLY_VIEWER), request("acme", "object:read", "photos/*"));
    }

    @Test
    void whoMayGrantPassesOnWhatItHas() {
        ApiCaller caller =
                caller(AdminRole.NONE, new Grant("policy:grant", "photos/*"), new Grant("object:*", "photos/2026/*"));
        allowed(caller, request("acme", "object:read", "photos/2026/*"));
        allowed(caller, request("acme", "object:*", "photos/2026/may/*"));
        denied(caller, request("acme", "object:read", "photos/*"));
        denied(caller, request("acme", "bucket:delete", "photos/2026/*"));
        denied(caller, request("acme", "*", "photos/2026/*"));
        denied(caller, request("acme", "object:read", "other/*"));
    }

    @Test
    void nobodyGrantsToAnotherTenant() {
        denied(caller(AdminRole.NONE, new Grant("*", "*")), request("another", "object:read", "photos/*"));
        denied(caller(AdminRole.NONE, new Grant("object:*", "*")), request("acme", "object:read", "photos/*"));
    }

    @Test
    void aTestOfPoliciesSaysWhy() {
        PolicyTest test = new PolicyTest(name -> Optional.empty());
        App app = App.newBuilder()
                .setName("web")
                .setEnabled(true)
                .addPolicies(policy("object:read", "photos/*"))
                .build();
        TestPolicyResponse allowed = test.test(app, policy("object:read", "photos/cat.jpg"));
        assertThat(allowed.getAllowed()).isTrue();
        assertThat(allowed.getDecidingList()).containsExactly(policy("object:read", "photos/*"));
        assertThat(test.test(app, policy("object:read", "music/a")).getReason())
                .isEqualTo("app 'web' may do object:read, but not on music/a");
        assertThat(test.test(app, policy("object:write", "photos/a")).getReason())
                .isEqualTo("none of the 1 policies of app 'web' allows object:write");
        assertThat(test.test(app.toBuilder().clearPolicies().build(), policy("*", "*"))
                        .getReason())
                .contains("has no policies");
        assertThat(test.test(app.toBuilder().setEnabled(false).build(), policy("object:read", "photos/a"))
                        .getAllowed())
                .isFalse();
    }
}
