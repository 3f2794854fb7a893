-- What happens to a bucket as a whole waits for the commits that run in it.

-- Closes a bucket for good if no version and no delete marker is left. Uploads do not keep a bucket: they end with it, as
-- they do in S3. Every commit holds the bucket's lock shared, so each comes before this or is refused.
create function close_bucket(p_bucket uuid, p_reclaim_delay interval) returns boolean
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
declare
    pending text;
begin
    perform lock_bucket_alone(p_bucket);
    perform from object_version where bucket_id = p_bucket and latest limit 1;
    if found then
        return false;
    end if;
    for pending in select upload_id from upload where bucket_id = p_bucket and completed is null loop
        perform drop_upload(p_bucket, pending, p_reclaim_delay);
    end loop;
    delete from upload where bucket_id = p_bucket;
    update bucket set closed = true where bucket_id = p_bucket;
    return true;
end $$;

-- Waits for the commits that run: none that began under the old rules ends under the new ones.
create function set_versioning(p_bucket uuid, p_versioning smallint) returns boolean
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
begin
    perform lock_bucket_alone(p_bucket);
    update bucket set versioning = p_versioning where bucket_id = p_bucket and not closed;
    return found;
end $$;
