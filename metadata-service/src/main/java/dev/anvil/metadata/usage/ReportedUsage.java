package dev.anvil.metadata.usage;

import dev.anvil.metadata.database.WholeTables;
import dev.anvil.model.BucketId;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What regions have reported to the global catalogue of their buckets, some seconds ago. */
public final class ReportedUsage {
    private static final int PAGE = 1_000;

    private final JdbcClient jdbc;
    private final WholeTables wholeTables;

    ReportedUsage(JdbcClient jdbc, WholeTables wholeTables) {
        this.jdbc = jdbc;
        this.wholeTables = wholeTables;
    }

    public BucketUsage of(List<BucketId> buckets) {
        return jdbc.sql("""
                        select sum(objects), sum(versions), sum(bytes), sum(pending_bytes)
                        from reported_usage where bucket_id = any (?)""")
                .param(buckets.stream().map(BucketId::value).toArray(UUID[]::new))
                .query((row, index) -> new BucketUsage(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    /** What a tenant holds. */
    public record OfTenant(String name, BucketUsage usage) {}

    public List<OfTenant> largestTenants(int limit) {
        return wholeTables.read(jdbc -> jdbc.sql("""
                        select tenant.name, sum(objects) as objects, sum(versions), sum(bytes) as bytes, sum(pending_bytes)
                        from reported_usage join bucket using (bucket_id) join tenant using (tenant_id)
                        group by tenant.name order by sum(bytes) desc limit ?""")
                .param(limit)
                .query((row, index) -> new OfTenant(
                        row.getString(1),
                        new BucketUsage(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))))
                .list());
    }

    /** Passes on what a region has folded. What did not change is not written. */
    public void report(Usage region) {
        UUID after = new UUID(0, 0);
        SequencedMap<UUID, BucketUsage> page;
        do {
            page = region.folded(after, PAGE);
            if (!page.isEmpty()) {
                write(page);
                after = page.lastEntry().getKey();
            }
        } while (page.size() == PAGE);
    }

    private void write(Map<UUID, BucketUsage> usages) {
        jdbc.sql("""
                        insert into reported_usage (bucket_id, objects, versions, bytes, pending_bytes, at)
                        select said.*, now()
                        from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                            as said (bucket_id, objects, versions, bytes, pending_bytes)
                            join bucket using (bucket_id)
                        order by said.bucket_id
                        on conflict (bucket_id) do update set objects = excluded.objects, versions = excluded.versions,
                            bytes = excluded.bytes, pending_bytes = excluded.pending_bytes, at = excluded.at
                        where (reported_usage.objects, reported_usage.versions, reported_usage.bytes,
                                reported_usage.pending_bytes)
                            is distinct from (excluded.objects, excluded.versions, excluded.bytes, excluded.pending_bytes)""")
                .params(
                        usages.keySet().toArray(UUID[]::new),
                        usages.values().stream().map(BucketUsage::objects).toArray(Long[]::new),
                        usages.values().stream().map(BucketUsage::versions).toArray(Long[]::new),
                        usages.values().stream().map(BucketUsage::bytes).toArray(Long[]::new),
                        usages.values().stream().map(BucketUsage::pendingBytes).toArray(Long[]::new))
                .update();
    }
}
