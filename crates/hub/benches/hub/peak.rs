//! The peak: all phones of a drive come back within a minute, each with entries and a photo that it could not send, as
//! when the signal returns to a valley.
//!
//! Phones arrive when they arrive, however the hub does (an open loop), and make the app's own requests in its order:
//! entries, a page of changes, the stream of news, thumbnail, question where to go on, bytes. They come back after
//! `Retry-After` where the hub says so. The hub is a process of its own on the same machine; nothing is sent elsewhere.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;
use yingchun_domain::entry::Act;
use yingchun_domain::id::PhotoId;
use yingchun_domain::page::Page;
use yingchun_domain::photo::{Phase, PhotoRecord, Source};
use yingchun_domain::spot::Category;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::Line;
use yingchun_hub::{chance, clock};

use crate::phone::{Answer, Phone};
use crate::picture::{Picture, thumb};
use crate::program::Program;
use crate::village::{Village, id};

/// Phones of one village: as many as its code registers at once, with room to spare.
const OF_A_VILLAGE: usize = 500;
const WITHIN: Duration = Duration::from_secs(60);
const REPORTS: usize = 4;
/// Phones of a village where nothing happens: whatever they are told of is none of theirs.
const BYSTANDERS: usize = 20;
const THEIR_CODE: &str = "QSC999";
/// After news a phone pulls within this time.
const JITTER_MS: u64 = 5_000;
/// A connection that was refused or broke is made anew after this.
const AGAIN: Duration = Duration::from_secs(1);
/// A measurement that takes longer has failed.
const TIME_MOST: Duration = Duration::from_secs(15 * 60);

/// A phone with what it could not send.
struct Comer {
    phone: Phone,
    cookie: String,
    /// How far she has read.
    cursor: Option<String>,
    lines: String,
    photo: PhotoId,
    number: u64,
}

#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) statuses: BTreeMap<u16, usize>,
    pub(crate) pushes: Vec<Duration>,
    pub(crate) pulls: Vec<Duration>,
    pub(crate) done: Vec<Duration>,
    pub(crate) broken: usize,
    pub(crate) news: usize,
    /// Bystanders whom the hub let listen, and news that they were told though nothing of theirs had changed.
    pub(crate) bystanders: usize,
    pub(crate) stray: Vec<String>,
}

/// What all phones share.
struct Field {
    address: SocketAddr,
    began: Instant,
    picture: Picture,
    thumb: Vec<u8>,
    tally: Mutex<Tally>,
    /// How many phones have brought all that they had.
    brought: watch::Sender<usize>,
    /// Whether all have.
    over: watch::Sender<bool>,
}

/// Lets so many phones come back to a hub in this folder, and says how it went.
pub(crate) async fn measure(folder: &Path, phones: usize) -> (Tally, u64) {
    let (comers, bystanders) = prepare(folder, phones).await;
    let program = Program::start(folder);
    let field = Arc::new(Field {
        address: program.address(),
        began: Instant::now(),
        picture: Picture::paint(),
        thumb: thumb(),
        tally: Mutex::default(),
        brought: watch::Sender::new(0),
        over: watch::Sender::new(false),
    });
    let mut coming = JoinSet::new();
    for cookie in bystanders {
        coming.spawn(Arc::clone(&field).overhear(cookie));
    }
    for comer in comers {
        coming.spawn(Arc::clone(&field).come(comer));
    }
    let mut brought = field.brought.subscribe();
    let all = async {
        loop {
            tokio::select! {
                all = brought.wait_for(|brought| *brought == phones) => return drop(all),
                Some(ended) = coming.join_next() => ended.expect("a phone brings all that it has"),
            }
        }
    };
    tokio::time::timeout(TIME_MOST, all).await.expect("all phones come back in time");
    field.over.send_replace(true);
    while let Some(ended) = coming.join_next().await {
        ended.expect("a phone looks until all have come");
    }
    let memory = program.memory_kib();
    let tally = std::mem::take(&mut *field.tally());
    (tally, memory)
}

