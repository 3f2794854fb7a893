package dev.anvil.metadata.tenant;

import dev.anvil.metadata.Page;
import dev.anvil.metadata.change.ChangeNotices;
import dev.anvil.metadata.quota.Quota;
import dev.anvil.model.TenantId;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Limit;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

public final class Tenants {
    public static final int MAX_PAGE = 1_000;

    private final TenantRows rows;
    private final JdbcAggregateOperations aggregates;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ChangeNotices notices;
    private final InstantSource clock;

    Tenants(
            TenantRows rows,
            JdbcAggregateOperations aggregates,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ChangeNotices notices,
            InstantSource clock) {
        this.rows = rows;
        this.aggregates = aggregates;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.notices = notices;
        this.clock = clock;
    }

    /** Without a display name the tenant shows as its name. */
    public Tenant create(TenantName name, String displayName, String email) {
        Tenant tenant = new Tenant(
                TenantId.create(),
                name,
                displayName.isBlank() ? name.value() : displayName,
                email,
                CanonicalId.create(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Quota.NONE);
        try {
            aggregates.insert(TenantRow.of(tenant));
        } catch (DuplicateKeyException e) {
            throw new ServiceFailure(Kind.CONFLICT, "ALREADY_EXISTS", "there is a tenant '" + name + "' already", e);
        }
        return tenant;
    }

    public Tenant named(TenantName name) {
        return rows.findByName(name.value()).map(TenantRow::toTenant).orElseThrow(() -> unknown(name));
    }

    public Optional<Tenant> withCanonicalId(String canonicalId) {
        return rows.findByCanonicalId(canonicalId).map(TenantRow::toTenant);
    }

    /** At most two: whoever asks wants to know whether there is one, and no other. */
    public List<Tenant> withEmail(String email) {
        return email.isBlank()
                ? List.of()
                : rows.findByEmailIgnoreCase(email, Limit.of(2)).stream()
                        .map(TenantRow::toTenant)
                        .toList();
    }

    public Page<Tenant> list(String after, int limit) {
        return Page.of(rows.findByNameGreaterThanOrderByName(after, Limit.of(limit + 1)), limit, TenantRow::toTenant);
    }

    public Tenant withId(TenantId id) {
        return rows.findByTenantId(id.value())
                .map(TenantRow::toTenant)
                .orElseThrow(() -> new ServiceFailure(Kind.NOT_FOUND, "NOT_FOUND", "there is no tenant " + id));
    }

    public Tenant update(TenantName name, TenantChange change) {
        return transactions.execute(transaction -> {
            jdbc.sql("select 1 from tenant where name = ? for no key update")
                    .param(name.value())
                    .query(Integer.class)
                    .list();
            Tenant changed = change.of(named(name));
            jdbc.sql("""
                            update tenant set display_name = :display, email = :email, quota_bytes = :bytes::bigint,
                                quota_objects = :objects::bigint
                            where tenant_id = :tenant""")
                    .param("display", changed.displayName())
                    .param("email", changed.email())
                    .param("bytes", changed.quota().bytes())
                    .param("objects", changed.quota().objects())
                    .param("tenant", changed.id().value())
                    .update();
            // Gateways remember it with each of its apps and each of its buckets.
            notices.everythingChanged();
            return changed;
        });
    }

    /** Its apps go with it. Its buckets do not: somebody has to empty and delete them first. */
    public void delete(TenantName name) {
        transactions.executeWithoutResult(transaction -> {
            UUID id = jdbc.sql("select tenant_id from tenant where name = ? for update")
                    .param(name.value())
                    .query(UUID.class)
                    .optional()
                    .orElseThrow(() -> unknown(name));
            if (ownsBuckets(id)) {
                throw new ServiceFailure(
                        Kind.PRECONDITION,
                        "TENANT_NOT_EMPTY",
                        "tenant '" + name + "' still owns buckets; delete them first");
            }
            List<String> clients = jdbc.sql("delete from app where tenant_id = ? returning client_id")
                    .param(id)
                    .query(String.class)
                    .list();
            jdbc.sql("delete from tenant where tenant_id = ?").param(id).update();
            notices.credentialsChanged(clients);
        });
    }

    private boolean ownsBuckets(UUID tenant) {
        return jdbc.sql("select exists (select from bucket where tenant_id = ?)")
                .param(tenant)
                .query(Boolean.class)
                .single();
    }

    private static ServiceFailure unknown(TenantName name) {
        return new ServiceFailure(Kind.NOT_FOUND, "NOT_FOUND", "there is no tenant '" + name + "'");
    }
}
