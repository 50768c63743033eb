-- Who asks to come back on another phone, until her leader nods: three days at most.

create table come_back (
    campaign text not null,
    device text not null,
    person text not null,
    key_hash text not null,
    asked bigint not null,
    primary key (campaign, device)
) without rowid;
