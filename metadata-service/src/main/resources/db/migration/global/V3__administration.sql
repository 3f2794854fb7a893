-- The most that there may be; null: no limit.
alter table tenant
    add column quota_bytes bigint check (quota_bytes >= 0),
    add column quota_objects bigint check (quota_objects >= 0);
alter table bucket
    add column quota_bytes bigint check (quota_bytes >= 0),
    add column quota_objects bigint check (quota_objects >= 0);

-- Null: never.
alter table app add column expires timestamptz;

-- Secrets that came before the one in `app`, and are taken until they retire: a secret can be changed without a moment in
-- which its users are locked out.
create table retiring_secret (
    app_id uuid not null references app on delete cascade,
    secret_number bigint generated always as identity,
    secret bytea not null,
    secret_key_id text not null,
    retires timestamptz not null,
    primary key (app_id, secret_number)
);

-- What operators changed, written in the transaction of the change. Names and not ids, since what they name may be gone.
create table audit (
    audit_id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null
);

-- What regions report of their buckets, for whoever asks in another region.
create table reported_usage (
    bucket_id uuid primary key references bucket on delete cascade,
    objects bigint not null,
    versions bigint not null,
    bytes bigint not null,
    pending_bytes bigint not null,
    at timestamptz not null
);
