package dev.anvil.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds in the region's database between any two transactions. */
public final class Invariants {
    private static final String REFERENCES = """
            select blob_id, count(*) as refs from (
                select blob_id from object_version where blob_id is not null
                union all select blob_id from version_part where blob_id is not null
                union all select blob_id from upload_part where blob_id is not null) as single
            group by blob_id""";

    private static final String RECLAIMS = """
            select blob.blob_id from blob left join outbox on outbox.type = 1 and subject = blob.blob_id::text
            group by blob.blob_id, state having count(subject) <> case when state = 1 then 0 else 1 end""";

    private static final Map<String, String> VIOLATIONS = new LinkedHashMap<>();

    static {
        VIOLATIONS.put("a key with versions has exactly one latest, and it is the newest", """
                select bucket_id, key from object_version group by bucket_id, key
                having count(*) filter (where latest) <> 1
                    or max(ordinal) <> max(ordinal) filter (where latest)""");
        VIOLATIONS.put("a key has at most one null version", """
                select bucket_id, key from object_version where version_id = null_version()
                group by bucket_id, key having count(*) > 1""");
        VIOLATIONS.put(
                "refs are the number of references, and what is referred to is live",
                "select * from blob full join (" + REFERENCES + """
                        ) as counted using (blob_id)
                        where coalesce(blob.refs, -1) <> coalesce(counted.refs, 0)
                            or (counted.refs > 0 and blob.state <> 1)""");
        VIOLATIONS.put("the parts of a version are as many as it says, and make up its size", """
                select * from object_version v
                where part_count > 0 and (part_count, size) <> (
                    select count(*)::integer, coalesce(sum(p.size), 0)::bigint from version_part p
                    where p.bucket_id = v.bucket_id and p.commit_id = v.commit_id)""");
        VIOLATIONS.put("every part belongs to a version", """
                select * from version_part p where not exists (
                    select from object_version v where v.bucket_id = p.bucket_id and v.commit_id = p.commit_id)""");
        VIOLATIONS.put("usage is what is there", """
                with counted as (
                    select bucket_id, sum(objects) as objects, sum(versions) as versions, sum(bytes) as bytes,
                        sum(pending_bytes) as pending
                    from (select * from usage_delta union all select * from bucket_usage) as change group by bucket_id
                ), present as (
                    select bucket_id, count(*) filter (where latest and not delete_marker) as objects,
                        count(*) filter (where not delete_marker) as versions, sum(size) as bytes
                    from object_version group by bucket_id
                ), pending as (select bucket_id, sum(size) as pending from upload_part group by bucket_id)
                select * from bucket left join counted using (bucket_id) left join present using (bucket_id)
                    left join pending using (bucket_id)
                where coalesce(counted.objects, 0) <> coalesce(present.objects, 0)
                    or coalesce(counted.versions, 0) <> coalesce(present.versions, 0)
                    or coalesce(counted.bytes, 0) <> coalesce(present.bytes, 0)
                    or coalesce(counted.pending, 0) <> coalesce(pending.pending, 0)""");
    }

    private Invariants() {}

    /** Also that what should be reclaimed is in the outbox, which nothing takes from it here. */
    public static void hold(RegionalCatalogue catalogue) {
        hold(catalogue.jdbc);
        assertThat(catalogue.jdbc.sql(RECLAIMS).query().listOfRows())
                .as("a blob that died has its reclaim in the outbox, once; a live one has none")
                .isEmpty();
    }

    public static void hold(JdbcClient regional) {
        VIOLATIONS.forEach((rule, violations) -> assertThat(
                        regional.sql(violations).query().listOfRows())
                .as(rule)
                .isEmpty());
    }
}
