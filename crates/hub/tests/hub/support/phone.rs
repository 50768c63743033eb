//! One person on one phone: a key, a count of entries, perhaps a session.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use serde_json::{Value, json};
use uuid::Uuid;
use yingchun_domain::entry::{Act, Entry, Shown};
use yingchun_domain::id::{CampaignId, DeviceId, EntryId, PersonId};
use yingchun_domain::invitation::accept::AcceptInvitation;
use yingchun_domain::page::{Page, PageRow};
use yingchun_domain::person::Consent;
use yingchun_domain::person::register::Register;
use yingchun_domain::photo::PhotoRecord;
use yingchun_domain::receipt::{First, PushAnswer, Receipt};
use yingchun_domain::row::Kept;
use yingchun_domain::text::{JoinCode, Line, Name, Phone as Number};
use yingchun_hub::{chance, clock};

use super::{Answer, ask};

#[derive(Clone)]
pub(crate) struct Phone {
    pub(crate) address: SocketAddr,
    pub(crate) campaign: CampaignId,
    pub(crate) device: DeviceId,
    pub(crate) key: String,
    pub(crate) person: PersonId,
    pub(crate) cookie: Option<String>,
    /// The hub's word that it knows the device, as it gave it last.
    pub(crate) seal: Option<String>,
    pub(crate) seq: u64,
    /// What she did, with the hub's words, as her phone keeps it.
    pub(crate) kept: Arc<Mutex<Vec<(Entry, Receipt)>>>,
}

pub(crate) fn consent() -> Consent {
    Consent::on_screen(Line::try_from("2027-1").unwrap(), clock::now())
}

/// A new id of any kind.
pub(crate) fn id<T: From<Uuid>>() -> T {
    EntryId::v7(clock::now(), &chance::random()).uuid().into()
}

impl Phone {
    pub(crate) fn new(address: SocketAddr, campaign: CampaignId) -> Self {
        let key = chance::text::<32>();
        Self {
            address,
            campaign,
            device: id(),
            key,
            person: id(),
            cookie: None,
            seal: None,
            seq: 0,
            kept: Arc::default(),
        }
    }

    pub(crate) fn key_header(&self) -> (&'static str, String) {
        ("authorization", format!("Device {}.{}", self.device, self.key))
    }

    /// What she shows to a hub that may not know her any more.
    pub(crate) fn shown(&self) -> Vec<(&'static str, String)> {
        let seal = self.seal.clone().map(|seal| ("device-seal", seal));
        [self.key_header()].into_iter().chain(seal).collect()
    }

    pub(crate) fn entry(&mut self, target: impl Into<Uuid>, act: Act) -> Entry {
        self.seq += 1;
        Entry {
            id: id(),
            campaign: (!matches!(act, Act::Register(_))).then_some(self.campaign),
            device: self.device,
            seq: self.seq,
            author: self.person,
            on_behalf_of: None,
            seen: None,
            target: target.into(),
            base: std::collections::BTreeMap::new(),
            act,
            at: clock::now(),
            offset: None,
            shown: Shown::default(),
            photos: vec![],
        }
    }

    pub(crate) fn registration(&mut self, code: &str, name: &str, phone: &str) -> Entry {
        let register = Register {
            code: JoinCode::try_from(code).unwrap(),
            name: Name::try_from(name).unwrap(),
            phone: Number::try_from(phone).unwrap(),
            free: vec![],
            any_day: true,
            accompanying: 0,
            risks_read: true,
            consent: consent(),
            emergency: None,
        };
        self.entry(self.person.uuid(), Act::Register(register))
    }

    pub(crate) async fn send(&self, body: impl Into<Bytes>) -> Answer {
        ask(self.address, "POST", "/api/push", &self.shown(), body).await
    }

    /// Pushes entries again, each after the receipt that she was given for it.
    pub(crate) async fn push_again(&self, kept: &[(Entry, Receipt)]) -> Vec<Receipt> {
        let lines = kept
            .iter()
            .flat_map(|(entry, first)| [First::to_line(first.clone()).unwrap(), entry.to_line().unwrap()]);
        self.push(&lines.collect::<Vec<_>>()).await
    }

    /// Pushes lines and gives back their receipts, in order.
    pub(crate) async fn push(&self, lines: &[String]) -> Vec<Receipt> {
        let answer = self.send(lines.join("\n")).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json::<PushAnswer>().receipts
    }