/// Registers the phones, opens their sessions, and has them act without a signal; beside them the cookies of bystanders.
async fn prepare(folder: &Path, phones: usize) -> (Vec<Comer>, Vec<String>) {
    let village = Village::start(folder).await;
    let codes: Vec<String> =
        (0..phones.div_ceil(OF_A_VILLAGE)).map(|number| format!("QSC{number:03}")).collect();
    for code in &codes {
        village.add(code).await;
    }
    let mut picture = Picture::paint();
    let mut comers = Vec::with_capacity(phones);
    for (number, code) in (0..phones).zip(codes.iter().cycle()) {
        let mut phone = Phone::new(&village);
        let answer = phone.register(code).await;
        assert!(answer.contains("\"outcome\":\"applied\""), "{answer}");
        let cookie = phone.open_session().await;
        phone.hang_up();
        let number = u64::try_from(number).unwrap_or(u64::MAX);
        picture.turn(number);
        let (lines, photo) = work(&mut phone, &picture);
        comers.push(Comer { phone, cookie, cursor: None, lines, photo, number });
    }
    village.add(THEIR_CODE).await;
    let mut bystanders = Vec::with_capacity(BYSTANDERS);
    for _ in 0..BYSTANDERS {
        let mut phone = Phone::new(&village);
        let answer = phone.register(THEIR_CODE).await;
        assert!(answer.contains("\"outcome\":\"applied\""), "{answer}");
        bystanders.push(phone.open_session().await);
    }
    village.stop().await;
    (comers, bystanders)
}

/// Four reports, and the first of the spots cleaned, with its photo.
fn work(phone: &mut Phone, picture: &Picture) -> (String, PhotoId) {
    let place = Line::try_from("小卖部后杂物堆").expect("a line");
    let spots: [uuid::Uuid; REPORTS] = std::array::from_fn(|_| id());
    let mut lines: Vec<String> = Vec::new();
    for spot in spots {
        let report =
            Report { place: place.clone(), category: Category::Clutter, note: None, community: None };
        lines.push(phone.line(spot, Act::Report(report), vec![]));
    }
    let record = PhotoRecord {
        id: id(),
        sha256: picture.sha256(),
        len: picture.len(),
        phase: Phase::After,
        source: Source::Camera,
        at: clock::now(),
    };
    let photo = record.id;
    let clean = Clean { quantity: None, note: None, answers: None };
    lines.push(phone.line(spots.first().copied().unwrap_or_default(), Act::Clean(clean), vec![record]));
    (lines.join("\n"), photo)
}

impl Field {
    fn tally(&self) -> std::sync::MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn come(self: Arc<Self>, mut comer: Comer) {
        sleep(part_of(WITHIN)).await;
        let push = comer.phone.push(&comer.lines);
        let answer = self.ask(&mut comer.phone, &push, &[], |tally, took| tally.pushes.push(took)).await;
        let applied = answer.body.matches("\"outcome\":\"applied\"").count();
        assert_eq!(applied, REPORTS + 1, "{}", answer.body);
        self.pull(&mut comer).await;
        let listening = tokio::spawn(Arc::clone(&self).listen(comer.cookie.clone()));
        self.bring_photo(&mut comer).await;
        let took = self.began.elapsed();
        self.tally().done.push(took);
        self.brought.send_modify(|brought| *brought += 1);
        comer.phone.hang_up();
        // She looks at her screen until all have come, and pulls what news tells of.
        let mut news = listening.await.expect("a stream of news");
        let mut over = self.over.subscribe();
        loop {
            let told = tokio::select! {
                told = heard(&mut news) => told,
                _ = over.wait_for(|over| *over) => return,
            };
            if told.is_none() {
                return;
            }
            self.tally().news += 1;
            sleep(part_of(Duration::from_millis(JITTER_MS))).await;
            self.pull(&mut comer).await;
        }
    }

    /// Listens where nothing happens, until all have come.
    async fn overhear(self: Arc<Self>, cookie: String) {
        let mut news = Arc::clone(&self).listen(cookie).await;
        let mut over = self.over.subscribe();
        let mut some = [0; 1024];
        let count = news.read(&mut some).await.unwrap_or_default();
        if some.get(..count).is_some_and(|head| head.starts_with(b"HTTP/1.1 200")) {
            self.tally().bystanders += 1;
        }
        loop {
            tokio::select! {
                told = heard(&mut news) => match told {
                    // Who was told too much to say what looks for herself.
                    Some(told) if is_too_much_to_say(&told) => {}
                    Some(told) => self.tally().stray.push(told),
                    None => return,
                },
                _ = over.wait_for(|over| *over) => return,
            }
        }
    }

