-- Every change of an object is one function: one round trip, one transaction. Locks are taken in the order bucket, upload,
-- key, blobs by id, and each statement of a function sees what was committed before the lock was granted.
--
-- Plans are fixed on purpose. A table that was empty when a connection first looked at it must not be scanned for ever,
-- and partitions are pruned when a plan runs; so every function that is called from outside asks for generic plans over
-- indexes, and what it calls plans under the same settings.
--
-- A function that refuses says so in `outcome`, with a name from ErrorReason, and has changed nothing.

create function null_version() returns uuid language sql immutable parallel safe
as $$ select '00000000-0000-0000-0000-000000000000'::uuid $$;

-- Locks on buckets are pairs of integers and those on names single ones: two spaces that cannot meet.
create function high_half(p_bucket uuid) returns integer language sql immutable parallel safe
as $$ select (uuid_hash_extended(p_bucket, 0) >> 32)::integer $$;

create function low_half(p_bucket uuid) returns integer language sql immutable parallel safe
as $$ select ((uuid_hash_extended(p_bucket, 0) << 32) >> 32)::integer $$;

-- Shared, by who works in a bucket; alone, by who changes the bucket itself.
create function lock_bucket(p_bucket uuid) returns void language sql volatile
as $$ select pg_advisory_xact_lock_shared(high_half(p_bucket), low_half(p_bucket)) $$;

create function lock_bucket_alone(p_bucket uuid) returns void language sql volatile
as $$ select pg_advisory_xact_lock(high_half(p_bucket), low_half(p_bucket)) $$;

create function name_hash(p_bucket uuid, p_name text) returns bigint language sql immutable parallel safe
as $$ select hashtextextended(p_name collate "C", uuid_hash_extended(p_bucket, 1)) $$;

-- The catalogue's clock, in the milliseconds that clients see.
create function catalogue_clock() returns timestamptz language sql volatile
as $$ select date_trunc('milliseconds', clock_timestamp()) $$;

-- What judging conditions on a current version or on none says: null, or why not. Dates of HTTP have whole seconds.
create function judge(
    p_present boolean, p_etag text, p_modified timestamptz, p_size bigint,
    p_if_match text, p_if_none_match text, p_if_modified_since timestamptz, p_if_unmodified_since timestamptz,
    p_if_size bigint
) returns text language plpgsql stable as $$
begin
    if p_if_match is not null then
        if not p_present then
            return 'NO_SUCH_KEY';
        elsif p_if_match not in ('*', p_etag) then
            return 'PRECONDITION_FAILED';
        end if;
    elsif p_if_unmodified_since is not null and p_present
            and date_trunc('second', p_modified) > p_if_unmodified_since then
        return 'PRECONDITION_FAILED';
    end if;
    if p_if_none_match is not null then
        if p_present and p_if_none_match in ('*', p_etag) then
            return 'PRECONDITION_FAILED';
        end if;
    elsif p_if_modified_since is not null and p_present
            and date_trunc('second', p_modified) <= p_if_modified_since then
        return 'PRECONDITION_FAILED';
    end if;
    if p_if_size is not null and p_present and p_size <> p_if_size then
        return 'PRECONDITION_FAILED';
    end if;
    return null;
end $$;

-- Takes and drops references at once, so that a blob that is dropped here and taken there never dies in between. Who takes
-- has made sure under the blobs' locks that they are live (rule DEAD). A blob dies with its last reference, and its
-- reclaim is put into the outbox.
create function shift_references(p_taken uuid[], p_dropped uuid[], p_reclaim_delay interval) returns void
language plpgsql as $$
begin
    if cardinality(p_taken) = 0 and cardinality(p_dropped) = 1 then
        with dropped as (
            update blob set
                refs = refs - 1,
                state = case when refs = 1 then 2 else state end,
                dead_at = case when refs = 1 then clock_timestamp() end
            where blob_id = p_dropped[1]
            returning blob_id, state
        )
        insert into outbox (type, subject, due)
        select 1, blob_id::text, clock_timestamp() + p_reclaim_delay from dropped where state = 2;
    elsif cardinality(p_taken) + cardinality(p_dropped) > 0 then
        perform from blob where blob_id = any (p_taken || p_dropped) order by blob_id for update;
        with change as (
            select id, sum(by)::integer as by
            from (select unnest(p_taken) as id, 1 as by union all select unnest(p_dropped), -1) as single
            group by id
            having sum(by) <> 0
        ), shifted as (
            update blob set
                refs = refs + change.by,
                state = case when refs + change.by = 0 then 2 else state end,
                dead_at = case when refs + change.by = 0 then clock_timestamp() end
            from change
            where blob_id = change.id
            returning blob_id, state
        )
        insert into outbox (type, subject, due)
        select 1, blob_id::text, clock_timestamp() + p_reclaim_delay from shifted where state = 2;
    end if;
