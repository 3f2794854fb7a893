-- What workers ask before they touch a shard.

-- Shards of a dead blob that were deleted. Their slots are emptied; with the last one the blob is forgotten.
create function forget_shards(p_blob uuid, p_shards uuid[]) returns boolean
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
declare
    known blob;
    left_over boolean := false;
    shard bytea;
    nothing bytea := decode(repeat('00', 32), 'hex');
begin
    select * into known from blob where blob_id = p_blob for update;
    if not found or known.state = 3 then
        return true;
    elsif known.state = 1 then
        return false;
    end if;
    for at in 0 .. length(known.placement) - 32 by 32 loop
        shard := substr(known.placement, at + 17, 16);
        if encode(shard, 'hex')::uuid = any (p_shards) then
            known.placement := overlay(known.placement placing nothing from at + 1);
        elsif substr(known.placement, at + 1, 32) <> nothing then
            left_over := true;
        end if;
    end loop;
    delete from stray_shard where shard_id = any (p_shards) and blob_id = p_blob;
    if left_over then
        update blob set placement = known.placement where blob_id = p_blob;
    else
        update blob set placement = '', state = 3 where blob_id = p_blob;
    end if;
    return not left_over;
end $$;

-- A fresh shard in the place of another, if the blob is live, nothing moved since it was read, and rule C allows it.
create function swap_shard(
    p_blob uuid, p_slot integer, p_placement_version integer, p_drive_and_shard bytea, p_stray boolean,
    p_birth timestamptz, p_commit_age interval
) returns text
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
declare
    known blob;
    before bytea;
    refusal text;
begin
    select * into known from blob where blob_id = p_blob for update;
    if not found or known.state <> 1 then
        return 'LOST';
    elsif p_slot < 0 or p_slot * 32 >= length(known.placement) then
        return 'INVALID_ARGUMENT';
    end if;
    before := substr(known.placement, p_slot * 32 + 1, 32);
    if before = p_drive_and_shard then
        return 'OK';
    elsif known.placement_version <> p_placement_version then
        return 'LOST';
    end if;
    refusal := judge_births(p_birth, p_birth, p_commit_age);
    if refusal is not null then
        return refusal;
    end if;
    update blob set
        placement = overlay(placement placing p_drive_and_shard from p_slot * 32 + 1),
        placement_version = placement_version + 1,
        repair_noted = null
    where blob_id = p_blob;
    delete from stray_shard
    where shard_id = encode(substr(before, 17, 16), 'hex')::uuid and drive_id = encode(substr(before, 1, 16), 'hex')::uuid;
    if p_stray then
        perform keep_strays(p_blob, p_drive_and_shard);
    end if;
    return 'OK';
end $$;

-- One repair task for all who notice within `p_quiet`; a swap that succeeds lets the next one through at once.
create function note_damage(p_blob uuid, p_quiet interval) returns void
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
begin
    update blob set repair_noted = clock_timestamp()
    where blob_id = p_blob and state = 1
        and (repair_noted is null or repair_noted < clock_timestamp() - p_quiet);
    if found then
        insert into outbox (type, subject, due) values (2, p_blob::text, clock_timestamp());
    end if;
end $$;

-- Which of these shards of a drive are garbage (rule S): older than the sweep's age on this clock, and in no placement. The
-- ids of a blob's own shards differ from its id in twelve bits at most, so its blob is among the few of that millisecond.
create function garbage_shards(p_drive uuid, p_shards uuid[], p_births timestamptz[], p_sweep_age interval)
returns setof uuid language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
begin
    return query
    select s.id
    from unnest(p_shards, p_births) as s (id, birth)
    where s.birth < clock_timestamp() - p_sweep_age
        and not exists (
            select from stray_shard y where y.shard_id = s.id and y.drive_id = p_drive)
        and not exists (
            select from blob b
            where b.blob_id between overlay(s.id::text placing '7000-8000-000000000000' from 15)::uuid
                    and overlay(s.id::text placing '7fff-bfff-ffffffffffff' from 15)::uuid
                and right(b.blob_id::text, 17) = right(s.id::text, 17)
                and (position(uuid_send(p_drive) || uuid_send(s.id) in b.placement) - 1) % 32 = 0);
end $$;
