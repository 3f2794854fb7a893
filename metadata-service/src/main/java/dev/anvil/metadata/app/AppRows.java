package dev.anvil.metadata.app;

import dev.anvil.metadata.quota.Quota;
import dev.anvil.metadata.secret.SealedSecret;
import dev.anvil.metadata.tenant.CanonicalId;
import dev.anvil.metadata.tenant.Tenant;
import dev.anvil.metadata.tenant.TenantName;
import dev.anvil.model.AppId;
import dev.anvil.model.TenantId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads an app with its tenant and its policies from one row: a look-up is one round trip. */
final class AppRows {
    static final String SELECT = """
            select app.app_id, app.name, app.client_id, app.secret, app.secret_key_id, app.admin_role, app.enabled,
                app.created, app.expires,
                (select count(*) from retiring_secret r where r.app_id = app.app_id and r.retires > now()) as retiring, tenant.tenant_id, tenant.name as tenant_name, tenant.display_name, tenant.email,
                tenant.canonical_id, tenant.created as tenant_created, tenant.quota_bytes, tenant.quota_objects,
                array(select action from policy where policy.app_id = app.app_id order by action, resource) as actions,
                array(select resource from policy where policy.app_id = app.app_id order by action, resource) as resources
            from app join tenant using (tenant_id)
            """;

    private AppRows() {}

    static App app(ResultSet row, int index) throws SQLException {
        Timestamp expires = row.getTimestamp("expires");
        return new App(
                new AppId(row.getObject("app_id", UUID.class)),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new TenantName(row.getString("tenant_name")),
                new AppName(row.getString("name")),
                new ClientId(row.getString("client_id")),
                policies(row),
                AdminRole.valueOf(row.getString("admin_role")),
                row.getTimestamp("created").toInstant(),
                row.getBoolean("enabled"),
                expires == null ? null : expires.toInstant(),
                row.getInt("retiring"));
    }

    static Tenant tenant(ResultSet row) throws SQLException {
        return new Tenant(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new TenantName(row.getString("tenant_name")),
                row.getString("display_name"),
                row.getString("email"),
                new CanonicalId(row.getString("canonical_id")),
                row.getTimestamp("tenant_created").toInstant(),
                Quota.of(row, "quota_bytes", "quota_objects"));
    }

    static SealedSecret secret(ResultSet row) throws SQLException {
        return new SealedSecret(row.getString("secret_key_id"), row.getBytes("secret"));
    }

    private static List<Policy> policies(ResultSet row) throws SQLException {
        String[] actions = strings(row.getArray("actions"));
        String[] resources = strings(row.getArray("resources"));
        List<Policy> policies = new ArrayList<>(actions.length);
        for (int i = 0; i < actions.length; i++) {
            policies.add(new Policy(actions[i], resources[i]));
        }
        return policies;
    }

    private static String[] strings(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