end $$;

-- What a version refers to.
create function blobs_of(p_version object_version) returns uuid[]
language plpgsql stable as $$
begin
    if p_version.part_count > 0 then
        return (
            select coalesce(array_agg(blob_id) filter (where blob_id is not null), '{}')
            from version_part
            where bucket_id = p_version.bucket_id and commit_id = p_version.commit_id);
    elsif p_version.blob_id is not null then
        return array[p_version.blob_id];
    end if;
    return '{}';
end $$;

-- What is left to do when the row of a version goes: answers the blobs that it referred to.
create function take_leave(p_version object_version) returns uuid[]
language plpgsql as $$
declare
    blobs uuid[] := '{}';
begin
    if p_version.part_count > 0 then
        blobs := blobs_of(p_version);
        delete from version_part where bucket_id = p_version.bucket_id and commit_id = p_version.commit_id;
    elsif p_version.blob_id is not null then
        blobs := array[p_version.blob_id];
    end if;
    if p_version.copied
            or (p_version.blob_id is null and p_version.part_count = 0 and not p_version.delete_marker) then
        insert into spent_commit (commit_id, bucket_id, version_id, modified, size, etag)
        values (
            p_version.commit_id, p_version.bucket_id, p_version.version_id, p_version.modified, p_version.size,
            p_version.etag)
        on conflict do nothing;
    end if;
    return blobs;
end $$;

create function note_usage(p_bucket uuid, p_objects bigint, p_versions bigint, p_bytes bigint, p_pending_bytes bigint)
returns void language plpgsql as $$
begin
    if p_objects <> 0 or p_versions <> 0 or p_bytes <> 0 or p_pending_bytes <> 0 then
        insert into usage_delta values (p_bucket, p_objects, p_versions, p_bytes, p_pending_bytes);
    end if;
end $$;

-- Makes `fresh` the latest version of its key, as the bucket's versioning has it. The caller holds the key's lock and has
-- read the current version under it.
create function place_version(
    p_versioning smallint, p_current object_version, p_fresh object_version,
    p_taken uuid[], p_dropped uuid[], p_reclaim_delay interval
) returns object_version
language plpgsql as $$
declare
    replaced object_version;
    in_place boolean := false;
    dropped uuid[] := p_dropped;
begin
    p_fresh.latest := true;
    p_fresh.ordinal := coalesce(p_current.ordinal, 0) + 1;
    p_fresh.modified := greatest(catalogue_clock(), p_current.modified);
    p_fresh.version_id := case when p_versioning = 1 then p_fresh.commit_id else null_version() end;
    if p_current.key is not null then
        if p_versioning <> 1 then
            if p_current.version_id = null_version() then
                replaced := p_current;
                in_place := true;
            else
                delete from object_version
                where bucket_id = p_fresh.bucket_id and key = p_fresh.key and version_id = null_version() and not latest
                returning * into replaced;
            end if;
        end if;
        if replaced.key is not null then
            dropped := dropped || take_leave(replaced);
        end if;
        if in_place then
            p_fresh.ordinal := p_current.ordinal;
            update object_version set
                commit_id = p_fresh.commit_id, blob_id = p_fresh.blob_id, written_by = p_fresh.written_by,
                size = p_fresh.size, modified = p_fresh.modified, part_count = p_fresh.part_count,
                delete_marker = p_fresh.delete_marker, copied = p_fresh.copied, legal_hold = p_fresh.legal_hold,
                retention_mode = p_fresh.retention_mode, retain_until = p_fresh.retain_until, etag = p_fresh.etag,
                checksums = p_fresh.checksums, attributes = p_fresh.attributes, tags = p_fresh.tags,
                acl = p_fresh.acl, encryption = p_fresh.encryption
            where bucket_id = p_fresh.bucket_id and key = p_fresh.key and latest;
        else
            update object_version set latest = false
            where bucket_id = p_fresh.bucket_id and key = p_fresh.key and latest;
        end if;
    end if;
    if not in_place then
        insert into object_version values (p_fresh.*);
    end if;
    if cardinality(p_taken) > 0 or cardinality(dropped) > 0 then
        perform shift_references(p_taken, dropped, p_reclaim_delay);
    end if;
    perform note_usage(
        p_fresh.bucket_id,
        (not p_fresh.delete_marker)::integer - coalesce((not p_current.delete_marker)::integer, 0),
        (not p_fresh.delete_marker)::integer - coalesce((not replaced.delete_marker)::integer, 0),
        p_fresh.size - coalesce(replaced.size, 0),
        0);
    return p_fresh;
