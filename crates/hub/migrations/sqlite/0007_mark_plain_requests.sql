-- A phone that asks to come back over plain http shows its key there.
alter table come_back add column plain bigint not null default 0;
