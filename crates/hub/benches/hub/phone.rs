//! A phone: one keep-alive connection, one person, entries in the order of `seq`.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;

use hyper::body::Buf;
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
    address: SocketAddr,
    /// None before the first request, and after one that failed.
    stream: Option<TcpStream>,
    campaign: CampaignId,
    device: DeviceId,
    key: String,
    seq: u64,
}

/// What the hub said.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Answer {
    /// A header of this name in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(found, _)| *found == name).map(|(_, value)| value)
    }
}

impl Phone {
    pub(crate) fn new(village: &Village) -> Self {
        Self {
            address: village.address,
            stream: None,
            campaign: village.campaign,
            device: id(),
            person: id(),
            key: chance::text::<32>(),
            seq: 0,
        }
    }

    pub(crate) async fn registered(village: &Village) -> Self {
        let mut phone = Self::new(village);
        phone.register(CODE).await;
        phone
    }

    pub(crate) async fn register(&mut self, code: &str) -> String {
        let digits = u32::from_be_bytes(chance::bytes()) % 1_000_000_000;
        let register = Register {
            code: JoinCode::try_from(code).expect("a code"),
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

    /// Opens a session, and gives back the cookie that shows it.
    pub(crate) async fn open_session(&mut self) -> String {
        let head = self.head("POST", "/api/session", "", 0);
        let answer = self.try_ask(self.address, &head, &[]).await.expect("the hub answers");
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        cookie.expect("a session is opened").to_owned()
    }

    /// From now on the hub is there; the next request makes a connection.
    pub(crate) fn turn_to(&mut self, address: SocketAddr) {
        self.address = address;
        self.stream = None;
    }

    /// Ends the connection; the next request makes another.
    pub(crate) fn hang_up(&mut self) {
        self.stream = None;
    }

    /// Sends a request that the hub must do, and gives back the body of its answer, once all of it has come; of an
    /// answer that has none, its head.
    pub(crate) async fn ask(&mut self, head: &[u8], body: &[u8]) -> String {
        let answer = self.try_ask(self.address, head, body).await.expect("the hub answers");
        assert_eq!(answer.status, 200, "{}", answer.body);
        if head.starts_with(b"HEAD") { answer.head } else { answer.body }
    }

    /// Sends a request to a hub that may refuse it, or hang up.
    pub(crate) async fn try_ask(&mut self, hub: SocketAddr, head: &[u8], body: &[u8]) -> io::Result<Answer> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(hub).await?;
                stream.set_nodelay(true)?;
                stream
            }
        };
        stream.write_all_buf(&mut Buf::chain(head, body)).await?;
        let (mut came, has_body) = (Vec::new(), !head.starts_with(b"HEAD"));
        loop {
            if stream.read_buf(&mut came).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(answer) = whole(&came, has_body) {
                self.stream = Some(stream);
                return Ok(answer);
            }
        }
    }
}

/// The answer, once all of it has come.
fn whole(came: &[u8], has_body: bool) -> Option<Answer> {
    let text = std::str::from_utf8(came).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok());
    let answer = Answer { status: status.expect("a status"), head: head.to_owned(), body: body.to_owned() };
    if !has_body {
        return Some(answer);
    }
    let length: usize =
        answer.header("content-length").and_then(|length| length.parse().ok()).expect("a length");
    (answer.body.len() == length).then_some(answer)
}