    async fn pull(&self, comer: &mut Comer) {
        let since = comer.cursor.as_deref().map(|cursor| format!("?cursor={cursor}")).unwrap_or_default();
        let cookie = &comer.cookie;
        let head = format!("GET /api/pull{since} HTTP/1.1\r\nhost: hub\r\ncookie: {cookie}\r\n\r\n");
        let answer =
            self.ask(&mut comer.phone, head.as_bytes(), &[], |tally, took| tally.pulls.push(took)).await;
        let page: Page = serde_json::from_str(&answer.body).expect("a page");
        comer.cursor = Some(page.cursor);
    }

    async fn bring_photo(&self, comer: &mut Comer) {
        let path = format!("/api/photos/{}", comer.photo);
        let head = comer.phone.head("PUT", &format!("{path}/thumb"), "", self.thumb.len());
        self.ask(&mut comer.phone, &head, &self.thumb, |_, _| {}).await;
        let head = comer.phone.head("HEAD", &path, "", 0);
        self.ask(&mut comer.phone, &head, &[], |_, _| {}).await;
        let mut picture = self.picture.clone();
        picture.turn(comer.number);
        let head = comer.phone.head("PATCH", &path, "upload-offset: 0\r\n", picture.bytes().len());
        let answer = self.ask(&mut comer.phone, &head, picture.bytes(), |_, _| {}).await;
        assert!(answer.body.contains("\"received\":true"), "{}", answer.body);
    }

    /// Asks until it is done; waits as long as the hub says, with some jitter.
    async fn ask(
        &self,
        phone: &mut Phone,
        head: &[u8],
        body: &[u8],
        note: impl Fn(&mut Tally, Duration),
    ) -> Answer {
        loop {
            let began = Instant::now();
            let Ok(answer) = phone.try_ask(self.address, head, body).await else {
                self.tally().broken += 1;
                sleep(AGAIN).await;
                continue;
            };
            {
                let mut tally = self.tally();
                note(&mut tally, began.elapsed());
                *tally.statuses.entry(answer.status).or_default() += 1;
            }
            if answer.status == 200 {
                return answer;
            }
            assert!(matches!(answer.status, 429 | 503 | 507), "{}: {}", answer.status, answer.body);
            let wait = answer.header("retry-after").and_then(|wait| wait.parse().ok()).unwrap_or(1);
            sleep(Duration::from_secs(wait) + part_of(AGAIN)).await;
        }
    }

    /// Opens the stream of news.
    async fn listen(self: Arc<Self>, cookie: String) -> TcpStream {
        let head = format!("GET /api/news HTTP/1.1\r\nhost: hub\r\ncookie: {cookie}\r\n\r\n");
        loop {
            if let Ok(mut stream) = TcpStream::connect(self.address).await
                && stream.write_all(head.as_bytes()).await.is_ok()
            {
                return stream;
            }
            sleep(AGAIN).await;
        }
    }
}

/// Whether the hub only says that it cannot say what was missed.
fn is_too_much_to_say(told: &str) -> bool {
    let mut data =
        told.lines().filter_map(|line| serde_json::from_str::<Value>(line.strip_prefix("data: ")?).ok());
    data.any(|data| data.get("commit") == Some(&json!(0)))
}

/// Waits for news; none when the stream has ended.
async fn heard(stream: &mut TcpStream) -> Option<String> {
    let mut some = [0; 1024];
    loop {
        match stream.read(&mut some).await {
            Ok(0) | Err(_) => return None,
            Ok(count) => {
                let text = String::from_utf8_lossy(some.get(..count).unwrap_or_default());
                if text.contains("event: ") {
                    return Some(text.into_owned());
                }
            }
        }
    }
}

/// Some part of a time, each as likely.
fn part_of(time: Duration) -> Duration {
    let share = u32::from_be_bytes(chance::bytes());
    time.mul_f64(f64::from(share) / f64::from(u32::MAX))
}