end $$;

-- What became of a commit that was sent before: its version, what is remembered of it, or null.
create function earlier_commit(
    p_versioning smallint, p_current object_version, p_bucket uuid, p_key text, p_commit uuid, p_blob uuid
) returns object_version
language plpgsql as $$
declare
    earlier object_version;
begin
    if p_current.commit_id = p_commit then
        return p_current;
    end if;
    select * into earlier from object_version
    where bucket_id = p_bucket and key = p_key and not latest and version_id in (p_commit, null_version())
        and commit_id = p_commit;
    if found then
        return earlier;
    end if;
    select version_id, modified, size, etag
    into earlier.version_id, earlier.modified, earlier.size, earlier.etag
    from spent_commit where commit_id = p_commit and bucket_id = p_bucket;
    if not found then
        select case when p_versioning = 1 then p_commit else null_version() end, born
        into earlier.version_id, earlier.modified from blob where blob_id = p_blob;
    end if;
    if found then
        earlier.commit_id := p_commit;
    end if;
    return earlier;
end $$;

-- Rule C, judged by the births that the ids of shards and commits carry, on the catalogue's clock: null, or why not. Births
-- from the future would outlive what is remembered of a commit; a few minutes are a clock that is a little off.
create function judge_births(p_oldest timestamptz, p_newest timestamptz, p_commit_age interval) returns text
language plpgsql as $$
begin
    if p_oldest < clock_timestamp() - p_commit_age then
        return 'SHARD_TOO_OLD';
    elsif p_newest > clock_timestamp() + interval '15 minutes' then
        return 'BORN_IN_FUTURE';
    end if;
    return null;
end $$;

-- A put. `p_oldest` and `p_newest` are births among the commit's own id and its shards'.
create function commit_object(
    p_bucket uuid, p_key text, p_commit uuid, p_size bigint, p_etag text, p_checksums jsonb, p_attributes jsonb,
    p_tags jsonb, p_written_by uuid,
    p_blob uuid, p_length bigint, p_data smallint, p_parity smallint, p_unit_bytes integer, p_placement bytea,
    p_strays bytea, p_repair boolean, p_oldest timestamptz, p_newest timestamptz, p_if_match text, p_if_none_match text,
    p_commit_age interval, p_reclaim_delay interval,
    out outcome text, out version_id uuid, out modified timestamptz, out versioned boolean,
    out earlier boolean
) language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
    versioning smallint;
    present object_version;
    fresh object_version;
