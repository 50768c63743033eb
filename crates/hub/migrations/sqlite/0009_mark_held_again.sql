-- What waits and held in an earlier life of this database: it is not refused when what it waits for comes.
alter table held add column again bigint not null default 0;
