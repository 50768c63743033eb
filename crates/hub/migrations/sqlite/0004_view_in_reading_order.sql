-- One tree, in the order in which readers go: a row's last place is found by the commit that its entity carries.

create table view_in_order (
    campaign text not null,
    scope text not null,
    commit_no bigint not null,
    kind text not null,
    id text not null,
    gone bigint not null,
    primary key (campaign, scope, commit_no, kind, id)
) without rowid;
insert into view_in_order (campaign, scope, commit_no, kind, id, gone)
    select campaign, scope, commit_no, kind, id, gone from view;
drop table view;
alter table view_in_order rename to view;
