-- What a phone had saved and its browser cleared away, by the names that it kept; the end stands beside it. What came after all
-- has a receipt.

create table gap (
    campaign text not null,
    device text not null,
    entry text not null,
    person text not null,
    told bigint not null,
    ended bigint,
    ended_by text,
    primary key (campaign, device, entry)
) without rowid;
