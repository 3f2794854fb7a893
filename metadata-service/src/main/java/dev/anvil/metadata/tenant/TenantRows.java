package dev.anvil.metadata.tenant;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface TenantRows extends Repository<TenantRow, UUID> {
    Optional<TenantRow> findByName(String name);

    Optional<TenantRow> findByTenantId(UUID tenantId);

    Optional<TenantRow> findByCanonicalId(String canonicalId);

    List<TenantRow> findByEmailIgnoreCase(String email, Limit limit);

    List<TenantRow> findByNameGreaterThanOrderByName(String after, Limit limit);
}
