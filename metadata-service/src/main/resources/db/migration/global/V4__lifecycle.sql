-- Finds the task of a bucket's lifecycle.
create index task_expiry on task (region, subject) where type = 4;
