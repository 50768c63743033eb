//! A disk of a few MiB that a test fills and empties: memory, mounted where only the test and its hubs see it.

use std::fs;
use std::io::{BufRead as _, BufReader, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::Program;

pub(crate) struct SmallDisk {
    /// Its namespaces hold the disk for as long as it lives.
    holder: Child,
    way: &'static Way,
    mounted: tempfile::TempDir,
}

/// Who may mount, and how the hub comes to see it.
struct Way {
    unshare: &'static [&'static str],
    nsenter: &'static [&'static str],
}

/// Anybody, where the system lets people be their own root; the real root, where it does not.
const WAYS: [Way; 2] = [
    Way {
        unshare: &["--map-root-user", "--mount"],
        nsenter: &["--preserve-credentials", "--user", "--mount"],
    },
    Way { unshare: &["--mount"], nsenter: &["--mount"] },
];

impl SmallDisk {
    /// Where nothing can be mounted, the test fails and says so: a full disk that was not tried is not proven.
    pub(crate) fn mount(mib: u32) -> Self {
        WAYS.iter().find_map(|way| Self::mount_by(way, mib)).unwrap_or_else(|| {
            panic!(
                "no small disk can be mounted here, so that a full one cannot be tried: it takes `unshare` and \
                 `nsenter` of util-linux, and user namespaces or root"
            )
        })
    }

    fn mount_by(way: &'static Way, mib: u32) -> Option<Self> {
        let mounted = tempfile::tempdir().unwrap();
        let mount = format!("mount -t tmpfs -o size={mib}m yingchun \"$0\" && echo mounted && exec cat");
        let mut holder = Command::new("unshare")
            .args(way.unshare)
            .args(["sh", "-c", &mount])
            .arg(mounted.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let mut said = String::new();
        BufReader::new(holder.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let disk = Self { holder, way, mounted };
        (said.trim() == "mounted").then_some(disk)
    }

    /// Starts the program on a folder of this disk.
    pub(crate) fn start(&self, more: &[&str], lines: usize) -> Program {
        let holder = self.holder.id().to_string();
        let enter = [&["nsenter"], self.way.nsenter, &["--target", &holder]].concat();
        Program::start(&mut Program::command(&enter, &self.mounted.path().join("hub"), more), lines)
    }

    /// The disk as it is seen from outside.
    fn path(&self) -> PathBuf {
        let inside = self.mounted.path().strip_prefix("/").unwrap();
        Path::new("/proc").join(self.holder.id().to_string()).join("root").join(inside)
    }

    /// Fills the disk until so many KiB are left.
    pub(crate) fn fill(&self, left_kib: usize) {
        let path = self.path().join("filling");
        let mut filling = fs::File::options().create(true).append(true).open(&path).unwrap();
        let block = [0; 1024];
        loop {
            match filling.write(&block) {
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => break,
                Err(error) => panic!("{error}"),
            }
        }
        let len = filling.metadata().unwrap().len();
        filling.set_len(len.saturating_sub(left_kib as u64 * 1024)).unwrap();
    }

    /// Takes away what filled it.
    pub(crate) fn make_room(&self) {
        fs::remove_file(self.path().join("filling")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        self.holder.kill().unwrap();
        self.holder.wait().unwrap();
    }
}
