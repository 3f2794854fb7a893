-- What storage nodes find broken by themselves. They know shards, not blobs.

-- Notes a repair for every live blob that one of these shards of a drive belongs to; answers how many those were.
create function note_broken_shards(p_drive uuid, p_shards uuid[], p_quiet interval) returns integer
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
declare
    broken uuid;
    noted integer := 0;
begin
    for broken in
        select y.blob_id
        from unnest(p_shards) as s (id)
        join stray_shard y on y.shard_id = s.id and y.drive_id = p_drive
        union
        select b.blob_id
        from unnest(p_shards) as s (id)
        -- As in garbage_shards: a blob's own shards have its id but for a few bits.
        join blob b on b.blob_id between overlay(s.id::text placing '7000-8000-000000000000' from 15)::uuid
                and overlay(s.id::text placing '7fff-bfff-ffffffffffff' from 15)::uuid
            and right(b.blob_id::text, 17) = right(s.id::text, 17)
            and (position(uuid_send(p_drive) || uuid_send(s.id) in b.placement) - 1) % 32 = 0
        -- Locks are taken in one order by all.
        order by 1
    loop
        perform note_damage(broken, p_quiet);
        noted := noted + 1;
    end loop;
    return noted;
end $$;
