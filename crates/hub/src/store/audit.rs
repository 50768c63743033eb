//! `audit`: who read what is not for everybody. Only ever added to.

use uuid::Uuid;
use yingchun_domain::id::{CampaignId, PersonId};
use yingchun_domain::time::UnixMs;

use super::{Conn, Fault};

/// Notes that a person did an act of reading, by its code.
pub(crate) async fn note(
    conn: &mut Conn,
    campaign: CampaignId,
    id: Uuid,
    person: PersonId,
    act: &'static str,
    at: UnixMs,
) -> Result<(), Fault> {
    let sql = "insert into audit (campaign, at, id, person, act) values ($1, $2, $3, $4, $5)";
    sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(at.0)
        .bind(id.to_string())
        .bind(person.to_string())
        .bind(act)
        .execute(conn)
        .await?;
    Ok(())
}
