-- Pages by keyset. Keys are read from an index in byte order; a common prefix is answered once and everything under it is
-- passed over by seeking, so that a page costs what is on it.
--
-- U+0000 cannot be in a key, so the keys after x are those from x followed by U+0001 on: every bound is inclusive below.

-- The least text that comes after everything that begins with `p_prefix`. UTF-8 sorts by code point, so the last one is
-- raised, past the surrogates, which are no characters.
create function after_prefix(p_prefix text) returns text language plpgsql immutable parallel safe as $$
declare
    kept text := p_prefix;
    last integer;
begin
    while kept <> '' loop
        last := ascii(right(kept, 1));
        kept := left(kept, -1);
        if last = 55295 then
            return kept || chr(57344);
        elsif last < 1114111 then
            return kept || chr(last + 1);
        end if;
    end loop;
    -- Longer than any key that begins with the last character of all.
    return repeat(chr(1114111), 257);
end $$;

-- The part of the key up to and with the first delimiter after the prefix; null where there is none.
create function common_prefix(p_key text, p_prefix text, p_delimiter text) returns text
language plpgsql immutable parallel safe as $$
declare
    at integer;
begin
    if p_delimiter = '' or not starts_with(p_key, p_prefix) then
        return null;
    end if;
    at := strpos(substr(p_key, length(p_prefix) + 1), p_delimiter);
    if at = 0 then
        return null;
    end if;
    return left(p_key, length(p_prefix) + at - 1 + length(p_delimiter));
end $$;

-- Where a page that follows `p_after` begins. After a common prefix, or after a key under one, comes what is not under it.
create function page_start(p_prefix text, p_delimiter text, p_after text) returns text
language plpgsql immutable parallel safe as $$
declare
    start text collate "C" := case when p_after = '' then '' else p_after || chr(1) end;
    common text := common_prefix(p_after, p_prefix, p_delimiter);
begin
    if common is not null then
        start := after_prefix(common);
    end if;
    return greatest(start, p_prefix collate "C");
end $$;

-- kind: 0 an object, 1 a common prefix, 2 the end of a page that is followed by another, with what to continue after.
-- Delete markers are passed over, but no page reads more than `p_scan` of them if it can end between two prefixes.
--
-- There are two ways to read on, and one statement has both. Where common prefixes follow each other they are walked: one
-- step reads one key and the next seeks past all that its prefix stands for, within one statement, because what costs is to
-- begin one. After a row of keys without a prefix, keys are read as they come.
create function list_objects(
    p_bucket uuid, p_prefix text, p_delimiter text, p_after text, p_limit integer, p_scan integer
) returns table (
    kind integer, key text, version_id uuid, size bigint, etag text, modified timestamptz, checksums jsonb,
    storage_class text
) language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
#variable_conflict use_column
declare
    start text collate "C" := page_start(p_prefix, p_delimiter, p_after);
    beyond text collate "C" := after_prefix(p_prefix);
    behind text collate "C" := after_prefix(p_delimiter);
    skipped integer := length(p_prefix);
    width integer := length(p_delimiter);
    walking boolean := p_delimiter <> '';
    enough_without constant integer := 16;
    without_prefix integer := 0;
    more boolean := p_limit > 0;
    o record;
    last text;
    found_entries integer := 0;
    passed_over integer := 0;
