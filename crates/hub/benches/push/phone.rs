//! Phones that push as fast as they are answered, over one connection each.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use uuid::Uuid;
use yingchun_domain::community::Community;
use yingchun_domain::edit::Versions;
use yingchun_domain::entry::{Act, Entry, Shown};
use yingchun_domain::id::{CampaignId, CommunityId, DeviceId, EntryId, PersonId};
use yingchun_domain::person::Consent;
use yingchun_domain::person::register::Register;
use yingchun_domain::spot::Category;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::{JoinCode, Line, Name, Phone as Number};
use yingchun_hub::serve::{Running, Settings, start};
use yingchun_hub::{chance, clock};

const CODE: &str = "QSC7K2";

/// A hub with one village in it.
pub(crate) struct Village {
    address: SocketAddr,
    campaign: CampaignId,
}

impl Village {
    pub(crate) async fn start(folder: &Path) -> (Running, Self) {
        let settings = Settings {
            data: folder.to_owned(),
            listen: "127.0.0.1:0".parse().expect("an address"),
            demo: false,
            app: None,
            host_name: "柳河镇街道办事处".to_owned(),
        };
        let running = start(settings).await.expect("the hub starts");
        let name = |text| Name::try_from(text).expect("a name");
        let community = Community {
            id: id::<CommunityId>(),
            name: name("青石村"),
            committee: name("青石村村委会"),
            duty_phone: None,
            code: JoinCode::try_from(CODE).expect("a code"),
            rotated: vec![],
            versions: Versions::default(),
        };
        running.hub().plant(vec![community.into()]).await.expect("the village is planted");
        let village = Self { address: running.address, campaign: running.hub().campaign() };
        (running, village)
    }

    /// The number of the hub's last commit, as a registration of one more phone is told it.
    pub(crate) async fn head(&self) -> u64 {
        let mut phone = Phone::new(self).await;
        let answer = phone.register().await;
        let (_, tail) = answer.split_once("\"commit\":").expect("a receipt");
        let digits = tail.split(|sign: char| !sign.is_ascii_digit()).next().expect("a number");
        digits.parse().expect("a number")
    }
}

pub(crate) struct Phone {
    stream: TcpStream,
    campaign: CampaignId,
    device: DeviceId,
    person: PersonId,
    key: String,
    seq: u64,
    pushes: Vec<Vec<u8>>,
    answer: Vec<u8>,
}

fn id<T: From<Uuid>>() -> T {
    EntryId::v7(clock::now(), &chance::random()).uuid().into()
}

impl Phone {
    async fn new(village: &Village) -> Self {
        let stream = TcpStream::connect(village.address).await.expect("the hub listens");
        stream.set_nodelay(true).expect("a socket");
        Self {
            stream,
            campaign: village.campaign,
            device: id(),
            person: id(),
            key: chance::text::<32>(),
            seq: 0,
            pushes: vec![],
            answer: vec![],
        }
    }

    pub(crate) async fn registered(village: &Village) -> Self {
        let mut phone = Self::new(village).await;
        phone.register().await;
        phone
    }

    async fn register(&mut self) -> String {
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
        let line = self.line(self.person.uuid(), Act::Register(register));
        let push = self.request(&line);
        self.push(&push).await
    }

    /// Makes a push of reports.
    pub(crate) fn prepare(&mut self, lines: usize) {
        let lines: Vec<String> = (0..lines).map(|_| self.report()).collect();
        let push = self.request(&lines.join("\n"));
        self.pushes.push(push);
    }

    fn report(&mut self) -> String {
        let place = Line::try_from("小卖部后杂物堆").expect("a line");
        self.line(id(), Act::Report(Report { place, category: Category::Clutter, note: None }))
    }

    fn line(&mut self, target: Uuid, act: Act) -> String {
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
            photos: vec![],
        };
        entry.to_line().expect("a short line")
    }

    fn request(&self, body: &str) -> Vec<u8> {
        let (device, key, len) = (self.device, &self.key, body.len());
        format!(
            "POST /api/push HTTP/1.1\r\nhost: hub\r\nauthorization: Device {device}.{key}\r\ncontent-length: {len}\r\n\r\n{body}"
        )
        .into_bytes()
    }

    /// Pushes what was prepared, each push when the one before is answered.
    pub(crate) async fn push_all(mut self) {
        for push in std::mem::take(&mut self.pushes) {
            let lines = push.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"{")).count();
            let answer = self.push(&push).await;
            let applied = answer.matches("\"outcome\":\"applied\"").count();
            assert_eq!(applied, lines, "{answer}");
        }
    }

    async fn push(&mut self, request: &[u8]) -> String {
        self.stream.write_all(request).await.expect("the hub reads");
        self.answer.clear();
        loop {
            let read = self.stream.read_buf(&mut self.answer).await.expect("the hub writes");
            assert!(read > 0, "the hub hung up");
            if let Some(body) = whole(&self.answer) {
                return body;
            }
        }
    }
}

/// The body, once all of it has come.
fn whole(answer: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(answer).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let (_, length) = head.split_once("content-length: ").expect("the answer says its length");
    let length: usize = length.lines().next()?.parse().expect("a length");
    assert!(head.starts_with("HTTP/1.1 200"), "{text}");
    (body.len() == length).then(|| body.to_owned())
}
