//! A real hub of a simulated world: its folder, its lives, and what people do at it.

use std::fs;
use std::future::Future;
use std::path::{Path, PathBuf};

use axum::Router;
use futures::future::join_all;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;
use yingchun_domain::id::{DeviceId, EntryId, Epoch, PersonId, PhotoId};
use yingchun_domain::row::{CommitNo, Entity};
use yingchun_domain::time::{DAY_MS, UnixMs};
use yingchun_simulation::common::drive;
use yingchun_simulation::common::hub::{Apart, Books};
use yingchun_simulation::hub::{Asked, Hub, SignedIn};
use yingchun_simulation::mutant::Mutant;
use yingchun_simulation::phone::{Answer, Request};

use super::ledger::{self, Lines};
use super::{given, wire};
use crate::assets::Assets;
use crate::hub::Opened;
use crate::serve::STOP_PATIENCE;
use crate::store::device::Bound;
use crate::store::quarantine::ApartKey;
use crate::store::session::{Proof, Session};
use crate::writer::{Deed, Waits, sha256};
use crate::{chance, http, keep, store};

/// A hub that runs.
struct Life {
    router: Router,
    hub: crate::hub::Hub,
    writing: JoinHandle<()>,
}

impl Life {
    async fn begin(data: &Path) -> Self {
        let Opened { hub, writing, .. } =
            crate::hub::Hub::open_judging(data, 0, given::rule).await.expect("the hub opens");
        Self { router: http::router(hub.clone(), Assets::inside()), hub, writing }
    }

    async fn end(self) {
        drop(self.router);
        self.hub.close(self.writing, STOP_PATIENCE).await;
    }
}

/// A verified copy, and what was in the books when it was made.
pub(super) struct Copy {
    number: usize,
    shelf: PathBuf,
    books: Books,
}

pub(super) struct RealHub {
    folder: TempDir,
    /// Everything of the hub runs in the thread of its world.
    runtime: Runtime,
    life: Option<Life>,
    books: Books,
    lines: Lines,
    cookies: Vec<String>,
    copies: usize,
}

impl RealHub {
    /// The drive's hub before anybody came, with its share of a mistake.
    pub(super) fn open(seed: u64, mutant: Option<Mutant>) -> Self {
        given::begin(seed, mutant.map_or(yingchun_simulation::rule, Mutant::rule), drive::START);
        let folder = tempfile::tempdir().unwrap();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let epoch = Epoch::v7(drive::START, &chance::random());
        runtime.block_on(found(&folder.path().join("data"), epoch));
        let (books, lines, cookies) = (Books::new(epoch), Lines::new(), vec![]);
        let mut hub = Self { folder, runtime, life: None, books, lines, cookies, copies: 0 };
        hub.begin();
        let drive = drive::hub();
        let mut rows: Vec<_> = drive.store.rows().collect();
        rows.sort_by_key(|row| row.commit);
        rows.into_iter().for_each(|row| hub.plant(row.entity.clone(), drive::START));
        hub.books.founded = hub.books.commit;
        hub
    }

