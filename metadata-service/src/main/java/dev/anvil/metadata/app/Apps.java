package dev.anvil.metadata.app;

import dev.anvil.metadata.Page;
import dev.anvil.metadata.change.ChangeNotices;
import dev.anvil.metadata.secret.SealedSecret;
import dev.anvil.metadata.secret.SecretBox;
import dev.anvil.metadata.tenant.TenantName;
import dev.anvil.metadata.tenant.Tenants;
import dev.anvil.model.AppId;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

public final class Apps {
    public static final int MAX_PAGE = 1_000;

    private final Tenants tenants;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final SecretBox box;
    private final ChangeNotices notices;
    private final InstantSource clock;

    Apps(
            Tenants tenants,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            SecretBox box,
            ChangeNotices notices,
            InstantSource clock) {
        this.tenants = tenants;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.box = box;
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

    /** The old secret ends at once. */
    public AppWithSecret resetSecret(TenantName tenant, AppName name) {
        App app = named(tenant, name);
        ClientSecret secret = ClientSecret.create();
        SealedSecret sealed = seal(app.id(), secret);
        transactions.executeWithoutResult(transaction -> {
            int found = jdbc.sql("update app set secret = ?, secret_key_id = ? where app_id = ?")
                    .params(sealed.ciphertext(), sealed.keyId(), app.id().value())
                    .update();
            if (found == 0) {
                throw unknown(tenant, name);
            }
            notices.credentialsChanged(List.of(app.clientId().value()));
        });
        return new AppWithSecret(app, secret);
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
            String client = jdbc.sql("""
                            delete from app using tenant
                            where app.tenant_id = tenant.tenant_id and tenant.name = ? and app.name = ?
                            returning client_id""")
                    .params(tenant.value(), name.value())
                    .query(String.class)
                    .optional()
                    .orElseThrow(() -> unknown(tenant, name));
            notices.credentialsChanged(List.of(client));
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
                            new ClientSecret(box.open(ownerOf(app.id()), AppRows.secret(row))),
                            AppRows.tenant(row));
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

    private void insert(AppId id, UUID tenant, NewApp wanted, ClientId clientId, ClientSecret secret) {
        SealedSecret sealed = seal(id, secret);
        jdbc.sql("""
                        insert into app (app_id, tenant_id, name, client_id, secret, secret_key_id, admin_role, enabled, created)
                        values (:id, :tenant, :name, :client, :secret, :key, :role, true, :created)""")
                .param("id", id.value())
                .param("tenant", tenant)
                .param("name", wanted.name().value())
                .param("client", clientId.value())
                .param("secret", sealed.ciphertext())
                .param("key", sealed.keyId())
                .param("role", wanted.adminRole().name())
                .param("created", Timestamp.from(clock.instant()))
                .update();
    }

    private void insertPolicy(UUID app, Policy policy) {
        jdbc.sql("insert into policy (app_id, action, resource) values (?, ?, ?) on conflict do nothing")
                .params(app, policy.action(), policy.resource())
                .update();
    }

    private SealedSecret seal(AppId id, ClientSecret secret) {
        return box.seal(ownerOf(id), secret.value());
    }

    private static String ownerOf(AppId id) {
        return "app " + id;
    }

    private static ServiceFailure unknown(TenantName tenant, AppName name) {
        return new ServiceFailure(
                Kind.NOT_FOUND, "NOT_FOUND", "there is no app '" + name + "' of tenant '" + tenant + "'");
    }
}
