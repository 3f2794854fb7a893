package dev.anvil.gateway.auth;

import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.gateway.catalogue.Grant;
import dev.anvil.gateway.catalogue.Tenant;
import dev.anvil.model.AppId;
import java.util.List;

/** Who sent a request. */
public sealed interface Caller {
    /** Nobody known: the request was not signed. */
    record Anonymous() implements Caller {}

    /** A program with credentials that acts for a tenant, and what it may do. */
    record App(AppId id, String name, Tenant tenant, List<Grant> grants) implements Caller {
        public App {
            grants = List.copyOf(grants);
        }

        public static App of(Credential credential) {
            return new App(credential.app(), credential.appName(), credential.tenant(), credential.grants());
        }
    }
}