begin
    while more loop
        more := false;
        for o in
            with recursive walk (key, at, version_id, size, etag, modified, checksums, attributes, marker, position) as (
                select null::text collate "C", 0, null::uuid, null::bigint, null::text, null::timestamptz, null::jsonb,
                    null::jsonb, null::boolean, start
                where walking
                union all
                select v.key, d.at, v.version_id, v.size, v.etag, v.modified, v.checksums, v.attributes, v.delete_marker,
                    case when d.at > 0 and not v.delete_marker
                        then left(v.key, skipped + d.at - 1) || behind
                        else v.key || chr(1) end
                from walk
                cross join lateral (
                    select n.key, n.version_id, n.size, n.etag, n.modified, n.checksums, n.attributes, n.delete_marker
                    from object_version n
                    where n.bucket_id = p_bucket and n.latest and n.key >= walk.position and n.key < beyond
                    order by n.key limit 1) v
                cross join lateral (select strpos(substr(v.key, skipped + 1), p_delimiter) as at offset 0) d
            )
            select w.key, w.at, w.version_id, w.size, w.etag, w.modified, w.checksums,
                w.attributes ->> 'storageClass' as class, w.marker
            from walk w where w.key is not null
            union all
            (select n.key, case when width > 0 then strpos(substr(n.key, skipped + 1), p_delimiter) else 0 end,
                n.version_id, n.size, n.etag, n.modified, n.checksums, n.attributes ->> 'storageClass', n.delete_marker
            from object_version n
            where not walking and n.bucket_id = p_bucket and n.latest and n.key >= start and n.key < beyond
            order by n.key)
        loop
            without_prefix := case when o.at = 0 or o.marker then without_prefix + 1 else 0 end;
            if o.marker then
                passed_over := passed_over + 1;
                if passed_over >= p_scan and o.at = 0 then
                    kind := 2;
                    key := o.key;
                    return next;
                    return;
                end if;
            elsif found_entries = p_limit then
                kind := 2;
                key := last;
                return next;
                return;
            else
                found_entries := found_entries + 1;
                kind := (o.at > 0)::integer;
                key := case when o.at > 0 then left(o.key, skipped + o.at - 1 + width) else o.key end;
                version_id := o.version_id;
                size := o.size;
                etag := o.etag;
                modified := o.modified;
                checksums := o.checksums;
                storage_class := o.class;
                return next;
                last := key;
                if o.at > 0 and not walking then
                    start := left(o.key, skipped + o.at - 1) || behind;
                    walking := true;
                    more := true;
                    exit;
                end if;
            end if;
            if walking and without_prefix > enough_without then
                start := o.key || chr(1);
                walking := false;
                more := true;
                exit;
            end if;
        end loop;
    end loop;
end $$;

-- All versions and delete markers, by key and then newest first. Every key has a latest version; only those that have been
-- written more than once are asked for older ones. kind as above; the end carries the markers of the next page.
create function list_versions(
    p_bucket uuid, p_prefix text, p_delimiter text, p_key_marker text, p_version_marker uuid, p_limit integer
) returns table (
    kind integer, key text, version_id uuid, latest boolean, delete_marker boolean, size bigint, etag text,
    modified timestamptz, checksums jsonb, storage_class text
) language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
#variable_conflict use_column
declare
    position text collate "C" := page_start(p_prefix, p_delimiter, p_key_marker);
    beyond text collate "C" := after_prefix(p_prefix);
    below bigint := 9223372036854775807;
    common text;
    last_key text;
    last_version uuid;
    o record;
    v record;
    found_entries integer := 0;
    jumped boolean := p_limit > 0;
