-- Every task is inserted, leased and removed: what is dead at the head of the index is in the way of every lease, so it is
-- cleaned away long before a fifth of the table is dead.
alter table task set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.05);