begin
    perform lock_bucket(p_bucket), pg_advisory_xact_lock(name_hash(p_bucket, p_key));
    select b.versioning into versioning from bucket b where b.bucket_id = p_bucket and not b.closed;
    if not found then
        outcome := 'NO_SUCH_BUCKET';
        return;
    end if;
    versioned := versioning <> 0;
    earlier := false;
    outcome := 'OK';
    select * into present from object_version o where o.bucket_id = p_bucket and o.key = p_key and o.latest;
    if p_if_match is not null or p_if_none_match is not null then
        outcome := coalesce(
            judge(
                present.key is not null and not present.delete_marker, present.etag, present.modified, present.size,
                p_if_match, p_if_none_match, null, null, null),
            'OK');
    end if;
    if outcome = 'OK' then
        outcome := coalesce(judge_births(p_oldest, p_newest, p_commit_age), 'OK');
    end if;
    -- The common case is a commit that is new and finds nothing in its way; its blob tells.
    if outcome = 'OK' and p_blob is not null then
        insert into blob (blob_id, length, born, refs, unit_bytes, data, parity, state, placement)
        values (p_blob, p_length, catalogue_clock(), 1, p_unit_bytes, p_data, p_parity, 1, p_placement)
        on conflict (blob_id) do nothing;
        earlier := not found;
    end if;
    if earlier or outcome <> 'OK' or p_blob is null then
        fresh := earlier_commit(versioning, present, p_bucket, p_key, p_commit, p_blob);
        if fresh.commit_id is not null then
            outcome := 'OK';
            earlier := true;
            version_id := fresh.version_id;
            modified := fresh.modified;
            return;
        end if;
        if outcome <> 'OK' then
            return;
        end if;
    end if;
    fresh.bucket_id := p_bucket;
    fresh.key := p_key;
    fresh.commit_id := p_commit;
    fresh.blob_id := p_blob;
    fresh.written_by := p_written_by;
    fresh.size := p_size;
    fresh.part_count := 0;
    fresh.delete_marker := false;
    fresh.copied := false;
    fresh.etag := p_etag;
    fresh.checksums := p_checksums;
    fresh.attributes := p_attributes;
    fresh.tags := p_tags;
    fresh := place_version(versioning, present, fresh, '{}', '{}', p_reclaim_delay);
    if p_strays is not null then
        perform keep_strays(p_blob, p_strays);
    end if;
    if p_repair then
        insert into outbox (type, subject, due) values (2, p_blob::text, clock_timestamp());
    end if;
    version_id := fresh.version_id;
    modified := fresh.modified;
end $$;

-- Shards that are not named after their blob, 32 bytes each: drive, shard.
create function keep_strays(p_blob uuid, p_strays bytea) returns void
language plpgsql as $$
begin
    if length(p_strays) > 0 then
        insert into stray_shard (shard_id, drive_id, blob_id)
        select encode(substr(p_strays, at + 17, 16), 'hex')::uuid, encode(substr(p_strays, at + 1, 16), 'hex')::uuid, p_blob
        from generate_series(0, length(p_strays) - 32, 32) as at
        on conflict do nothing;
    end if;
end $$;

-- A copy: another version that refers to the same blobs. The source is read, its blobs are locked, and only if all of them
-- are still live are they taken; a source that was overwritten meanwhile is read again.
create function copy_object(
    p_source_bucket uuid, p_source_key text, p_source_version uuid,
    p_source_if_match text, p_source_if_none_match text, p_source_if_modified_since timestamptz,
    p_source_if_unmodified_since timestamptz,
    p_bucket uuid, p_key text, p_commit uuid, p_new_attributes boolean, p_attributes jsonb, p_new_tags boolean,
    p_tags jsonb, p_written_by uuid, p_birth timestamptz, p_if_match text, p_if_none_match text,
    p_commit_age interval, p_reclaim_delay interval,
    out outcome text, out version_id uuid, out modified timestamptz, out versioned boolean, out etag text,
    out size bigint, out checksums jsonb
) language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
    versioning smallint;
    present object_version;
    source object_version;
    fresh object_version;
    blobs uuid[];
    attempts integer := 0;
    alive integer;
