//! `passphrase`: what those who hold a role sign in with, as an argon2 hash.

use sqlx::Row as _;
use yingchun_domain::id::{CampaignId, PersonId};
use yingchun_domain::time::UnixMs;

use super::each::each;
use super::{Conn, Fault, list};

/// One person's passphrase.
#[derive(Clone)]
pub(crate) struct Hashed {
    pub(crate) person: PersonId,
    /// In PHC's text format, with its own salt and costs.
    pub(crate) hash: String,
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Hashed, Fault> {
    Ok(Hashed {
        person: row.try_get::<&str, _>("person")?.parse().map_err(|_| Fault::Data)?,
        hash: row.try_get("hash")?,
    })
}

/// Those of these people who have set one.
pub(crate) async fn load(
    conn: &mut Conn,
    campaign: CampaignId,
    people: &[PersonId],
) -> Result<Vec<Hashed>, Fault> {
    const SQL: &str = concat!(
        "select p.person, p.hash from ",
        each!("$2"),
        " cross join passphrase as p where p.campaign = $1 and p.person = r.value ->> 0",
    );
    let people: Vec<_> = people.iter().map(|person| [person]).collect();
    let rows = sqlx::query(SQL).bind(campaign.to_string()).bind(list(&people)?).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

/// Everybody who has set one: those who hold a role, some hundreds at most.
pub(crate) async fn all(conn: &mut Conn, campaign: CampaignId) -> Result<Vec<Hashed>, Fault> {
    let sql = "select person, hash from passphrase where campaign = $1 order by person";
    let rows = sqlx::query(sql).bind(campaign.to_string()).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

/// Sets a person's passphrase in the place of the one before.
pub(crate) async fn set(
    conn: &mut Conn,
    campaign: CampaignId,
    hashed: &Hashed,
    at: UnixMs,
) -> Result<(), Fault> {
    let sql = "insert into passphrase (campaign, person, hash, set_at) values ($1, $2, $3, $4) \
        on conflict (campaign, person) do update set hash = excluded.hash, set_at = excluded.set_at";
    sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(hashed.person.to_string())
        .bind(&hashed.hash)
        .bind(at.0)
        .execute(conn)
        .await?;
    Ok(())
}
