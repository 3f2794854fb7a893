package dev.anvil.metadata.rpc;

import dev.anvil.metadata.app.AdminRole;
import dev.anvil.metadata.app.App;
import dev.anvil.metadata.app.AppWithSecret;
import dev.anvil.metadata.app.Credential;
import dev.anvil.metadata.app.Policy;
import dev.anvil.metadata.v1.RetiringSecret;

/** Apps and what belongs to them, in the contract's types and in ours. */
final class AppMessages {
    private AppMessages() {}

    static dev.anvil.metadata.v1.App toProto(App app) {
        return dev.anvil.metadata.v1.App.newBuilder()
                .setAppId(app.id().toString())
                .setTenantId(app.tenant().toString())
                .setTenantName(app.tenantName().value())
                .setName(app.name().value())
                .setClientId(app.clientId().value())
                .addAllPolicies(
                        app.policies().stream().map(AppMessages::toProto).toList())
                .setAdminRole(toProto(app.adminRole()))
                .setCreatedMillis(app.created().toEpochMilli())
                .setEnabled(app.enabled())
                .setExpiresMillis(app.expires() == null ? 0 : app.expires().toEpochMilli())
                .setRetiringSecrets(app.retiringSecrets())
                .build();
    }

    static dev.anvil.metadata.v1.AppWithSecret toProto(AppWithSecret app) {
        return dev.anvil.metadata.v1.AppWithSecret.newBuilder()
                .setApp(toProto(app.app()))
                .setClientSecret(app.secret().value())
                .build();
    }

    static dev.anvil.metadata.v1.Credential toProto(Credential credential) {
        return dev.anvil.metadata.v1.Credential.newBuilder()
                .setApp(toProto(credential.app()))
                .setClientSecret(credential.secret().value())
                .setTenant(TenantCatalogueService.toProto(credential.tenant()))
                .addAllRetiring(credential.retiring().stream()
                        .map(retiring -> RetiringSecret.newBuilder()
                                .setClientSecret(retiring.secret().value())
                                .setRetiresMillis(retiring.retires().toEpochMilli())
                                .build())
                        .toList())
                .build();
    }

    static Policy policy(dev.anvil.metadata.v1.Policy policy) {
        return new Policy(policy.getAction(), policy.getResource());
    }

    static AdminRole adminRole(dev.anvil.metadata.v1.AdminRole role) {
        return switch (role) {
            case ADMIN_ROLE_UNSPECIFIED, ADMIN_ROLE_NONE -> AdminRole.NONE;
            case ADMIN_ROLE_READ_ONLY_VIEWER -> AdminRole.READ_ONLY_VIEWER;
            case ADMIN_ROLE_SUPER_ADMIN -> AdminRole.SUPER_ADMIN;
            case UNRECOGNIZED -> throw new IllegalArgumentException("an admin role that this version does not know");
        };
    }

    private static dev.anvil.metadata.v1.AdminRole toProto(AdminRole role) {
        return switch (role) {
            case NONE -> dev.anvil.metadata.v1.AdminRole.ADMIN_ROLE_NONE;
            case READ_ONLY_VIEWER -> dev.anvil.metadata.v1.AdminRole.ADMIN_ROLE_READ_ONLY_VIEWER;
            case SUPER_ADMIN -> dev.anvil.metadata.v1.AdminRole.ADMIN_ROLE_SUPER_ADMIN;
        };
    }

    private static dev.anvil.metadata.v1.Policy toProto(Policy policy) {
        return dev.anvil.metadata.v1.Policy.newBuilder()
                .setAction(policy.action())
                .setResource(policy.resource())
                .build();
    }
}
