-- What guards a version: retention and legal hold, which stand against deleting it, and how its bytes are encrypted. They
-- travel as one document whose names are those of columns, so that what comes to guard versions later needs no new
-- parameter.

alter table upload add column extras jsonb;

-- Retention modes: 1 governance, 2 compliance.
create function is_held(p_version object_version, p_bypass_governance boolean) returns boolean
language sql stable as $$
    select coalesce(p_version.legal_hold, false)
        or coalesce(
            p_version.retain_until > clock_timestamp()
                and (p_version.retention_mode = 2 or not p_bypass_governance),
            false)
$$;

-- What guards a version, as it came; null where nothing does.
create function extras_of(p_version object_version) returns jsonb language sql stable parallel safe as $$
    select case when p_version.legal_hold is null and p_version.retention_mode is null and p_version.encryption is null
        then null
        else jsonb_strip_nulls(jsonb_build_object(
            'legal_hold', p_version.legal_hold, 'retention_mode', p_version.retention_mode,
            'retain_until', p_version.retain_until, 'encryption', p_version.encryption))
        end
$$;

-- Makes `fresh` the latest version of its key, as the bucket's versioning has it. The caller holds the key's lock and has
-- read the current version under it.
create or replace function place_version(
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
            -- Buckets with object lock keep every version, so this is the last wall, and not one that anybody should meet.
            if is_held(replaced, false) then
                raise exception 'a held version of % would be overwritten', p_fresh.key using errcode = 'AN001';
            end if;
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

drop function commit_object;
-- A put. `p_oldest` and `p_newest` are births among the commit's own id and its shards'.
create function commit_object(
    p_bucket uuid, p_key text, p_commit uuid, p_size bigint, p_etag text, p_checksums jsonb, p_attributes jsonb,
    p_tags jsonb, p_written_by uuid,
    p_blob uuid, p_length bigint, p_data smallint, p_parity smallint, p_unit_bytes integer, p_placement bytea,
    p_strays bytea, p_repair boolean, p_oldest timestamptz, p_newest timestamptz, p_if_match text, p_if_none_match text,
    p_commit_age interval, p_reclaim_delay interval, p_extras jsonb,
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
    if p_extras is not null then
        fresh := jsonb_populate_record(fresh, p_extras);
    end if;
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

drop function copy_object;
-- A copy: another version that refers to the same blobs. The source is read, its blobs are locked, and only if all of them
-- are still live are they taken; a source that was overwritten meanwhile is read again.
create function copy_object(
    p_source_bucket uuid, p_source_key text, p_source_version uuid,
    p_source_if_match text, p_source_if_none_match text, p_source_if_modified_since timestamptz,
    p_source_if_unmodified_since timestamptz,
    p_bucket uuid, p_key text, p_commit uuid, p_new_attributes boolean, p_attributes jsonb, p_new_tags boolean,
    p_tags jsonb, p_written_by uuid, p_birth timestamptz, p_if_match text, p_if_none_match text,
    p_commit_age interval, p_reclaim_delay interval, p_extras jsonb,
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
    if p_extras is not null then
        fresh := jsonb_populate_record(fresh, p_extras);
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

drop function delete_object;
-- A delete as S3 has it: a named version for good, else the null version or a marker above what is there.
create function delete_object(
    p_bucket uuid, p_key text, p_version uuid, p_marker uuid, p_if_match text, p_if_unmodified_since timestamptz,
    p_if_size bigint, p_reclaim_delay interval, p_bypass_governance boolean,
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
    if is_held(gone, p_bypass_governance) then
        outcome := 'OBJECT_LOCKED';
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

drop function look_up_object;
-- The version named or the current one, with the blobs that it is made of: for each its part number, its offset and
-- itself, all in one value, because that is several times cheaper to send and to read than rows.
create function look_up_object(p_bucket uuid, p_key text, p_version uuid, p_with_layout boolean)
returns table (
    version_id uuid, latest boolean, delete_marker boolean, size bigint, etag text, modified timestamptz,
    checksums jsonb, attributes jsonb, tags jsonb, part_count integer, layout bytea,
    extras jsonb
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
    extras := extras_of(o);
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

drop function create_upload;
create function create_upload(
    p_bucket uuid, p_key text, p_upload text, p_initiated_by uuid, p_attributes jsonb, p_tags jsonb,
    p_checksum_algorithm text, p_checksum_full_object boolean, p_extras jsonb,
    out outcome text, out initiated timestamptz
) language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
begin
    perform lock_bucket(p_bucket);
    perform from bucket b where b.bucket_id = p_bucket and not b.closed;
    if not found then
        outcome := 'NO_SUCH_BUCKET';
        return;
    end if;
    outcome := 'OK';
    initiated := catalogue_clock();
    insert into upload (
        bucket_id, upload_id, key, initiated, initiated_by, attributes, tags, checksum_algorithm, checksum_full_object,
        extras)
    values (
        p_bucket, p_upload, p_key, initiated, p_initiated_by, p_attributes, p_tags, p_checksum_algorithm,
        p_checksum_full_object, p_extras);
end $$;

-- The second half, in the same transaction, for parts that were found to be right.
create or replace function complete_upload(
    p_bucket uuid, p_key text, p_upload text, p_commit uuid, p_parts integer[], p_size bigint, p_etag text,
    p_checksums jsonb, p_written_by uuid, p_if_match text, p_if_none_match text, p_reclaim_delay interval,
    out outcome text, out version_id uuid, out modified timestamptz
) language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
    versioning smallint;
    present object_version;
    fresh object_version;
    unused uuid[];
    extras jsonb;
    pending bigint;
begin
    select b.versioning into versioning from bucket b where b.bucket_id = p_bucket;
    select * into present from object_version o where o.bucket_id = p_bucket and o.key = p_key and o.latest;
    outcome := coalesce(
        judge(
            present.key is not null and not present.delete_marker, present.etag, present.modified, present.size,
            p_if_match, p_if_none_match, null, null, null),
        'OK');
    if outcome <> 'OK' then
        return;
    end if;
    select coalesce(array_agg(p.blob_id) filter (where p.blob_id is not null and p.part_number <> all (p_parts)), '{}'),
        coalesce(sum(p.size), 0)
    into unused, pending
    from upload_part p where p.bucket_id = p_bucket and p.upload_id = p_upload;
    insert into version_part (bucket_id, commit_id, part_number, start, size, blob_id, etag, checksums)
    select p_bucket, p_commit, p.part_number,
        sum(p.size) over (order by p.part_number) - p.size, p.size, p.blob_id, p.etag, p.checksums
    from upload_part p
    where p.bucket_id = p_bucket and p.upload_id = p_upload and p.part_number = any (p_parts);
    select u.key, u.attributes, u.tags, u.extras into fresh.key, fresh.attributes, fresh.tags, extras
    from upload u where u.bucket_id = p_bucket and u.upload_id = p_upload;
    fresh.bucket_id := p_bucket;
    fresh.commit_id := p_commit;
    fresh.written_by := p_written_by;
    fresh.size := p_size;
    fresh.part_count := cardinality(p_parts);
    fresh.delete_marker := false;
    fresh.copied := false;
    fresh.etag := p_etag;
    fresh.checksums := p_checksums;
    if extras is not null then
        fresh := jsonb_populate_record(fresh, extras);
    end if;
    fresh := place_version(versioning, present, fresh, '{}', unused, p_reclaim_delay);
    delete from upload_part p where p.bucket_id = p_bucket and p.upload_id = p_upload;
    update upload u set
        completed = fresh.modified, completed_version_id = fresh.version_id, completed_size = p_size,
        completed_etag = p_etag, completed_checksums = p_checksums
    where u.bucket_id = p_bucket and u.upload_id = p_upload;
    perform note_usage(p_bucket, 0, 0, 0, -pending);
    version_id := fresh.version_id;
    modified := fresh.modified;
end $$;

-- Changes what holds a version. Retention can always be made longer. Governance is loosened by who may bypass it, compliance
-- by nobody. `p_set_retention` without a mode takes retention away; a legal hold that is null stays as it is.
create function hold_object(
    p_bucket uuid, p_key text, p_version uuid, p_set_retention boolean, p_mode smallint, p_until timestamptz,
    p_legal_hold boolean, p_bypass_governance boolean,
    out outcome text, out version_id uuid
) language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
    v object_version;
begin
    perform lock_bucket(p_bucket), pg_advisory_xact_lock(name_hash(p_bucket, p_key));
    perform from bucket b where b.bucket_id = p_bucket and not b.closed;
    if not found then
        outcome := 'NO_SUCH_BUCKET';
        return;
    end if;
    v := find_version(p_bucket, p_key, p_version);
    if v.key is null then
        outcome := case when p_version is null then 'NO_SUCH_KEY' else 'NO_SUCH_VERSION' end;
        return;
    elsif v.delete_marker then
        outcome := case when p_version is null then 'NO_SUCH_KEY' else 'METHOD_NOT_ALLOWED' end;
        return;
    end if;
    if p_set_retention then
        if v.retain_until > clock_timestamp()
                and not (p_mode is not distinct from v.retention_mode and p_until >= v.retain_until)
                and (v.retention_mode = 2 or not p_bypass_governance) then
            outcome := 'OBJECT_LOCKED';
            return;
        end if;
        v.retention_mode := p_mode;
        v.retain_until := p_until;
    end if;
    v.legal_hold := coalesce(p_legal_hold, v.legal_hold);
    if v.latest then
        update object_version o set
            retention_mode = v.retention_mode, retain_until = v.retain_until, legal_hold = v.legal_hold
        where o.bucket_id = p_bucket and o.key = p_key and o.latest;
    else
        update object_version o set
            retention_mode = v.retention_mode, retain_until = v.retain_until, legal_hold = v.legal_hold
        where o.bucket_id = p_bucket and o.key = p_key and o.version_id = v.version_id and not o.latest;
    end if;
    outcome := 'OK';
    version_id := v.version_id;
end $$;
