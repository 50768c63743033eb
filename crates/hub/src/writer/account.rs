//! Keys, sessions and passphrases: written by the one hand that writes, under nobody's commit.

use sqlx::Connection as _;
use yingchun_domain::id::PersonId;
use yingchun_domain::photo::Sha256;

use super::deed::note_id;
use super::{Halt, Hand, Writer};
use crate::clock;
use crate::error::HubError;
use crate::store;
use crate::store::audit::Note;
use crate::store::come_back::Asking;
use crate::store::device::Bound;
use crate::store::passphrase::Hashed;

impl Writer {
    /// Sets a passphrase. All sessions of its person but this one end.
    pub(crate) async fn set_passphrase(&self, hashed: Hashed, this: Sha256) -> Result<(), HubError> {
        self.have(move |hand| Box::pin(hand.set_passphrase(hashed, this))).await
    }

    /// Binds a device to a person who proved to be herself; false where it is bound otherwise.
    pub(crate) async fn bind(&self, bound: Bound) -> Result<bool, HubError> {
        self.have(move |hand| Box::pin(hand.bind(bound))).await
    }

    /// Keeps the request of a phone that asks to come back.
    pub(crate) async fn ask_back(&self, asking: Asking) -> Result<(), HubError> {
        self.have(move |hand| Box::pin(hand.ask_back(asking))).await
    }

    /// Forgets the request of a phone, in the name of whoever turned it down.
    pub(crate) async fn turn_down(&self, bound: Bound, by: PersonId) -> Result<(), HubError> {
        self.have(move |hand| Box::pin(hand.turn_down(bound, by))).await
    }

    /// Ends sessions.
    pub(crate) async fn end_sessions(&self, tokens: Vec<Sha256>) -> Result<(), HubError> {
        self.have(move |hand| Box::pin(hand.end_sessions(tokens))).await
    }
}

impl Hand {
    async fn set_passphrase(&mut self, hashed: Hashed, this: Sha256) -> Result<(), Halt> {
        let (now, campaign, person): (_, _, PersonId) = (clock::now(), self.campaign, hashed.person);
        let mut tx = self.conn.begin_with("begin immediate").await?;
        store::passphrase::set(&mut tx, campaign, &hashed, now).await?;
        let others = store::session::of_person(&mut tx, campaign, person, now).await?;
        let others: Vec<Sha256> = others.iter().map(|it| it.token_hash).filter(|it| *it != this).collect();
        store::session::end(&mut tx, campaign, &others).await?;
        let note = Note::of(person, "passphrase.set");
        store::audit::note(&mut tx, campaign, note_id(now), &note, now).await?;
        Ok(tx.commit().await?)
    }

    async fn bind(&mut self, bound: Bound) -> Result<bool, Halt> {
        let (now, campaign) = (clock::now(), self.campaign);
        let mut tx = self.conn.begin_with("begin immediate").await?;
        if let Some(other) = store::device::find(&mut tx, campaign, bound.device).await? {
            tx.rollback().await?;
            return Ok(other.is(&bound));
        }
        store::device::bind(&mut tx, campaign, &bound, now).await?;
        store::come_back::forget(&mut tx, campaign, bound.device).await?;
        let note = Note::of(bound.person, "device.bind").about(bound.device.uuid());
        store::audit::note(&mut tx, campaign, note_id(now), &note, now).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn ask_back(&mut self, asking: Asking) -> Result<(), Halt> {
        let mut tx = self.conn.begin_with("begin immediate").await?;
        store::come_back::keep(&mut tx, self.campaign, &asking).await?;
        Ok(tx.commit().await?)
    }

    async fn turn_down(&mut self, bound: Bound, by: PersonId) -> Result<(), Halt> {
        let (now, campaign) = (clock::now(), self.campaign);
        let mut tx = self.conn.begin_with("begin immediate").await?;
        store::come_back::forget(&mut tx, campaign, bound.device).await?;
        let note = Note::of(by, "come_back.turned_down").about(bound.person.uuid());
        store::audit::note(&mut tx, campaign, note_id(now), &note, now).await?;
        Ok(tx.commit().await?)
    }

    async fn end_sessions(&mut self, tokens: Vec<Sha256>) -> Result<(), Halt> {
        let mut tx = self.conn.begin_with("begin immediate").await?;
        store::session::end(&mut tx, self.campaign, &tokens).await?;
        Ok(tx.commit().await?)
    }
}
