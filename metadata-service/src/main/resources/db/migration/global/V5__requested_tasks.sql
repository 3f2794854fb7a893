-- What was asked for by somebody, and not caused by a change in a catalogue, is asked for once until it is done.
create unique index task_requested on task (region, type, subject) where type in (6, 7) and outbox_id is null;
