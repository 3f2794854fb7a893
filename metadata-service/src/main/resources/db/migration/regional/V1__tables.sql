-- The truth about objects. Keys compare byte by byte (COLLATE "C"), which in UTF-8 is the order of code points.

do $$
begin
    if current_setting('server_encoding') <> 'UTF8' then
        raise exception 'the regional database is encoded in %, and keys need UTF8: create it with ENCODING ''UTF8''',
            current_setting('server_encoding');
    end if;
end $$;

-- Which catalogue this is, and how far it has come. Drives remember both; a catalogue whose epoch went back was restored
-- from a backup, and nothing may be swept on its word.
create table catalogue (
    only_row boolean primary key default true check (only_row),
    catalogue_id uuid not null default gen_random_uuid(),
    epoch bigint not null default 1
);
insert into catalogue default values;

-- A closed bucket stays, so that a commit that comes late is refused.
create table bucket (
    bucket_id uuid primary key,
    -- 0 off, 1 enabled, 2 suspended
    versioning smallint not null check (versioning between 0 and 2),
    closed boolean not null default false
);

-- Versions and delete markers. version_id is what clients see, all zeros for the null version; commit_id is the gateway's
-- name for the commit that made the row. A simple object names its one blob here; an object of parts has them in
-- version_part. Within a key the latest version has the highest ordinal, so the newest below it is promoted when it goes.
create table object_version (
    bucket_id uuid not null,
    version_id uuid not null,
    commit_id uuid not null,
    blob_id uuid,
    written_by uuid,
    size bigint not null check (size >= 0),
    ordinal bigint not null,
    modified timestamptz not null,
    part_count integer not null,
    latest boolean not null,
    delete_marker boolean not null,
    -- Refers to blobs that another commit brought.
    copied boolean not null,
    legal_hold boolean,
    retention_mode smallint,
    retain_until timestamptz,
    key text collate "C" not null,
    etag text not null,
    checksums jsonb,
    attributes jsonb,
    tags jsonb,
    acl jsonb,
    encryption jsonb
) partition by hash (bucket_id);

do $$
begin
    for remainder in 0..15 loop
        -- Room for overwrites in place: they change no indexed column and need no index entry.
        execute format(
            'create table object_version_%s partition of object_version for values with (modulus 16, remainder %s)
                with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05)',
            remainder, remainder);
    end loop;
end $$;

-- The only index that an object pays for where versioning was never on: lookups, listings and the rule of one latest
-- version. The other two are paid for by older versions only.
create unique index object_version_latest on object_version (bucket_id, key) where latest;
create unique index object_version_older on object_version (bucket_id, key, ordinal desc) where not latest;
create unique index object_version_older_by_id on object_version (bucket_id, key, version_id) where not latest;

-- The blobs of an object that was uploaded in parts, in order. An empty part has none.
create table version_part (
    bucket_id uuid not null,
    commit_id uuid not null,
    part_number integer not null,
    start bigint not null,
    size bigint not null,
    blob_id uuid,
    etag text not null,
    checksums jsonb,
    primary key (bucket_id, commit_id, part_number)
);

-- Bytes on drives. placement is 32 bytes a slot, the drive's id and the shard's id, zeros where nothing was written.
-- A forgotten blob stays as a tombstone for as long as its shards could still be committed: the same commit sent again
-- must find that it has been.
create table blob (
    blob_id uuid primary key,
    length bigint not null,
    born timestamptz not null,
    dead_at timestamptz,
    repair_noted timestamptz,
    refs integer not null check (refs >= 0),
    placement_version integer not null default 0,
    unit_bytes integer not null,
    data smallint not null,
    parity smallint not null,
    -- 1 live, 2 dead, 3 forgotten
    state smallint not null check (state between 1 and 3),
    placement bytea not null,
    check ((state = 1) = (refs > 0))
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
create index blob_forgotten on blob (born) where state = 3;

-- A shard's id is made from its blob's id, so that the sweep finds the blob of a shard without an index of all shards,
-- which would cost each object more than all else here. Shards that were named otherwise (repair, rebalance) are here.
create table stray_shard (
    shard_id uuid not null,
    drive_id uuid not null,
    blob_id uuid not null,
    primary key (shard_id, drive_id)
);

-- Commits whose version is gone and that no blob remembers: empty objects and copies. Sent again, they change nothing.
create table spent_commit (
    commit_id uuid primary key,
    bucket_id uuid not null,
    version_id uuid not null,
    modified timestamptz not null,
    size bigint not null,
    etag text not null,
    spent timestamptz not null default now()
);
create index spent_commit_by_age on spent_commit (spent);

create table upload (
    bucket_id uuid not null,
    upload_id text collate "C" not null,
    key text collate "C" not null,
    initiated timestamptz not null,
    initiated_by uuid,
    attributes jsonb,
    tags jsonb,
    checksum_algorithm text,
    checksum_full_object boolean not null,
    -- What was answered when it was completed; the same is answered again.
    completed timestamptz,
    completed_version_id uuid,
    completed_size bigint,
    completed_etag text,
    completed_checksums jsonb,
    primary key (bucket_id, upload_id)
);
create unique index upload_pending on upload (bucket_id, key, upload_id) where completed is null;
create index upload_completed on upload (completed) where completed is not null;

create table upload_part (
    bucket_id uuid not null,
    upload_id text collate "C" not null,
    part_number integer not null check (part_number between 1 and 10000),
    size bigint not null,
    blob_id uuid,
    modified timestamptz not null,
    etag text not null,
    checksums jsonb,
    primary key (bucket_id, upload_id, part_number)
);

-- What must follow from a transaction, as tasks for the queue in the global database: type as TaskType in the contract.
create table outbox (
    id bigint generated always as identity primary key,
    type smallint not null,
    subject text not null,
    due timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.05);

-- Changes of usage, appended by every commit and folded into bucket_usage now and then: no row that all writers want.
create table usage_delta (
    bucket_id uuid not null,
    objects bigint not null,
    versions bigint not null,
    bytes bigint not null,
    pending_bytes bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create table bucket_usage (
    bucket_id uuid primary key,
    objects bigint not null,
    versions bigint not null,
    bytes bigint not null,
    pending_bytes bigint not null
);
