-- Puts that arrive together become visible in one transaction: they share its round trip and its flush. Each stands for itself
-- and ends as it would alone; they are simple ones, of a blob without strays, without conditions and without guards.
--
-- Where there are several, none waits for a lock on a bucket or a key: it answers BUSY and is to be sent alone, by
-- commit_object, so that one key which somebody works on delays nobody else, and keys cannot be locked in a circle. What is not
-- the commonest case of all (an object that is new or replaces one like it, in a bucket without versioning, for the first time)
-- is left to commit_object, too, here and now.
create function commit_objects(
    p_buckets uuid[], p_keys text[], p_commits uuid[], p_sizes bigint[], p_etags text[], p_checksums text[],
    p_attributes text[], p_tags text[], p_writers uuid[], p_blobs uuid[], p_lengths bigint[], p_data smallint[],
    p_parity smallint[], p_unit_bytes integer[], p_placements bytea[], p_repairs boolean[], p_oldest timestamptz[],
    p_newest timestamptz[], p_commit_age interval, p_reclaim_delay interval
) returns table (place integer, outcome text, version_id uuid, modified timestamptz, versioned boolean)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
    alone boolean := cardinality(p_buckets) = 1;
    put record;
    versioning smallint;
    present_version uuid;
    present_blob uuid;
    present_size bigint;
    present_modified timestamptz;
    replaceable boolean;
    left_state smallint;
    born timestamptz;
begin
    for put in
        select * from unnest(
            p_buckets, p_keys, p_commits, p_sizes, p_etags, p_checksums::jsonb[], p_attributes::jsonb[], p_tags::jsonb[],
            p_writers, p_blobs, p_lengths, p_data, p_parity, p_unit_bytes, p_placements, p_repairs, p_oldest, p_newest)
            with ordinality as one (
                bucket_id, key, commit_id, size, etag, checksums, attributes, tags,
                written_by, blob_id, length, data, parity, unit_bytes, placement, repair, oldest, newest, place)
    loop
        place := put.place;
        version_id := null_version();
        if alone then
            perform lock_bucket(put.bucket_id), pg_advisory_xact_lock(name_hash(put.bucket_id, put.key));
        elsif not (
                pg_try_advisory_xact_lock_shared(high_half(put.bucket_id), low_half(put.bucket_id))
                and pg_try_advisory_xact_lock(name_hash(put.bucket_id, put.key))) then
            outcome := 'BUSY';
            return next;
            continue;
        end if;
        select b.versioning, o.version_id, o.blob_id, o.size, o.modified,
            o.version_id = null_version() and o.blob_id is not null and not o.copied
                and o.legal_hold is null and o.retention_mode is null
        into versioning, present_version, present_blob, present_size, present_modified, replaceable
        from bucket b
        left join object_version o on o.bucket_id = put.bucket_id and o.key = put.key and o.latest
        where b.bucket_id = put.bucket_id and not b.closed;
        if not found then
            outcome := 'NO_SUCH_BUCKET';
            return next;
            continue;
        end if;
        versioned := versioning <> 0;
        outcome := case
            when versioning <> 1 and (present_version is null or replaceable)
                and judge_births(put.oldest, put.newest, p_commit_age) is null then 'OK'
        end;
        if outcome is not null then
            born := catalogue_clock();
            insert into blob (blob_id, length, born, refs, unit_bytes, data, parity, state, placement)
            values (
                put.blob_id, put.length, born, 1, put.unit_bytes, put.data, put.parity, 1, put.placement)
            on conflict (blob_id) do nothing;
        end if;
        if outcome is null or not found then
            select c.outcome, c.version_id, c.modified into outcome, version_id, modified
            from commit_object(
                put.bucket_id, put.key, put.commit_id, put.size, put.etag, put.checksums, put.attributes, put.tags,
                put.written_by, put.blob_id, put.length, put.data, put.parity, put.unit_bytes, put.placement, null,
                put.repair, put.oldest, put.newest, null, null, p_commit_age, p_reclaim_delay, null) c;
            return next;
            continue;
        end if;
        modified := greatest(born, present_modified);
        if present_version is null then
            insert into object_version (
                bucket_id, version_id, commit_id, blob_id, written_by, size, ordinal, modified, part_count, latest,
                delete_marker, copied, key, etag, checksums, attributes, tags)
            values (
                put.bucket_id, null_version(), put.commit_id, put.blob_id, put.written_by, put.size, 1, modified, 0, true,
                false, false, put.key, put.etag, put.checksums, put.attributes, put.tags);
            insert into usage_delta values (put.bucket_id, 1, 1, put.size, 0);
        else
            update object_version v set
                commit_id = put.commit_id, blob_id = put.blob_id, written_by = put.written_by, size = put.size,
                modified = commit_objects.modified, etag = put.etag, checksums = put.checksums,
                attributes = put.attributes, tags = put.tags, acl = null, encryption = null
            where v.bucket_id = put.bucket_id and v.key = put.key and v.latest;
            update blob set
                refs = refs - 1,
                state = case when refs = 1 then 2 else state end,
                dead_at = case when refs = 1 then clock_timestamp() end
            where blob_id = present_blob
            returning state into left_state;
            if left_state = 2 then
                insert into outbox (type, subject, due)
                values (1, present_blob::text, clock_timestamp() + p_reclaim_delay);
            end if;
            if put.size <> present_size then
                insert into usage_delta values (put.bucket_id, 0, 0, put.size - present_size, 0);
            end if;
        end if;
        if put.repair then
            insert into outbox (type, subject, due) values (2, put.blob_id::text, clock_timestamp());
        end if;
        return next;
    end loop;
end $$;
