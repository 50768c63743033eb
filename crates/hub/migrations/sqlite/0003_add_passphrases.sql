-- Whoever holds a role signs in with a passphrase; a session says when it was opened, and by what.

create table passphrase (
    campaign text not null,
    person text not null,
    hash text not null,
    set_at bigint not null,
    primary key (campaign, person)
) without rowid;

alter table session add column opened bigint not null default 0;
alter table session add column opened_by text not null default 'key';
create index session_by_person on session (campaign, person);
