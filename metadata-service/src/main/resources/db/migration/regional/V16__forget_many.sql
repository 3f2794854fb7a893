-- forget_shards of many blobs: the i-th of the shards is of the i-th of the owners. Answers the blobs that are forgotten. Locks are
-- taken in the order of the ids, so that workers who were given the same blobs do not wait for each other in a circle.
create function forget_shards(p_blobs uuid[], p_owners uuid[], p_shards uuid[]) returns setof uuid
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
declare
    one uuid;
begin
    for one in select distinct id from unnest(p_blobs) as b (id) order by id loop
        if forget_shards(one, array(select s.id from unnest(p_owners, p_shards) as s (owner, id) where s.owner = one)) then
            return next one;
        end if;
    end loop;
end $$;
