-- What is done now and then, in bounded steps. Several services may do it at once.

-- Appended deltas, added up. Several may fold at once; what one has taken the others pass over.
create function fold_usage(p_limit integer) returns integer
language plpgsql as $$
declare
    folded integer;
begin
    with taken as (
        delete from usage_delta
        where ctid = any (array(select ctid from usage_delta limit p_limit for update skip locked))
        returning *
    ), added as (
        insert into bucket_usage (bucket_id, objects, versions, bytes, pending_bytes)
        select bucket_id, sum(objects), sum(versions), sum(bytes), sum(pending_bytes)
        from taken group by bucket_id order by bucket_id
        on conflict (bucket_id) do update set
            objects = bucket_usage.objects + excluded.objects,
            versions = bucket_usage.versions + excluded.versions,
            bytes = bucket_usage.bytes + excluded.bytes,
            pending_bytes = bucket_usage.pending_bytes + excluded.pending_bytes
        returning 1
    )
    select count(*) into folded from taken;
    return folded;
end $$;

-- Drops what was remembered of commits that rule C would refuse by now, were they sent again.
create function forget_commits(p_memory interval, p_limit integer) returns integer
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
declare
    before timestamptz := clock_timestamp() - p_memory;
    forgotten integer;
    more integer;
begin
    delete from blob where blob_id = any (array(
        select blob_id from blob where state = 3 and born < before order by born limit p_limit for update skip locked));
    get diagnostics forgotten = row_count;
    delete from spent_commit where commit_id = any (array(
        select commit_id from spent_commit where spent < before order by spent limit p_limit for update skip locked));
    get diagnostics more = row_count;
    forgotten := greatest(forgotten, more);
    delete from upload using (
        select bucket_id, upload_id from upload
        where completed is not null and completed < before order by completed limit p_limit for update skip locked
    ) as past
    where upload.bucket_id = past.bucket_id and upload.upload_id = past.upload_id;
    get diagnostics more = row_count;
    return greatest(forgotten, more);
end $$;

-- Drives remember the highest epoch that they have seen; one that went back tells of a restore.
create function advance_epoch() returns bigint language sql
as $$ update catalogue set epoch = epoch + 1 returning epoch $$;
