-- Drives have seen more of this catalogue than it knows of itself: it was restored from a backup. Nothing is swept or reclaimed on
-- its word until an operator says so. The epoch goes on meanwhile, and may come to what they have seen: hence a state of its own.
alter table catalogue
    add column seen_epoch bigint,
    add column halted_at timestamptz;
