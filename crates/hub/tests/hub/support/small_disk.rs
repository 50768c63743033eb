//! A disk of a few MiB that a test fills and empties: memory, mounted where only the test and its hubs see it.

use std::fs;
use std::io::{BufRead as _, BufReader, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::Program;

pub(crate) struct SmallDisk {
    /// Its namespaces hold the disk for as long as it lives.
    holder: Child,
    mounted: tempfile::TempDir,
}

impl SmallDisk {
    /// `None`, and a word about it, where nobody but an administrator may mount.
    pub(crate) fn mount(mib: u32) -> Option<Self> {
        let mounted = tempfile::tempdir().unwrap();
        let mount = format!("mount -t tmpfs -o size={mib}m yingchun \"$0\" && echo mounted && exec cat");
        let mut holder = Command::new("unshare")
            .args(["--map-root-user", "--mount", "sh", "-c", &mount])
            .arg(mounted.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let mut said = String::new();
        BufReader::new(holder.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let disk = Self { holder, mounted };
        if said.trim() == "mounted" {
            return Some(disk);
        }
        eprintln!("no small disk can be mounted here: what happens on a full one is not tried");
        None
    }

    /// Starts the program on a folder of this disk.
    pub(crate) fn start(&self, more: &[&str], lines: usize) -> Program {
        let holder = self.holder.id().to_string();
        let enter = ["nsenter", "--preserve-credentials", "--user", "--mount", "--target", &holder];
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
