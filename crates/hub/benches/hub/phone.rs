//! A phone: one keep-alive connection, one person, entries in the order of `seq`.

use std::collections::BTreeMap;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use uuid::Uuid;
use yingchun_domain::entry::{Act, Entry, Shown};
use yingchun_domain::id::{CampaignId, DeviceId, PersonId};
use yingchun_domain::person::Consent;
use yingchun_domain::person::register::Register;
use yingchun_domain::photo::PhotoRecord;
use yingchun_domain::text::{JoinCode, Line, Name, Phone as Number};
use yingchun_hub::{chance, clock};

use crate::village::{CODE, Village, id};

pub(crate) struct Phone {
    pub(crate) person: PersonId,
    stream: TcpStream,
    campaign: CampaignId,
    device: DeviceId,
    key: String,
    seq: u64,
    answer: Vec<u8>,
}

impl Phone {
    pub(crate) async fn new(village: &Village) -> Self {
        let stream = TcpStream::connect(village.address).await.expect("the hub listens");
        stream.set_nodelay(true).expect("a socket");
        Self {
            stream,
            campaign: village.campaign,
            device: id(),
            person: id(),
            key: chance::text::<32>(),
            seq: 0,
            answer: vec![],
        }
    }

    pub(crate) async fn registered(village: &Village) -> Self {
        let mut phone = Self::new(village).await;
        phone.register().await;
        phone
    }

    pub(crate) async fn register(&mut self) -> String {
        let digits = u32::from_be_bytes(chance::bytes()) % 1_000_000_000;
        let register = Register {
            code: JoinCode::try_from(CODE).expect("a code"),
            name: Name::try_from("王桂兰").expect("a name"),
            phone: Number::try_from(format!("13{digits:09}").as_str()).expect("a number"),
            free: vec![],
            any_day: true,
            accompanying: 0,
            risks_read: true,
            consent: Consent::on_screen(Line::try_from("2027-1").expect("a line"), clock::now()),
            emergency: None,
        };
        let line = self.line(self.person.uuid(), Act::Register(register), vec![]);
        let push = self.push(&line);
        self.ask(&push, &[]).await
    }

    pub(crate) fn line(&mut self, target: Uuid, act: Act, photos: Vec<PhotoRecord>) -> String {
        self.seq += 1;
        let entry = Entry {
            id: id(),
            campaign: (!matches!(act, Act::Register(_))).then_some(self.campaign),
            device: self.device,
            seq: self.seq,
            author: self.person,
            on_behalf_of: None,
            seen: None,
            target,
            base: BTreeMap::new(),
            act,
            at: clock::now(),
            offset: None,
            shown: Shown::default(),
            photos,
        };
        entry.to_line().expect("a short line")
    }

    /// A whole request that pushes lines.
    pub(crate) fn push(&self, lines: &str) -> Vec<u8> {
        let mut push = self.head("POST", "/api/push", "", lines.len());
        push.extend(lines.as_bytes());
        push
    }

    /// The head of a request; `more` are further lines of it, each with its line end.
    pub(crate) fn head(&self, method: &str, path: &str, more: &str, body_bytes: usize) -> Vec<u8> {
        let (device, key) = (self.device, &self.key);
        format!(
            "{method} {path} HTTP/1.1\r\nhost: hub\r\nauthorization: Device {device}.{key}\r\n{more}content-length: {body_bytes}\r\n\r\n"
        )
        .into_bytes()
    }

    /// Sends a request and gives back the body of its answer, once all of it has come.
    pub(crate) async fn ask(&mut self, head: &[u8], body: &[u8]) -> String {
        self.stream.write_all(head).await.expect("the hub reads");
        self.stream.write_all(body).await.expect("the hub reads");
        self.answer.clear();
        let has_body = !head.starts_with(b"HEAD");
        loop {
            let read = self.stream.read_buf(&mut self.answer).await.expect("the hub writes");
            assert!(read > 0, "the hub hung up");
            if let Some(body) = whole(&self.answer, has_body) {
                return body;
            }
        }
    }
}

/// The body, once all of it has come; of an answer that has none, its head.
fn whole(answer: &[u8], has_body: bool) -> Option<String> {
    let text = std::str::from_utf8(answer).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    assert!(head.starts_with("HTTP/1.1 200"), "{text}");
    if !has_body {
        return Some(head.to_owned());
    }
    let (_, length) = head.split_once("content-length: ").expect("the answer says its length");
    let length: usize = length.lines().next()?.parse().expect("a length");
    (body.len() == length).then(|| body.to_owned())
}