    pub(super) fn head(&self) -> CommitNo {
        self.books.commit
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn begin(&mut self) {
        self.life = Some(self.runtime.block_on(Life::begin(&self.data())));
    }

    fn end(&mut self) {
        if let Some(life) = self.life.take() {
            self.runtime.block_on(life.end());
        }
    }

    fn life(&self) -> &Life {
        self.life.as_ref().expect("the hub runs")
    }

    /// Has the hub do something, and reads what it wrote.
    fn have<T>(&mut self, now: UnixMs, done: impl AsyncFnOnce(&Life, &mut Vec<String>) -> T) -> T {
        given::at(now);
        let Self { runtime, life, books, lines, cookies, .. } = self;
        let life = life.as_ref().expect("the hub runs");
        runtime.block_on(async {
            let answer = done(life, cookies).await;
            let mut conn = life.hub.readers().acquire().await.unwrap();
            ledger::follow(books, &mut conn, lines, now).await;
            answer
        })
    }

    /// Puts a copy's database where the hub's was, behind its back.
    fn put_file_back(&self, copy: &Copy) {
        let files = fs::read_dir(&copy.shelf).unwrap().map(|file| file.unwrap().path());
        let database = files.into_iter().find(|file| file.extension().is_some_and(|it| it == "db"));
        let here = self.data().join(store::FILE);
        for log in ["db-wal", "db-shm"].map(|ending| here.with_extension(ending)) {
            if log.exists() {
                fs::remove_file(log).unwrap();
            }
        }
        fs::copy(database.expect("a copy has a database"), here).unwrap();
    }

    fn look<T>(&self, seen: impl Future<Output = T>) -> T {
        self.runtime.block_on(seen)
    }

    fn note_lines(&mut self, pushes: &[Asked<'_>]) {
        for asked in pushes {
            if let Request::Push { lines, .. } = asked.request {
                self.lines.extend(lines.iter().map(|line| (sha256(line.as_bytes()), line.clone())));
            }
        }
    }
}

impl Drop for RealHub {
    fn drop(&mut self) {
        self.end();
        given::end();
    }
}

/// A database whose campaign is the drive's.
async fn found(data: &Path, epoch: Epoch) {
    let mut opened = store::open(data).await.unwrap();
    let stored = store::campaign::Stored {
        campaign: drive::campaign(),
        epoch,
        head: CommitNo(0),
        safe: CommitNo(0),
        secret: chance::text::<32>(),
    };
    store::campaign::found(&mut opened.writer, &stored).await.unwrap();
    opened.readers.close().await;
    sqlx::Connection::close(opened.writer).await.unwrap();
}

fn bound(device: DeviceId, person: PersonId) -> Bound {
    Bound { device, person, key_hash: sha256(&wire::key(device)), plain: false }
}

impl Hub for RealHub {
    type Copy = Copy;

    fn books(&self) -> &Books {
        &self.books
    }

    fn knows(&self, device: DeviceId) -> Option<PersonId> {
        let found = self.look(self.life().hub.device(device)).unwrap();
        found.map(|bound| bound.person)
    }

    fn has_bytes(&self, photo: PhotoId) -> bool {
        self.look(async {
            let mut conn = self.life().hub.readers().acquire().await.unwrap();
            let named = store::photo::load(&mut conn, drive::campaign(), &[photo]).await.unwrap();
            named.iter().any(|it| it.received.is_some())
        })
    }

    /// Devices are looked at first, so that all pushes of those who are known reach the writer in one turn of the thread,
    /// in their order, and share a commit. Others come after them, one by one.
    fn push(&mut self, pushes: &[Asked<'_>], now: UnixMs) -> Vec<Answer> {
        self.note_lines(pushes);
        self.have(now, async |life, cookies| {
            for asked in pushes {
                wire::looks_at_device(&life.router, *asked).await;
            }
            let mut known = vec![];
            for asked in pushes {
                let device = asked.request.device().expect("a push is a device's");
                known.push(life.hub.device(device).await.unwrap().is_some());
            }
            let together = pushes.iter().zip(&known).filter(|(_, known)| **known);
            let together = together.map(|(asked, _)| wire::push(&life.router, *asked));
            let mut answered = join_all(together).await.into_iter();
            let mut answers = vec![];
            for (asked, known) in pushes.iter().zip(known) {
                let answer = if known { answered.next() } else { None };
                answers.push(match answer {
                    Some(answer) => answer,
                    None => wire::serve(&life.router, *asked, cookies).await,
                });
            }
            answers
        })
    }

    fn serve(&mut self, asked: Asked<'_>, now: UnixMs) -> Answer {
        self.have(now, async |life, cookies| wire::serve(&life.router, asked, cookies).await)
    }

    fn bind(&mut self, device: DeviceId, person: PersonId, now: UnixMs) {
        let bound = bound(device, person);
        let is_hers = self.have(now, async |life, _| life.hub.writer().bind(bound).await.unwrap());
        assert!(is_hers, "{device} is somebody else's");
    }

    fn sign_in(&mut self, device: DeviceId, person: PersonId, now: UnixMs) -> SignedIn {
        self.bind(device, person, now);
        let token = chance::bytes::<32>();
        let session = Session {
            token_hash: sha256(&token),
            person,
            device,
            opened: now,
            proof: Proof::Passphrase,
            expires: now.plus(30 * DAY_MS),
            plain: false,
        };
        self.have(now, async |life, cookies| {
            life.hub.writer().deed(Deed::OpenSession(session)).await.unwrap();
            cookies.push(format!("__Host-yingchun={}", chance::base64(&token)));
            let seal = Some(life.hub.seal().device(&bound(device, person)));
            SignedIn { cookie: cookies.len() as u64, seal }
        })
    }

    fn end_sessions_of(&mut self, person: PersonId, now: UnixMs) {
        self.have(now, async |life, _| {
            let mut conn = life.hub.readers().acquire().await.unwrap();
            let hers = store::session::of_person(&mut conn, drive::campaign(), person, now).await.unwrap();
            drop(conn);
            let tokens = hers.iter().map(|session| session.token_hash).collect();
            life.hub.writer().end_sessions(tokens).await.unwrap();
        });
    }

    fn plant(&mut self, thing: Entity, now: UnixMs) {
        self.have(now, async |life, _| life.hub.plant(vec![thing]).await.unwrap());
    }

    fn retry(&mut self, apart: &Apart, now: UnixMs) {
        let key = ApartKey { entry: apart.entry, sha256: sha256(apart.line.as_bytes()) };
        self.have(now, async |life, _| life.hub.writer().retry(key, drive::organiser()).await.unwrap());
    }

    fn dismiss(&mut self, entry: EntryId, line: &str, now: UnixMs) {
        let is_apart = self.books.apart.iter().any(|apart| apart.entry == entry && apart.line == line);
        let key = ApartKey { entry, sha256: sha256(line.as_bytes()) };
        let what = if is_apart { Waits::Apart(key) } else { Waits::Held(entry) };
        let reason = "重复".try_into().unwrap();
        self.have(now, async |life, _| {
            life.hub.writer().dismiss(what, drive::organiser(), reason).await.unwrap();
        });
    }

    fn crash(&mut self, now: UnixMs) {
        given::at(now);
        self.end();
        self.begin();
    }

    fn back_up(&mut self, now: UnixMs) -> Copy {
        given::at(now);
        self.copies += 1;
        let shelf = self.folder.path().join(format!("shelf-{}", self.copies));
        keep::new_shelf(&shelf).expect("a shelf");
        self.runtime.block_on(keep::backup(&self.data(), &shelf)).expect("a verified copy");
        Copy { number: self.copies, shelf, books: self.books.clone() }
    }

    /// Every other time as after a machine's snapshot: another hand put the file back, and the hub is told so.
    fn restore(&mut self, copy: &Copy, now: UnixMs) {
        given::at(now);
        self.end();
        let is_snapshot = copy.number.is_multiple_of(2);
        if is_snapshot {
            self.put_file_back(copy);
        }
        let from = Some(copy.shelf.as_path()).filter(|_| !is_snapshot);
        self.runtime.block_on(keep::restore(&self.data(), from)).expect("a copy is put back");
        self.begin();
        self.books = copy.books.clone();
        self.have(now, async |_, _| ());
    }

    fn roll_back(&mut self, copy: &Copy, now: UnixMs) {
        given::at(now);
        self.end();
        self.put_file_back(copy);
        self.begin();
        self.books = copy.books.clone();
    }
}
