-- Puts an access control list in place of that of a version; empty text takes it away. Lists stand among the attributes: they are
-- copied, completed and answered with them. Bytes, entity tag and time stay.
create function put_object_acl(
    p_bucket uuid, p_key text, p_version uuid, p_acl text,
    out outcome text, out version_id uuid
) language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
    found_version object_version;
    changed jsonb;
begin
    perform lock_bucket(p_bucket), pg_advisory_xact_lock(name_hash(p_bucket, p_key));
    perform from bucket b where b.bucket_id = p_bucket and not b.closed;
    if not found then
        outcome := 'NO_SUCH_BUCKET';
        return;
    end if;
    found_version := find_version(p_bucket, p_key, p_version);
    if found_version.key is null then
        outcome := case when p_version is null then 'NO_SUCH_KEY' else 'NO_SUCH_VERSION' end;
        return;
    elsif found_version.delete_marker then
        outcome := case when p_version is null then 'NO_SUCH_KEY' else 'METHOD_NOT_ALLOWED' end;
        return;
    end if;
    changed := case
        when p_acl = '' then found_version.attributes - 'acl'
        else coalesce(found_version.attributes, '{}') || jsonb_build_object('acl', p_acl) end;
    if found_version.latest then
        update object_version o set attributes = nullif(changed, '{}')
        where o.bucket_id = p_bucket and o.key = p_key and o.latest;
    else
        update object_version o set attributes = nullif(changed, '{}')
        where o.bucket_id = p_bucket and o.key = p_key and o.version_id = found_version.version_id and not o.latest;
    end if;
    outcome := 'OK';
    version_id := found_version.version_id;
end $$;