begin
    perform lock_bucket(p_bucket), pg_advisory_xact_lock(name_hash(p_bucket, p_key));
    select b.versioning into versioning from bucket b where b.bucket_id = p_bucket and not b.closed;
    if not found then
        outcome := 'NO_SUCH_BUCKET';
        return;
    end if;
    versioned := versioning <> 0;
    select * into present from object_version o where o.bucket_id = p_bucket and o.key = p_key and o.latest;
    fresh := earlier_commit(versioning, present, p_bucket, p_key, p_commit, null);
    if fresh.commit_id is not null then
        outcome := 'OK';
        version_id := fresh.version_id;
        modified := fresh.modified;
        etag := fresh.etag;
        size := fresh.size;
        checksums := fresh.checksums;
        return;
    end if;
    outcome := coalesce(
        judge_births(p_birth, p_birth, p_commit_age),
        judge(
            present.key is not null and not present.delete_marker, present.etag, present.modified, present.size,
            p_if_match, p_if_none_match, null, null, null));
    if outcome is not null then
        return;
    end if;
    loop
        source := find_version(p_source_bucket, p_source_key, p_source_version);
        if source.key is null or (source.delete_marker and p_source_version is null) then
            outcome := case when p_source_version is null then 'NO_SUCH_KEY' else 'NO_SUCH_VERSION' end;
            return;
        elsif source.delete_marker then
            outcome := 'METHOD_NOT_ALLOWED';
            return;
        end if;
        outcome := judge(
            true, source.etag, source.modified, source.size, p_source_if_match, p_source_if_none_match,
            p_source_if_modified_since, p_source_if_unmodified_since, null);
        if outcome is not null then
            return;
        end if;
        blobs := blobs_of(source);
        -- What the copy will drop is locked in the same go, in the order that all others lock in.
        perform from blob b
        where b.blob_id = any (blobs || case when versioning = 1 then '{}' else blobs_of(present) end)
        order by b.blob_id for update;
        select count(*) into alive from blob b where b.blob_id = any (blobs) and b.state = 1;
        exit when alive = (select count(distinct id) from unnest(blobs) as id)
            and (source.part_count = 0
                or source.part_count = (
                    select count(*) from version_part p
                    where p.bucket_id = p_source_bucket and p.commit_id = source.commit_id));
        attempts := attempts + 1;
        if attempts = 5 then
            outcome := 'CONFLICT';
            return;
        end if;
    end loop;
    fresh := source;
    fresh.bucket_id := p_bucket;
    fresh.key := p_key;
    fresh.commit_id := p_commit;
    fresh.written_by := p_written_by;
    fresh.copied := true;
    fresh.legal_hold := null;
    fresh.retention_mode := null;
    fresh.retain_until := null;
    fresh.acl := null;
    if p_new_attributes then
        fresh.attributes := p_attributes;
    end if;
    if p_new_tags then
        fresh.tags := p_tags;
    end if;
    if source.part_count > 0 then
        insert into version_part (bucket_id, commit_id, part_number, start, size, blob_id, etag, checksums)
        select p_bucket, p_commit, p.part_number, p.start, p.size, p.blob_id, p.etag, p.checksums
        from version_part p where p.bucket_id = p_source_bucket and p.commit_id = source.commit_id;
    end if;
    fresh := place_version(versioning, present, fresh, blobs, '{}', p_reclaim_delay);
    outcome := 'OK';
    version_id := fresh.version_id;
    modified := fresh.modified;
    etag := fresh.etag;
    size := fresh.size;
    checksums := fresh.checksums;
end $$;

-- The version named, or the current one where none is. All nulls where there is none.
create function find_version(p_bucket uuid, p_key text, p_version uuid) returns object_version
language plpgsql stable as $$
declare
    answer object_version;
begin
    select * into answer from object_version where bucket_id = p_bucket and key = p_key and latest;
    if p_version is not null and answer.version_id is distinct from p_version then
        answer := null;
        select * into answer from object_version
        where bucket_id = p_bucket and key = p_key and version_id = p_version and not latest;
    end if;
    return answer;
end $$;

-- A delete as S3 has it: a named version for good, else the null version or a marker above what is there.
create function delete_object(
    p_bucket uuid, p_key text, p_version uuid, p_marker uuid, p_if_match text, p_if_unmodified_since timestamptz,
    p_if_size bigint, p_reclaim_delay interval,
    out outcome text, out version_id uuid, out delete_marker boolean, out existed boolean, out versioned boolean
) language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
    versioning smallint;
    present object_version;
    gone object_version;
    fresh object_version;
    heir object_version;
    dropped uuid[];
