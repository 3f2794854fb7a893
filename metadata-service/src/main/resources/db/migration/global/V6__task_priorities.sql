-- 0 before 1 before 2. Versions of the service that know nothing of it insert tasks as ordinary ones, and go on leasing by
-- `task_leasable`, which therefore stays for as long as they may run beside this one.
alter table task add column priority smallint not null default 1;
update task set priority = case when type = 2 then 0 else 2 end where type in (2, 4, 5, 7);
create index task_leasable_by_priority on task (region, priority, coalesce(lease_until, due))
    where state <> 'DEAD_LETTER';
