-- What went over plain http, where everybody on the way could read it: sessions opened there, and keys shown there.
alter table session add column plain bigint not null default 0;
alter table device add column plain bigint not null default 0;
