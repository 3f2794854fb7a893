package dev.anvil.metadata.app;

import dev.anvil.metadata.Page;
import dev.anvil.metadata.change.ChangeNotices;
import dev.anvil.metadata.secret.SealedSecret;
import dev.anvil.metadata.tenant.TenantName;
import dev.anvil.metadata.tenant.Tenants;
import dev.anvil.model.AppId;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

public final class Apps {
    public static final int MAX_PAGE = 1_000;
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(90);
    private static final int ADMINISTRATORS_LOCK = 721_384;

    private final Tenants tenants;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AppSecrets secrets;
    private final ChangeNotices notices;
    private final InstantSource clock;

    Apps(
            Tenants tenants,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AppSecrets secrets,
            ChangeNotices notices,
            InstantSource clock) {
        this.tenants = tenants;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.secrets = secrets;
        this.notices = notices;
        this.clock = clock;
    }

    public AppWithSecret create(NewApp wanted) {
        ClientId clientId = wanted.clientId().orElseGet(ClientId::create);
        ClientSecret secret = wanted.secret().orElseGet(ClientSecret::create);
        UUID tenant = tenants.named(wanted.tenant()).id().value();
        AppId id = AppId.create();
        try {
            transactions.executeWithoutResult(transaction -> {
                insert(id, tenant, wanted, clientId, secret);
                wanted.policies().forEach(policy -> insertPolicy(id.value(), policy));
                // Gateways may remember that there was no such client.
                notices.credentialsChanged(List.of(clientId.value()));
            });
        } catch (DuplicateKeyException e) {
            throw new ServiceFailure(
                    Kind.CONFLICT,
                    "ALREADY_EXISTS",
                    "there is an app '" + wanted.name() + "' of tenant '" + wanted.tenant()
                            + "', or one with client id " + clientId + ", already",
                    e);
        } catch (DataIntegrityViolationException e) {
            throw new ServiceFailure(
                    Kind.NOT_FOUND, "NOT_FOUND", "tenant '" + wanted.tenant() + "' was deleted meanwhile", e);
        }
        return new AppWithSecret(named(wanted.tenant(), wanted.name()), secret);
    }

    /** The old secrets end at once. */
    public AppWithSecret resetSecret(TenantName tenant, AppName name) {
        return changeSecret(tenant, name, secrets::removeRetiring);
    }

    /** The old secrets go on being taken for a while. */
    public AppWithSecret rotateSecret(TenantName tenant, AppName name, Duration overlap) {
        if (overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new IllegalArgumentException(
                    "old secrets can overlap for at most " + LONGEST_OVERLAP.toDays() + " days");
        }
        return changeSecret(tenant, name, app -> secrets.retire(app, overlap));
    }

    private AppWithSecret changeSecret(TenantName tenant, AppName name, Consumer<App> oldOnes) {
        ClientSecret secret = ClientSecret.create();
        return transactions.execute(transaction -> {
            App app = locked(tenant, name);
            oldOnes.accept(app);
            secrets.replace(app.id(), secret);
            notices.credentialsChanged(List.of(app.clientId().value()));
            return new AppWithSecret(named(tenant, name), secret);
        });
    }

    public App update(TenantName tenant, AppName name, AppChange change) {
        return transactions.execute(transaction -> {
            lockAdministrators();
            App before = locked(tenant, name);
            App app = change.of(before);
            jdbc.sql("""
                            update app set enabled = :enabled, admin_role = :role, expires = :expires::timestamptz
                            where app_id = :app""")
                    .param("enabled", app.enabled())
                    .param("role", app.adminRole().name())
                    .param("expires", timestamp(app.expires()))
                    .param("app", app.id().value())
                    .update();
            if (before.adminRole() == AdminRole.SUPER_ADMIN) {
                refuseToLoseTheLastAdministrator();
            }
            notices.credentialsChanged(List.of(app.clientId().value()));
            return app;
        });
    }

    /** Of all tenants, those that may administer or look at everything. */
    public Page<App> administrators(int limit) {
        return Page.of(
                jdbc.sql(AppRows.SELECT + " where app.admin_role <> 'NONE' order by tenant.name, app.name limit ?")
                        .param(limit + 1)
                        .query(AppRows::app)
                        .list(),
                limit,
                app -> app);
    }

    public App get(TenantName tenant, AppName name) {
        return named(tenant, name);
    }

    public Page<App> list(TenantName tenant, String after, int limit) {
        List<App> apps = jdbc.sql(AppRows.SELECT
                        + " where tenant.name = :tenant and app.name > :after order by app.name limit :limit")
                .param("tenant", tenant.value())
                .param("after", after)
                .param("limit", limit + 1)
                .query(AppRows::app)
                .list();
        if (apps.isEmpty()) {
            tenants.named(tenant);
        }
        return Page.of(apps, limit, app -> app);
    }

