package dev.anvil.gateway.s3.access;

import dev.anvil.gateway.acl.Grantee;
import dev.anvil.gateway.catalogue.Tenant;
import dev.anvil.gateway.catalogue.TenantCatalogue;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.util.List;
import java.util.Optional;

/** Finds whom a grant means. Nothing is granted to somebody who does not exist: a typing error would wait for its owner. */
final class Grantees {
    private static final String CANONICAL_ID = "[0-9a-f]{64}";

    private final TenantCatalogue tenants;

    Grantees(TenantCatalogue tenants) {
        this.tenants = tenants;
    }

    /** @param known who needs no looking up */
    Grantee withId(String id, Grantee.User known) {
        if (id.equals(known.id())) {
            return known;
        }
        return (id.matches(CANONICAL_ID) ? tenants.withCanonicalId(id) : Optional.<Tenant>empty())
                .map(Grantees::user)
                .orElseThrow(() -> invalid("Invalid id", "CanonicalUser/ID", id));
    }

    Grantee withEmail(String email) {
        List<Tenant> found = tenants.withEmail(email);
        if (found.isEmpty()) {
            throw new S3Error(S3ErrorCode.UNRESOLVABLE_GRANT_BY_EMAIL);
        }
        if (found.size() > 1) {
            throw new S3Error(S3ErrorCode.AMBIGUOUS_GRANT_BY_EMAIL);
        }
        return user(found.getFirst());
    }

    static Grantee group(String uri) {
        return Grantee.Group.ofUri(uri).orElseThrow(() -> invalid("Invalid group uri", "Group/URI", uri));
    }

    static Grantee.User user(Tenant tenant) {
        return new Grantee.User(tenant.canonicalId(), tenant.displayName());
    }

    static S3Error invalid(String message, String name, String value) {
        return new S3Error(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }
}
