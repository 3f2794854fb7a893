package dev.anvil.gateway.catalogue;

import java.util.List;
import java.util.Optional;

/** Tenants, for who names one to grant it something. */
public interface TenantCatalogue {
    Optional<Tenant> withCanonicalId(String canonicalId);

    /** At most two: whoever has the address, and whether somebody else has it, too. */
    List<Tenant> withEmail(String email);
}
