-- kind: 0 an object, 1 a common prefix, 2 the end of a page that is followed by another, with what to continue after.
-- Delete markers are passed over, but no page reads more than `p_scan` of them if it can end between two prefixes.
--
-- There are two ways to read on, and one statement has both. Where common prefixes follow each other they are walked: one
-- step reads some keys and the next seeks past all that the last one's prefix stands for, within one statement, because what
-- costs is to begin one. A seek costs as much as some ten keys, so where few keys are under a prefix a step looks far ahead, and
-- where there are many it reads one key, and now and then looks whether there still are (an `ahead` below zero counts down to
-- that). After a row of keys without a prefix, keys are read as they come.
create or replace function list_objects(
    p_bucket uuid, p_prefix text, p_delimiter text, p_after text, p_limit integer, p_scan integer
) returns table (
    kind integer, key text, version_id uuid, size bigint, etag text, modified timestamptz, checksums jsonb,
    storage_class text
) language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set jit = off as $$
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
    first_look constant integer := 4;
    blind_looks constant integer := 31;
    longest_look constant integer := 64;
    known text;
    more boolean := p_limit > 0;
    o record;
    last text;
    found_entries integer := 0;
    passed_over integer := 0;
begin
    while more loop
        more := false;
        for o in
            with recursive walk (
                key, at, version_id, size, etag, modified, checksums, attributes, marker, position, ahead
            ) as (
                select null::text collate "C", 0, null::uuid, null::bigint, null::text, null::timestamptz, null::jsonb,
                    null::jsonb, null::boolean, start, first_look
                where walking
                union all
                -- Only the last key of a look goes on from there.
                select v.key, v.at, v.version_id, v.size, v.etag, v.modified, v.checksums, v.attributes, v.marker,
                    case
                        when v.follower is not null then null
                        when v.at > 0 and not v.marker then left(v.key, skipped + v.at - 1) || behind
                        else v.key || chr(1)
                    end,
                    case
                        when v.follower is not null then null
                        when walk.ahead = -1 then first_look
                        when walk.ahead < 0 then walk.ahead + 1
                        when v.at = 0 or not starts_with(v.first, left(v.key, skipped + v.at - 1 + width))
                            then least(walk.ahead * 4, longest_look)
                        when walk.ahead <= first_look then -blind_looks
                        else walk.ahead / 4
                    end
                from walk
                cross join lateral (
                    select n.key, d.at, n.version_id, n.size, n.etag, n.modified, n.checksums, n.attributes,
                        n.delete_marker as marker, first_value(n.key) over () as first, lead(n.key) over () as follower
                    from (
                        select * from object_version n
                        where n.bucket_id = p_bucket and n.latest and n.key >= walk.position and n.key < beyond
                        order by n.key limit greatest(walk.ahead, 1)) n
                    cross join lateral (
                        select strpos(substr(n.key, skipped + 1), p_delimiter) as at offset 0) d) v
                where walk.position is not null
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
            if o.at > 0 and known is not null and starts_with(o.key, known) then
                continue;
            end if;
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
                known := case when o.at > 0 then key end;
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
