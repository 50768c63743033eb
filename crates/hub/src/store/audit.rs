//! `audit`: who read what is not for everybody, and who settled what by hand. Only ever added to.

use uuid::Uuid;
use yingchun_domain::id::{CampaignId, PersonId};
use yingchun_domain::time::UnixMs;

use super::{Conn, Fault};

/// What somebody did.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    pub(crate) person: PersonId,
    /// The act, by its code.
    pub(crate) act: &'static str,
    /// The id of what it was done to.
    pub(crate) about: Option<Uuid>,
    /// Why, in the person's own words.
    pub(crate) words: Option<String>,
}

impl Note {
    /// That a person did this act.
    pub(crate) const fn of(person: PersonId, act: &'static str) -> Self {
        Self { person, act, about: None, words: None }
    }

    /// Done to the thing of this id.
    pub(crate) fn about(self, id: impl Into<Uuid>) -> Self {
        Self { about: Some(id.into()), ..self }
    }
}

/// Notes what somebody did, under a name of its own.
pub(crate) async fn note(
    conn: &mut Conn,
    campaign: CampaignId,
    id: Uuid,
    note: &Note,
    at: UnixMs,
) -> Result<(), Fault> {
    let sql =
        "insert into audit (campaign, at, id, person, act, about, words) values ($1, $2, $3, $4, $5, $6, $7)";
    sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(at.0)
        .bind(id.to_string())
        .bind(note.person.to_string())
        .bind(note.act)
        .bind(note.about.map(|about| about.to_string()))
        .bind(note.words.as_deref())
        .execute(conn)
        .await?;
    Ok(())
}
