-- The parts that a version was uploaded in, by number; no rows where it was uploaded in one piece or is not there.
create function describe_parts(p_bucket uuid, p_key text, p_version uuid)
returns table (part_number integer, size bigint, etag text, checksums jsonb) language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
    o object_version;
begin
    o := find_version(p_bucket, p_key, p_version);
    return query
        select p.part_number, p.size, p.etag, p.checksums
        from version_part p
        where p.bucket_id = p_bucket and p.commit_id = o.commit_id
        order by p.part_number;
end $$;