begin
    perform lock_bucket(p_bucket), pg_advisory_xact_lock(name_hash(p_bucket, p_key));
    select b.versioning into versioning from bucket b where b.bucket_id = p_bucket and not b.closed;
    if not found then
        outcome := 'NO_SUCH_BUCKET';
        return;
    end if;
    versioned := versioning <> 0;
    delete_marker := false;
    existed := false;
    version_id := p_version;
    outcome := 'OK';
    select * into present from object_version o where o.bucket_id = p_bucket and o.key = p_key and o.latest;
    gone := present;
    if p_version is not null and present.version_id is distinct from p_version then
        gone := null;
        select * into gone from object_version o
        where o.bucket_id = p_bucket and o.key = p_key and o.version_id = p_version and not o.latest;
    end if;
    if p_if_match is not null or p_if_unmodified_since is not null or p_if_size is not null then
        -- Deleting what is not there succeeds, whatever the conditions; a marker meets none of them.
        if gone.key is null then
            return;
        elsif gone.delete_marker then
            outcome := 'PRECONDITION_FAILED';
            return;
        end if;
        outcome := coalesce(
            judge(
                true, gone.etag, gone.modified, gone.size, p_if_match, null, null, p_if_unmodified_since, p_if_size),
            'OK');
        if outcome <> 'OK' then
            return;
        end if;
    end if;
    if p_version is null and versioning <> 0 then
        fresh.bucket_id := p_bucket;
        fresh.key := p_key;
        fresh.commit_id := p_marker;
        fresh.size := 0;
        fresh.part_count := 0;
        fresh.delete_marker := true;
        fresh.copied := false;
        fresh.etag := '';
        fresh := place_version(versioning, present, fresh, '{}', '{}', p_reclaim_delay);
        version_id := fresh.version_id;
        delete_marker := true;
        existed := present.key is not null and not present.delete_marker;
        return;
    end if;
    if gone.key is null then
        return;
    end if;
    existed := true;
    version_id := gone.version_id;
    delete_marker := gone.delete_marker;
    if gone.latest then
        delete from object_version o where o.bucket_id = p_bucket and o.key = p_key and o.latest;
        if gone.ordinal > 1 then
            select * into heir from object_version o
            where o.bucket_id = p_bucket and o.key = p_key and not o.latest order by o.ordinal desc limit 1;
        end if;
        if heir.key is not null then
            update object_version o set latest = true
            where o.bucket_id = p_bucket and o.key = p_key and o.ordinal = heir.ordinal and not o.latest;
        end if;
    else
        delete from object_version o
        where o.bucket_id = p_bucket and o.key = p_key and o.ordinal = gone.ordinal and not o.latest;
    end if;
    dropped := take_leave(gone);
    perform shift_references('{}', dropped, p_reclaim_delay);
    perform note_usage(
        p_bucket,
        case when gone.latest
            then coalesce((not heir.delete_marker)::integer, 0) - (not gone.delete_marker)::integer
            else 0 end,
        -(not gone.delete_marker)::integer,
        -gone.size,
        0);
end $$;

-- A blob as lookups answer it: id, length, data, parity, bytes of a unit, slots, placement.
create function pack_blob(p_blob blob) returns bytea language sql immutable parallel safe
as $$
    select uuid_send(p_blob.blob_id) || int8send(p_blob.length) || int2send(p_blob.data) || int2send(p_blob.parity)
        || int4send(p_blob.unit_bytes) || int4send(length(p_blob.placement)) || p_blob.placement
$$;

-- The version named or the current one, with the blobs that it is made of: for each its part number, its offset and
-- itself, all in one value, because that is several times cheaper to send and to read than rows.
create function look_up_object(p_bucket uuid, p_key text, p_version uuid, p_with_layout boolean)
returns table (
    version_id uuid, latest boolean, delete_marker boolean, size bigint, etag text, modified timestamptz,
    checksums jsonb, attributes jsonb, tags jsonb, part_count integer, layout bytea
) language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
declare
    o object_version;
begin
    o := find_version(p_bucket, p_key, p_version);
    if o.key is null then
        return;
    end if;
    version_id := o.version_id;
    latest := o.latest;
    delete_marker := o.delete_marker;
    size := o.size;
    etag := o.etag;
    modified := o.modified;
    checksums := o.checksums;
    attributes := o.attributes;
    tags := o.tags;
    part_count := o.part_count;
    if p_with_layout and o.blob_id is not null then
        select int4send(0) || int8send(0) || pack_blob(b) into layout from blob b where b.blob_id = o.blob_id;
    elsif p_with_layout and o.part_count > 0 then
        select string_agg(int4send(p.part_number) || int8send(p.start) || pack_blob(b), ''::bytea order by p.part_number)
        into layout
        from version_part p join blob b on b.blob_id = p.blob_id
        where p.bucket_id = p_bucket and p.commit_id = o.commit_id;
    end if;
    return next;
end $$;
