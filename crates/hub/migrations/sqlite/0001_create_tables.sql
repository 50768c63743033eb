-- Everything is keyed by campaign first, so that a province can be split by campaign.
-- Ids and hashes are text, moments are milliseconds since 1970, bodies are JSON as text.

create table campaign (
    campaign text not null primary key,
    epoch text not null,
    commit_no bigint not null,
    safe_commit bigint not null,
    secret text not null
);

create table "commit" (
    campaign text not null,
    commit_no bigint not null,
    tag bigint not null,
    at bigint not null,
    primary key (campaign, commit_no)
) without rowid;

create table entity (
    campaign text not null,
    kind text not null,
    id text not null,
    version text not null,
    commit_no bigint not null,
    schema bigint not null,
    scopes text not null,
    body text not null,
    primary key (campaign, kind, id)
);
create index entity_by_commit on entity (campaign, commit_no, kind, id);

create table view (
    campaign text not null,
    scope text not null,
    kind text not null,
    id text not null,
    commit_no bigint not null,
    gone bigint not null,
    primary key (campaign, scope, kind, id)
) without rowid;
create index view_by_commit on view (campaign, scope, commit_no, kind, id, gone);

create table lookup (
    campaign text not null,
    name text not null,
    key text not null,
    id text not null,
    primary key (campaign, name, key, id)
) without rowid;

create table receipt (
    campaign text not null,
    entry text not null,
    device text not null,
    seq bigint not null,
    sha256 text not null,
    outcome text not null,
    code text,
    commit_no bigint not null,
    received bigint not null,
    primary key (campaign, entry)
) without rowid;

create table held (
    campaign text not null,
    entry text not null,
    waits_kind text not null,
    waits_id text not null,
    received bigint not null,
    bytes blob not null,
    primary key (campaign, entry)
);
create index held_by_wait on held (campaign, waits_kind, waits_id);

create table quarantine (
    campaign text not null,
    entry text not null,
    sha256 text not null,
    device text not null,
    author text not null,
    code text not null,
    received bigint not null,
    bytes blob not null,
    primary key (campaign, entry, sha256)
);

create table photo (
    campaign text not null,
    photo text not null,
    device text not null,
    entry text not null,
    sha256 text not null,
    len bigint not null,
    received bigint,
    primary key (campaign, photo)
) without rowid;

create table device (
    campaign text not null,
    device text not null,
    person text not null,
    key_hash text not null,
    bound bigint not null,
    primary key (campaign, device)
) without rowid;

create table session (
    campaign text not null,
    token_hash text not null,
    person text not null,
    device text not null,
    expires bigint not null,
    primary key (campaign, token_hash)
) without rowid;

create table audit (
    campaign text not null,
    at bigint not null,
    id text not null,
    person text not null,
    act text not null,
    primary key (campaign, at, id)
) without rowid;
