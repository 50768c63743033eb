-- What was kept apart is never dropped: its end stands beside it. Notes say what was done to what, and why.

alter table quarantine add column ended bigint;
alter table quarantine add column ended_by text;
alter table quarantine add column ended_how text;
create index quarantine_open on quarantine (campaign, received) where ended is null;

alter table audit add column about text;
alter table audit add column words text;
