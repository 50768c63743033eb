//! `session`: who may read, by the hash of an opaque token.

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;
use yingchun_domain::id::{CampaignId, DeviceId, PersonId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::time::UnixMs;

use super::each::each;
use super::{Conn, Fault, list};

/// What proved a reader to be herself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// Her phone's key: enough for volunteers.
    Key,
    /// A link that was made for her.
    Invitation,
    /// Her passphrase.
    Passphrase,
}

impl Proof {
    /// The name in the store and on the wire.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Invitation => "invitation",
            Self::Passphrase => "passphrase",
        }
    }

    fn read(text: &str) -> Result<Self, Fault> {
        [Self::Key, Self::Invitation, Self::Passphrase]
            .into_iter()
            .find(|proof| proof.as_str() == text)
            .ok_or(Fault::Data)
    }
}

/// What proved a reader to be herself, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Proved {
    pub(crate) by: Proof,
    pub(crate) at: UnixMs,
}

/// A reader who signed in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Session {
    pub(crate) token_hash: Sha256,
    pub(crate) person: PersonId,
    pub(crate) device: DeviceId,
    pub(crate) opened: UnixMs,
    pub(crate) proof: Proof,
    pub(crate) expires: UnixMs,
    /// Whether it was opened over plain http, where everybody on the way could read its token.
    pub(crate) plain: bool,
}

impl Session {
    /// What names it without opening it.
    pub(crate) fn id(&self) -> Uuid {
        Uuid::new_v5(&self.person.uuid(), &self.token_hash.0)
    }
}

fn read(row: &SqliteRow) -> Result<Session, Fault> {
    let token_hash: String = row.try_get("token_hash")?;
    Ok(Session {
        token_hash: token_hash.try_into().map_err(|_| Fault::Data)?,
        person: row.try_get::<&str, _>("person")?.parse().map_err(|_| Fault::Data)?,
        device: row.try_get::<&str, _>("device")?.parse().map_err(|_| Fault::Data)?,
        opened: UnixMs(row.try_get("opened")?),
        proof: Proof::read(row.try_get("opened_by")?)?,
        expires: UnixMs(row.try_get("expires")?),
        plain: row.try_get::<i64, _>("plain")? != 0,
    })
}

/// The session that a token opens, where it has not expired at `now`.
pub(crate) async fn find(
    conn: &mut Conn,
    campaign: CampaignId,
    token_hash: Sha256,
    now: UnixMs,
) -> Result<Option<Session>, Fault> {
    let sql = "select token_hash, person, device, opened, opened_by, expires, plain from session \
        where campaign = $1 and token_hash = $2 and expires > $3";
    let row = sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(token_hash.to_string())
        .bind(now.0)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// A person's sessions that have not expired, the newest first.
pub(crate) async fn of_person(
    conn: &mut Conn,
    campaign: CampaignId,
    person: PersonId,
    now: UnixMs,
) -> Result<Vec<Session>, Fault> {
    let sql = "select token_hash, person, device, opened, opened_by, expires, plain from session \
        where campaign = $1 and person = $2 and expires > $3 order by opened desc, token_hash";
    let rows = sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(person.to_string())
        .bind(now.0)
        .fetch_all(conn)
        .await?;
    rows.iter().map(read).collect()
}

/// Opens a session, and lets go of those that have expired.
pub(crate) async fn open(
    conn: &mut Conn,
    campaign: CampaignId,
    session: &Session,
    now: UnixMs,
) -> Result<(), Fault> {
    let sql = "delete from session where campaign = $1 and expires <= $2";
    sqlx::query(sql).bind(campaign.to_string()).bind(now.0).execute(&mut *conn).await?;
    let sql = "insert into session (campaign, token_hash, person, device, opened, opened_by, expires, plain) \
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(session.token_hash.to_string())
        .bind(session.person.to_string())
        .bind(session.device.to_string())
        .bind(session.opened.0)
        .bind(session.proof.as_str())
        .bind(session.expires.0)
        .bind(i64::from(session.plain))
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends sessions.
pub(crate) async fn end(conn: &mut Conn, campaign: CampaignId, tokens: &[Sha256]) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "delete from session where campaign = $1 and token_hash in (select r.value ->> 0 from ",
        each!("$2"),
        ")"
    );
    let tokens: Vec<_> = tokens.iter().map(|token| [token]).collect();
    sqlx::query(SQL).bind(campaign.to_string()).bind(list(&tokens)?).execute(conn).await?;
    Ok(())
}

/// Ends everybody's sessions.
pub(crate) async fn end_all(conn: &mut Conn, campaign: CampaignId) -> Result<(), Fault> {
    sqlx::query("delete from session where campaign = $1").bind(campaign.to_string()).execute(conn).await?;
    Ok(())
}

/// Ends all sessions of these people.
pub(crate) async fn end_all_of(
    conn: &mut Conn,
    campaign: CampaignId,
    people: &[PersonId],
) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "delete from session where campaign = $1 and person in (select r.value ->> 0 from ",
        each!("$2"),
        ")"
    );
    if people.is_empty() {
        return Ok(());
    }
    let people: Vec<_> = people.iter().map(|person| [person]).collect();
    sqlx::query(SQL).bind(campaign.to_string()).bind(list(&people)?).execute(conn).await?;
    Ok(())
}