    pub(crate) async fn push_one(&self, entry: &Entry) -> Receipt {
        let answer = self.send(entry.to_line().unwrap()).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let mut receipts = answer.json::<PushAnswer>().receipts;
        assert_eq!(receipts.len(), 1);
        self.keep(entry.clone(), receipts[0].clone());
        receipts.remove(0)
    }

    fn keep(&self, entry: Entry, receipt: Receipt) {
        self.kept.lock().unwrap().push((entry, receipt));
    }

    pub(crate) fn history(&self) -> Vec<(Entry, Receipt)> {
        self.kept.lock().unwrap().clone()
    }

    /// Does one act and gives back outcome and code, as `applied` or `refused right.not_yours`.
    pub(crate) async fn does(&mut self, target: impl Into<Uuid>, act: Act) -> String {
        self.does_with(target, act, vec![]).await.1
    }

    pub(crate) async fn does_with(
        &mut self,
        target: impl Into<Uuid>,
        act: Act,
        photos: Vec<PhotoRecord>,
    ) -> (EntryId, String) {
        let entry = Entry { photos, ..self.entry(target, act) };
        (entry.id, said(&self.push_one(&entry).await))
    }

    pub(crate) async fn look(&self, token: &str) -> Answer {
        let body = json!({ "token": token }).to_string();
        ask(self.address, "POST", "/api/invitations/look", &[], body).await
    }

    /// Accepts an invitation as somebody new, or as herself.
    pub(crate) async fn accept(&mut self, token: &str, name: &str) -> Answer {
        let offered: Value = self.look(token).await.json();
        let target: Uuid = offered["id"].as_str().unwrap_or(&Uuid::nil().to_string()).parse().unwrap();
        let name = Some(Name::try_from(name).unwrap());
        let accept = AcceptInvitation { name, phone: None, consent: consent() };
        let line = self.entry(target, Act::AcceptInvitation(accept)).to_line().unwrap();
        self.accept_line(token, &line).await
    }

    pub(crate) async fn accept_line(&mut self, token: &str, line: &str) -> Answer {
        let body = json!({ "token": token, "line": line }).to_string();
        let answer = ask(self.address, "POST", "/api/invitations/accept", &self.shown(), body).await;
        self.cookie = answer.cookie().or(self.cookie.take());
        if answer.status == 200 {
            let accepted: Value = answer.json();
            self.seal = accepted["seal"].as_str().map(str::to_owned);
            let receipt = serde_json::from_value(accepted["receipt"].clone()).unwrap();
            self.keep(Entry::from_line(line).unwrap(), receipt);
        }
        answer
    }

    pub(crate) async fn open_session(&mut self) -> Answer {
        let answer = ask(self.address, "POST", "/api/session", &self.shown(), "").await;
        self.cookie = answer.cookie().or(self.cookie.take());
        if answer.status == 200 {
            self.seal = answer.json::<Value>()["seal"].as_str().map(str::to_owned);
        }
        answer
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        let cookie = self.cookie.clone().map(|cookie| ("cookie", cookie));
        ask(self.address, "GET", path, cookie.as_slice(), "").await
    }

    /// Asks for something to be done under her session, as a page of this hub does.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        ask(self.address, "POST", path, &self.as_a_page(), body.to_string()).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        ask(self.address, "DELETE", path, &self.as_a_page(), "").await
    }

    fn as_a_page(&self) -> Vec<(&'static str, String)> {
        let origin = ("origin", format!("http://{}", self.address));
        [origin].into_iter().chain(self.cookie.clone().map(|cookie| ("cookie", cookie))).collect()
    }

    pub(crate) async fn pull(&self, cursor: Option<&str>, limit: usize) -> Page {
        let cursor = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        let answer = self.get(&format!("/api/pull?limit={limit}{cursor}")).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    /// Everything that she may see.
    pub(crate) async fn sees(&self) -> Vec<PageRow> {
        let page = self.pull(None, 1000).await;
        assert!(page.whole && page.fresh);
        page.rows
    }

    /// The thing of this id, as she sees it.
    pub(crate) async fn sees_one<T: Kept + Clone>(&self, id: Uuid) -> Option<T> {
        let rows = self.sees().await;
        let found = rows.iter().find(|row| row.id == id && row.kind == T::KIND.as_str())?;
        T::of(&found.row().unwrap().entity).cloned()
    }
}

pub(crate) fn said(receipt: &Receipt) -> String {
    let code = receipt.code.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
    format!("{}{code}", receipt.outcome.as_str())
}
