-- Uploads in parts. A part is a blob with the upload as its only reference; completing hands the reference to the version.

create function lock_upload(p_bucket uuid, p_upload text, p_alone boolean) returns void language plpgsql as $$
declare
    name bigint := hashtextextended(p_upload collate "C", uuid_hash_extended(p_bucket, 2));
begin
    if p_alone then
        perform pg_advisory_xact_lock(name);
    else
        perform pg_advisory_xact_lock_shared(name);
    end if;
end $$;

create function create_upload(
    p_bucket uuid, p_key text, p_upload text, p_initiated_by uuid, p_attributes jsonb, p_tags jsonb,
    p_checksum_algorithm text, p_checksum_full_object boolean, out outcome text, out initiated timestamptz
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
        bucket_id, upload_id, key, initiated, initiated_by, attributes, tags, checksum_algorithm, checksum_full_object)
    values (
        p_bucket, p_upload, p_key, initiated, p_initiated_by, p_attributes, p_tags, p_checksum_algorithm,
        p_checksum_full_object);
end $$;

create function commit_part(
    p_bucket uuid, p_key text, p_upload text, p_part integer, p_size bigint, p_etag text, p_checksums jsonb,
    p_blob uuid, p_length bigint, p_data smallint, p_parity smallint, p_unit_bytes integer, p_placement bytea,
    p_strays bytea, p_repair boolean, p_oldest timestamptz, p_newest timestamptz, p_commit_age interval, p_reclaim_delay interval,
    out outcome text, out modified timestamptz
) language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
    replaced upload_part;
begin
    perform lock_bucket(p_bucket), lock_upload(p_bucket, p_upload, false),
        pg_advisory_xact_lock(hashtextextended(p_upload collate "C", p_part));
    perform from bucket b where b.bucket_id = p_bucket and not b.closed;
    if not found then
        outcome := 'NO_SUCH_BUCKET';
        return;
    end if;
    -- The same part sent again, whatever has become of it since.
    select b.born into modified from blob b where b.blob_id = p_blob;
    if found then
        outcome := 'OK';
        return;
    end if;
    perform from upload u
    where u.bucket_id = p_bucket and u.upload_id = p_upload and u.key = p_key and u.completed is null;
    if not found then
        outcome := 'NO_SUCH_UPLOAD';
        return;
    end if;
    outcome := judge_births(p_oldest, p_newest, p_commit_age);
    if outcome is not null then
        return;
    end if;
    modified := catalogue_clock();
    if p_blob is not null then
        insert into blob (blob_id, length, born, refs, unit_bytes, data, parity, state, placement)
        values (p_blob, p_length, modified, 1, p_unit_bytes, p_data, p_parity, 1, p_placement);
        if p_strays is not null then
            perform keep_strays(p_blob, p_strays);
        end if;
    end if;
    select * into replaced from upload_part p
    where p.bucket_id = p_bucket and p.upload_id = p_upload and p.part_number = p_part;
    if found then
        update upload_part p set size = p_size, blob_id = p_blob, modified = modified, etag = p_etag, checksums = p_checksums
        where p.bucket_id = p_bucket and p.upload_id = p_upload and p.part_number = p_part;
        if replaced.blob_id is not null then
            perform shift_references('{}', array[replaced.blob_id], p_reclaim_delay);
        end if;
    else
        insert into upload_part (bucket_id, upload_id, part_number, size, blob_id, modified, etag, checksums)
        values (p_bucket, p_upload, p_part, p_size, p_blob, modified, p_etag, p_checksums);
    end if;
    if p_repair then
        insert into outbox (type, subject, due) values (2, p_blob::text, clock_timestamp());
    end if;
    perform note_usage(p_bucket, 0, 0, 0, p_size - coalesce(replaced.size, 0));
    outcome := 'OK';
end $$;

-- The first half of a completion: takes the locks that complete_upload needs and says what there is to complete, or what
-- was answered when it was completed before.
create function begin_completion(
    p_bucket uuid, p_key text, p_upload text,
    out outcome text, out attributes jsonb, out tags jsonb, out checksum_algorithm text,
    out checksum_full_object boolean, out completed timestamptz, out completed_version_id uuid,
    out completed_size bigint, out completed_etag text, out completed_checksums jsonb, out versioned boolean
) language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
begin
    perform lock_bucket(p_bucket), lock_upload(p_bucket, p_upload, true),
        pg_advisory_xact_lock(name_hash(p_bucket, p_key));
    select b.versioning <> 0 into versioned from bucket b where b.bucket_id = p_bucket and not b.closed;
    if not found then
        outcome := 'NO_SUCH_BUCKET';
        return;
    end if;
    select u.attributes, u.tags, u.checksum_algorithm, u.checksum_full_object, u.completed, u.completed_version_id,
        u.completed_size, u.completed_etag, u.completed_checksums
    into attributes, tags, checksum_algorithm, checksum_full_object, completed, completed_version_id,
        completed_size, completed_etag, completed_checksums
    from upload u where u.bucket_id = p_bucket and u.upload_id = p_upload and u.key = p_key;
    outcome := case when found then 'OK' else 'NO_SUCH_UPLOAD' end;
end $$;

-- The second half, in the same transaction, for parts that were found to be right.
create function complete_upload(
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
    select u.key, u.attributes, u.tags into fresh.key, fresh.attributes, fresh.tags
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

create function abort_upload(
    p_bucket uuid, p_key text, p_upload text, p_reclaim_delay interval, out outcome text
) language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
begin
    perform lock_bucket(p_bucket), lock_upload(p_bucket, p_upload, true);
    perform from upload u
    where u.bucket_id = p_bucket and u.upload_id = p_upload and u.key = p_key and u.completed is null;
    if found then
        perform drop_upload(p_bucket, p_upload, p_reclaim_delay);
        outcome := 'OK';
    else
        outcome := 'NO_SUCH_UPLOAD';
    end if;
end $$;

create function drop_upload(p_bucket uuid, p_upload text, p_reclaim_delay interval) returns void
language plpgsql as $$
declare
    blobs uuid[];
    pending bigint;
begin
    select coalesce(array_agg(blob_id) filter (where blob_id is not null), '{}'), coalesce(sum(size), 0)
    into blobs, pending
    from upload_part where bucket_id = p_bucket and upload_id = p_upload;
    delete from upload_part where bucket_id = p_bucket and upload_id = p_upload;
    delete from upload where bucket_id = p_bucket and upload_id = p_upload;
    perform shift_references('{}', blobs, p_reclaim_delay);
    perform note_usage(p_bucket, 0, 0, 0, -pending);
end $$;
