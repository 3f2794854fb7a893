-- Names compare byte by byte everywhere: the order of a listing must not depend on the server's locale.

create table region (
    name text collate "C" primary key,
    endpoint text not null,
    created timestamptz not null
);

create table tenant (
    tenant_id uuid primary key,
    name text collate "C" not null unique,
    display_name text not null,
    email text not null,
    canonical_id text not null unique check (canonical_id ~ '^[0-9a-f]{64}$'),
    created timestamptz not null
);

create table app (
    app_id uuid primary key,
    tenant_id uuid not null references tenant on delete cascade,
    name text collate "C" not null,
    client_id text collate "C" not null unique,
    -- AES-GCM, never in clear; the key's id tells which key it takes.
    secret bytea not null,
    secret_key_id text not null,
    admin_role text not null check (admin_role in ('NONE', 'READ_ONLY_VIEWER', 'SUPER_ADMIN')),
    enabled boolean not null,
    created timestamptz not null,
    unique (tenant_id, name)
);

create table policy (
    app_id uuid not null references app on delete cascade,
    action text collate "C" not null,
    resource text collate "C" not null,
    primary key (app_id, action, resource)
);

-- One row: something known, encrypted. A start with another key cannot read it and is refused.
create table key_check (
    only_row boolean primary key default true check (only_row),
    key_id text not null,
    ciphertext bytea not null
);

create table bucket (
    bucket_id uuid primary key,
    name text collate "C" not null unique,
    tenant_id uuid not null references tenant,
    region text collate "C" not null references region,
    settings jsonb not null default '{}',
    created timestamptz not null
);
create index bucket_by_tenant on bucket (tenant_id, name);

create table task (
    task_id bigint generated always as identity primary key,
    type smallint not null,
    region text collate "C" not null,
    subject text not null,
    -- The row of the region's outbox that it came from. With type and subject the key survives a region that was
    -- restored from a backup and counts some ids again.
    outbox_id bigint,
    state text not null default 'PENDING' check (state in ('PENDING', 'RUNNING', 'DEAD_LETTER')),
    attempts integer not null default 0,
    due timestamptz not null,
    lease_until timestamptz,
    fence bigint not null default 0,
    worker text,
    last_error text,
    created timestamptz not null,
    unique (region, outbox_id, type, subject),
    check ((state = 'RUNNING') = (lease_until is not null))
);
-- What can be leased, oldest first: what is due, and what a worker has let go by.
create index task_leasable on task (region, coalesce(lease_until, due)) where state <> 'DEAD_LETTER';
create index task_dead on task (task_id) where state = 'DEAD_LETTER';
