package dev.anvil.metadata.bucket;

import dev.anvil.metadata.quota.Quota;
import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of buckets. Documents come out of it as two arrays, which needs no parser of JSON. */
final class BucketRows {
    private static final String WITHOUT_SETTINGS = """
            select bucket.bucket_id, bucket.name, bucket.tenant_id, tenant.canonical_id, tenant.display_name, bucket.region,
                bucket.created,
                bucket.quota_bytes, bucket.quota_objects, tenant.name as tenant_name,
                tenant.quota_bytes as tenant_quota_bytes, tenant.quota_objects as tenant_quota_objects
            from bucket join tenant using (tenant_id)
            """;
    private static final String WITH_SETTINGS = """
            select bucket.bucket_id, bucket.name, bucket.tenant_id, tenant.canonical_id, tenant.display_name, bucket.region,
                bucket.created,
                bucket.quota_bytes, bucket.quota_objects, tenant.name as tenant_name,
                tenant.quota_bytes as tenant_quota_bytes, tenant.quota_objects as tenant_quota_objects,
                array(select key from jsonb_each_text(settings) order by key) as setting_names,
                array(select value from jsonb_each_text(settings) order by key) as setting_documents
            from bucket join tenant using (tenant_id)
            """;

    private final JdbcClient jdbc;

    BucketRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Bucket> find(BucketName name) {
        return jdbc.sql(WITH_SETTINGS + " where bucket.name = ?")
                .param(name.value())
                .query((row, index) -> bucket(row, settings(row)))
                .optional();
    }

    /** In the order of names; settings are left out, since nobody lists buckets for them. */
    List<Bucket> list(TenantId tenant, String prefix, String after, int limit) {
        return jdbc.sql(WITHOUT_SETTINGS + """
                         where bucket.tenant_id = :tenant and bucket.name > :after and bucket.name >= :prefix
                            and starts_with(bucket.name, :prefix)
                         order by bucket.name limit :limit""")
                .param("tenant", tenant.value())
                .param("after", after)
                .param("prefix", prefix)
                .param("limit", limit)
                .query((row, index) -> bucket(row, Settings.NONE))
                .list();
    }

    /** Of one tenant, or of all where it is empty. */
    List<Bucket> listAll(String tenant, String prefix, String after, int limit) {
        return jdbc.sql(WITH_SETTINGS + """
                         where (:tenant = '' or tenant.name = :tenant) and bucket.name > :after
                            and bucket.name >= :prefix and starts_with(bucket.name, :prefix)
                         order by bucket.name limit :limit""")
                .param("tenant", tenant)
                .param("after", after)
                .param("prefix", prefix)
                .param("limit", limit)
                .query((row, index) -> bucket(row, settings(row)))
                .list();
    }

    List<Bucket> listAll(TenantId tenant) {
        return jdbc.sql(WITHOUT_SETTINGS + " where bucket.tenant_id = ?")
                .param(tenant.value())
                .query((row, index) -> bucket(row, Settings.NONE))
                .list();
    }

    void setQuota(BucketId bucket, Quota quota) {
        jdbc.sql("""
                        update bucket set quota_bytes = :bytes::bigint, quota_objects = :objects::bigint
                        where bucket_id = :bucket""")
                .param("bytes", quota.bytes())
                .param("objects", quota.objects())
                .param("bucket", bucket.value())
                .update();
    }

    /** Creations of one tenant go one after another behind this lock, so that its buckets can be counted. */
    boolean lockTenant(TenantId tenant) {
        return jdbc.sql("select 1 from tenant where tenant_id = ? for no key update")
                .param(tenant.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    int count(TenantId tenant) {
        return jdbc.sql("select count(*) from bucket where tenant_id = ?")
                .param(tenant.value())
                .query(Integer.class)
                .single();
    }

    boolean regionExists(RegionName region) {
        return jdbc.sql("select exists (select from region where name = ?)")
                .param(region.value())
                .query(Boolean.class)
                .single();
    }

    /** @return false if the name is taken */
    boolean insert(Bucket bucket) {
        Map<SettingName, String> documents = bucket.settings().documents();
        List<SettingName> names = List.copyOf(documents.keySet());
        return jdbc.sql("""
                        insert into bucket (bucket_id, name, tenant_id, region, settings, created)
                        values (?, ?, ?, ?, jsonb_object(?::text[], ?::text[]), ?)
                        on conflict (name) do nothing""")
                        .params(
                                bucket.id().value(),
                                bucket.name().value(),
                                bucket.tenant().value(),
                                bucket.region().value(),
                                names.stream().map(SettingName::value).toArray(String[]::new),
                                names.stream().map(documents::get).toArray(String[]::new),
                                Timestamp.from(bucket.created()))
                        .update()
                == 1;
    }

    boolean delete(BucketId bucket) {
        return jdbc.sql("delete from bucket where bucket_id = ?")
                        .param(bucket.value())
                        .update()
                == 1;
    }

    boolean putSetting(BucketId bucket, SettingName name, String document) {
        return jdbc.sql("""
                        update bucket set settings = settings || jsonb_build_object(:name::text, :document::text)
                        where bucket_id = :bucket
                            and (jsonb_exists(settings, :name) or (select count(*) from jsonb_object_keys(settings)) < :most)""")
                        .param("name", name.value())
                        .param("document", document)
                        .param("bucket", bucket.value())
                        .param("most", Settings.MAX_DOCUMENTS)
                        .update()
                == 1;
    }

    /**
     * A bucket that ever had a lifecycle has one task that comes back until the bucket is gone (type 4 of the contract). New
     * rules make it due at once, or begin it.
     */
    void expireNow(Bucket bucket) {
        jdbc.sql("""
                        with known as (
                            update task set due = case when state = 'PENDING' then now() else due end
                            where type = 4 and region = :region and subject = :name and state <> 'DEAD_LETTER'
                            returning 1)
                        insert into task (type, region, subject, due, created)
                        select 4, :region, :name, now(), now() where not exists (select from known)""")
                .param("region", bucket.region().value())
                .param("name", bucket.name().value())
                .update();
    }

    boolean removeSetting(BucketId bucket, SettingName name) {
        return jdbc.sql("update bucket set settings = settings - ?::text where bucket_id = ?")
                        .params(name.value(), bucket.value())
                        .update()
                == 1;
    }

    private static Bucket bucket(ResultSet row, Settings settings) throws SQLException {
        return new Bucket(
                new BucketId(row.getObject("bucket_id", UUID.class)),
                new BucketName(row.getString("name")),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getString("canonical_id"),
                row.getString("display_name"),
                new RegionName(row.getString("region")),
                settings,
                row.getTimestamp("created").toInstant(),
                new Bucket.Limits(
                        Quota.of(row, "quota_bytes", "quota_objects"),
                        Quota.of(row, "tenant_quota_bytes", "tenant_quota_objects"),
                        row.getString("tenant_name")));
    }

    private static Settings settings(ResultSet row) throws SQLException {
        String[] names = (String[]) row.getArray("setting_names").getArray();
        String[] documents = (String[]) row.getArray("setting_documents").getArray();
        Map<SettingName, String> settings = HashMap.newHashMap(names.length);
        for (int i = 0; i < names.length; i++) {
            settings.put(new SettingName(names[i]), documents[i]);
        }
        return new Settings(settings);
    }
}
