package dev.anvil.metadata.admin;

import dev.anvil.metadata.app.AdminRole;
import dev.anvil.metadata.app.AppName;
import dev.anvil.metadata.app.Apps;
import dev.anvil.metadata.app.ClientId;
import dev.anvil.metadata.app.ClientSecret;
import dev.anvil.metadata.app.NewApp;
import dev.anvil.metadata.app.Policy;
import dev.anvil.metadata.tenant.TenantName;
import dev.anvil.metadata.tenant.Tenants;
import dev.anvil.runtime.failure.ServiceFailure;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes tenant {@code default} and its app {@code admin}, once, whichever of several services starts first. */
final class FirstAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);
    private static final TenantName TENANT = new TenantName("default");
    private static final AppName APP = new AppName("admin");
    private static final String EXISTS = "ALREADY_EXISTS";

    private final Tenants tenants;
    private final Apps apps;

    FirstAdmin(Tenants tenants, Apps apps) {
        this.tenants = tenants;
        this.apps = apps;
    }

    void ensure(ClientId id, ClientSecret secret) {
        unlessThere(() -> tenants.create(TENANT, "", ""));
        boolean made = unlessThere(() -> apps.create(new NewApp(
                TENANT,
                APP,
                AdminRole.SUPER_ADMIN,
                List.of(new Policy("*", "*")),
                Optional.of(id),
                Optional.of(secret),
                null)));
        if (made) {
            LOG.info("Made app '{}' of tenant '{}' with client id {}: the first administrator", APP, TENANT, id);
        }
    }

    private static boolean unlessThere(Runnable making) {
        try {
            making.run();
            return true;
        } catch (ServiceFailure failure) {
            if (failure.reason().equals(EXISTS)) {
                return false;
            }
            throw failure;
        }
    }
}