begin
    if p_version_marker is not null and starts_with(p_key_marker, p_prefix) then
        -- The page begins within a key. When the marker's version is gone, what is left of the key is listed again.
        position := p_key_marker;
        select m.ordinal into below from object_version m
        where m.bucket_id = p_bucket and m.key = p_key_marker and m.latest and m.version_id = p_version_marker;
        if not found then
            select m.ordinal into below from object_version m
            where m.bucket_id = p_bucket and m.key = p_key_marker and not m.latest and m.version_id = p_version_marker;
        end if;
        below := coalesce(below, 9223372036854775807);
    end if;
    while jumped loop
        jumped := false;
        for o in
            select n.key, n.version_id, n.latest, n.delete_marker, n.size, n.etag, n.modified, n.checksums,
                n.attributes ->> 'storageClass' as class, n.ordinal
            from object_version n
            where n.bucket_id = p_bucket and n.latest and n.key >= position and n.key < beyond
            order by n.key
        loop
            common := common_prefix(o.key, p_prefix, p_delimiter);
            if common is not null then
                if found_entries = p_limit then
                    kind := 2;
                    key := last_key;
                    version_id := last_version;
                    return next;
                    return;
                end if;
                kind := 1;
                key := common;
                return next;
                found_entries := found_entries + 1;
                last_key := common;
                last_version := null;
                position := after_prefix(common);
                jumped := true;
                exit;
            end if;
            if o.key <> p_key_marker then
                below := 9223372036854775807;
            end if;
            if o.ordinal < below then
                if found_entries = p_limit then
                    kind := 2;
                    key := last_key;
                    version_id := last_version;
                    return next;
                    return;
                end if;
                kind := 0;
                key := o.key;
                version_id := o.version_id;
                latest := true;
                delete_marker := o.delete_marker;
                size := o.size;
                etag := o.etag;
                modified := o.modified;
                checksums := o.checksums;
                storage_class := o.class;
                return next;
                found_entries := found_entries + 1;
                last_key := o.key;
                last_version := o.version_id;
            end if;
            continue when o.ordinal = 1;
            for v in
                select n.version_id, n.delete_marker, n.size, n.etag, n.modified, n.checksums,
                    n.attributes ->> 'storageClass' as class
                from object_version n
                where n.bucket_id = p_bucket and n.key = o.key and not n.latest and n.ordinal < below
                order by n.ordinal desc
            loop
                if found_entries = p_limit then
                    kind := 2;
                    key := last_key;
                    version_id := last_version;
                    return next;
                    return;
                end if;
                kind := 0;
                key := o.key;
                version_id := v.version_id;
                latest := false;
                delete_marker := v.delete_marker;
                size := v.size;
                etag := v.etag;
                modified := v.modified;
                checksums := v.checksums;
                storage_class := v.class;
                return next;
                found_entries := found_entries + 1;
                last_key := o.key;
                last_version := v.version_id;
            end loop;
        end loop;
    end loop;
end $$;

-- Uploads that were begun and not ended, by key and then by age, which their ids sort by.
create function list_uploads(
    p_bucket uuid, p_prefix text, p_delimiter text, p_key_marker text, p_upload_marker text, p_limit integer
) returns table (
    kind integer, key text, upload_id text, initiated timestamptz, initiated_by uuid, attributes jsonb, tags jsonb,
    checksum_algorithm text, checksum_full_object boolean
) language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
#variable_conflict use_column
declare
    position text collate "C" := page_start(p_prefix, p_delimiter, p_key_marker);
    position_in_key text collate "C" := '';
    beyond text collate "C" := after_prefix(p_prefix);
    common text;
    last_key text;
    last_upload text;
    u record;
    found_entries integer := 0;
    jumped boolean := p_limit > 0;
begin
    if p_upload_marker <> '' and starts_with(p_key_marker, p_prefix) then
        position := p_key_marker;
        position_in_key := p_upload_marker || chr(1);
    end if;
    while jumped loop
        jumped := false;
        for u in
            select n.key, n.upload_id, n.initiated, n.initiated_by, n.attributes, n.tags, n.checksum_algorithm,
                n.checksum_full_object
            from upload n
            where n.bucket_id = p_bucket and n.completed is null
                and (n.key, n.upload_id) >= (position, position_in_key) and n.key < beyond
            order by n.key, n.upload_id
        loop
            if found_entries = p_limit then
                kind := 2;
                key := last_key;
                upload_id := last_upload;
                return next;
                return;
            end if;
            found_entries := found_entries + 1;
            common := common_prefix(u.key, p_prefix, p_delimiter);
            if common is not null then
                kind := 1;
                key := common;
                return next;
                last_key := common;
                last_upload := '';
                position := after_prefix(common);
                position_in_key := '';
                jumped := true;
                exit;
            end if;
            kind := 0;
            key := u.key;
            upload_id := u.upload_id;
            initiated := u.initiated;
            initiated_by := u.initiated_by;
            attributes := u.attributes;
            tags := u.tags;
            checksum_algorithm := u.checksum_algorithm;
            checksum_full_object := u.checksum_full_object;
            return next;
            last_key := u.key;
            last_upload := u.upload_id;
        end loop;
    end loop;
end $$;