    public void delete(TenantName tenant, AppName name) {
        transactions.executeWithoutResult(transaction -> {
            lockAdministrators();
            App app = locked(tenant, name);
            jdbc.sql("delete from app where app_id = ?").param(app.id().value()).update();
            if (app.adminRole() == AdminRole.SUPER_ADMIN) {
                refuseToLoseTheLastAdministrator();
            }
            notices.credentialsChanged(List.of(app.clientId().value()));
        });
    }

    /** Granting what is granted already changes nothing. */
    public App grant(TenantName tenant, AppName name, Policy policy) {
        return transactions.execute(transaction -> {
            App app = locked(tenant, name);
            if (app.policies().size() >= NewApp.MAX_POLICIES && !app.policies().contains(policy)) {
                throw new ServiceFailure(
                        Kind.EXHAUSTED,
                        "LIMIT_EXCEEDED",
                        "app '" + name + "' has " + NewApp.MAX_POLICIES
                                + " policies, which is the most; use wildcards");
            }
            insertPolicy(app.id().value(), policy);
            notices.credentialsChanged(List.of(app.clientId().value()));
            return named(tenant, name);
        });
    }

    /** Revoking what was not granted changes nothing. */
    public App revoke(TenantName tenant, AppName name, Policy policy) {
        return transactions.execute(transaction -> {
            App app = locked(tenant, name);
            jdbc.sql("delete from policy where app_id = ? and action = ? and resource = ?")
                    .params(app.id().value(), policy.action(), policy.resource())
                    .update();
            notices.credentialsChanged(List.of(app.clientId().value()));
            return named(tenant, name);
        });
    }

    public Credential credential(ClientId clientId) {
        return jdbc.sql(AppRows.SELECT + " where client_id = ?")
                .param(clientId.value())
                .query((row, index) -> {
                    App app = AppRows.app(row, index);
                    return new Credential(
                            app,
                            secrets.open(app.id(), AppRows.secret(row)),
                            AppRows.tenant(row),
                            app.retiringSecrets() == 0 ? List.of() : secrets.retiring(app.id()));
                })
                .optional()
                .orElseThrow(() ->
                        new ServiceFailure(Kind.NOT_FOUND, "NOT_FOUND", "there is no app with client id " + clientId));
    }

    private App named(TenantName tenant, AppName name) {
        return jdbc.sql(AppRows.SELECT + " where tenant.name = ? and app.name = ?")
                .params(tenant.value(), name.value())
                .query(AppRows::app)
                .optional()
                .orElseThrow(() -> unknown(tenant, name));
    }

    /** Read again behind the lock, so that the number of its policies is what it is. */
    private App locked(TenantName tenant, AppName name) {
        jdbc.sql("select 1 from app where app_id = ? for update")
                .param(named(tenant, name).id().value())
                .query(Integer.class)
                .list();
        return named(tenant, name);
    }

    /** So that of two last administrators each cannot remove the other at the same time. */
    private void lockAdministrators() {
        jdbc.sql("select pg_advisory_xact_lock(" + ADMINISTRATORS_LOCK + ")")
                .query((row, index) -> "")
                .list();
    }

    /** Nobody could make another one. */
    private void refuseToLoseTheLastAdministrator() {
        boolean left = jdbc.sql("""
                        select exists (select from app
                            where admin_role = 'SUPER_ADMIN' and enabled and (expires is null or expires > now()))""").query(Boolean.class).single();
        if (!left) {
            throw new ServiceFailure(
                    Kind.PRECONDITION,
                    "LAST_ADMIN",
                    "this is the last enabled app with the role super-admin; give the role to another app first");
        }
    }

    private void insert(AppId id, UUID tenant, NewApp wanted, ClientId clientId, ClientSecret secret) {
        SealedSecret sealed = secrets.seal(id, secret);
        jdbc.sql("""
                        insert into app (app_id, tenant_id, name, client_id, secret, secret_key_id, admin_role, enabled, created, expires)
                        values (:id, :tenant, :name, :client, :secret, :key, :role, true, :created, :expires::timestamptz)""")
                .param("id", id.value())
                .param("tenant", tenant)
                .param("name", wanted.name().value())
                .param("client", clientId.value())
                .param("secret", sealed.ciphertext())
                .param("key", sealed.keyId())
                .param("role", wanted.adminRole().name())
                .param("created", Timestamp.from(clock.instant()))
                .param("expires", timestamp(wanted.expires()))
                .update();
    }

    private void insertPolicy(UUID app, Policy policy) {
        jdbc.sql("insert into policy (app_id, action, resource) values (?, ?, ?) on conflict do nothing")
                .params(app, policy.action(), policy.resource())
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static ServiceFailure unknown(TenantName tenant, AppName name) {
        return new ServiceFailure(
                Kind.NOT_FOUND, "NOT_FOUND", "there is no app '" + name + "' of tenant '" + tenant + "'");
    }
}
