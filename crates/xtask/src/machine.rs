//! Where things lie on this machine, and which Rust builds for the browser.
//!
//! Own tools (Trunk, wasm-bindgen) are kept in a cache folder of the project, so that another version which somebody
//! uses elsewhere stays as it is. The wasm toolchain is either the default one or `distro`: a distribution's Rust whose
//! standard library `setup` has built. One toolchain does all linting, because two clippy versions judge differently.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The compiler's name of what a browser runs.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The name under which `setup` links a distribution's Rust.
pub(crate) const DISTRO: &str = "distro";

/// Which toolchain compiles for the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WasmToolchain {
    /// The one that plain `cargo` uses.
    Default,
    /// The distribution's, linked as [`DISTRO`].
    Distro,
}

/// The folders of this checkout and of this machine.
pub(crate) struct Machine {
    /// The checkout.
    pub(crate) root: PathBuf,
    /// What cargo builds, `CARGO_TARGET_DIR` or `target`.
    pub(crate) target: PathBuf,
    /// Trunk and wasm-bindgen of the right version, where the person's own are others.
    pub(crate) tools: PathBuf,
}

impl Machine {
    /// Reads the environment; makes nothing.
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .context("crates/xtask lies two folders deep")?;
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        let cache = std::env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| std::env::home_dir().map(|home| home.join(".cache")))
            .unwrap_or_else(|| target.clone());
        Ok(Self { root: root.to_path_buf(), target, tools: cache.join("yingchun/tools") })
    }

    /// A program to run in the checkout, with the project's own tools first on PATH.
    ///
    /// `NO_COLOR` is taken away because Trunk refuses to start when its value is 1.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("PATH", self.path())
            .env("CARGO_TARGET_DIR", &self.target)
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            .env_remove("NO_COLOR");
        command
    }

    /// Cargo or Trunk as they must be called to compile for the browser, or to lint.
    pub(crate) fn wasm_command(&self, program: &str) -> Command {
        let mut command = self.command(program);
        if self.wasm_toolchain() == Some(WasmToolchain::Distro) {
            command.env("RUSTUP_TOOLCHAIN", DISTRO);
        }
        command
    }

    /// The toolchain that has the browser's standard library; `None` before `setup`.
    pub(crate) fn wasm_toolchain(&self) -> Option<WasmToolchain> {
        let has_std = |toolchain: Option<&str>| {
            let mut rustc = self.command("rustc");
            if let Some(name) = toolchain {
                rustc.env("RUSTUP_TOOLCHAIN", name);
            }
            let dir = output_of(rustc.args(["--print", "target-libdir", "--target", WASM]))?;
            std::fs::read_dir(dir).ok()?.next().map(|_| ())
        };
        if has_std(None).is_some() {
            return Some(WasmToolchain::Default);
        }
        has_std(Some(DISTRO)).map(|()| WasmToolchain::Distro)
    }

    /// What a tool says about its version, if it can be run at all.
    pub(crate) fn version_of(&self, program: &str) -> Option<String> {
        output_of(self.command(program).arg("--version"))
    }

    /// The browser for the tests: `CHROMIUM`, or the first known name on PATH.
    pub(crate) fn chromium(&self) -> Option<PathBuf> {
        if let Some(chosen) = std::env::var_os("CHROMIUM") {
            return Some(PathBuf::from(chosen)).filter(|path| path.exists());
        }
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        names.iter().find_map(|name| self.on_path(name))
    }

    /// Where a program lies, without running it.
    pub(crate) fn on_path(&self, program: &str) -> Option<PathBuf> {
        std::env::split_paths(&self.path()).map(|dir| dir.join(program)).find(|file| file.is_file())
    }

    fn path(&self) -> OsString {
        let own = [self.root.join("node_modules/.bin"), self.tools.join("bin")];
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let all: Vec<PathBuf> = own.into_iter().chain(std::env::split_paths(&inherited)).collect();
        std::env::join_paths(all).unwrap_or(inherited)
    }
}

/// The first thing a program prints, trimmed; `None` where it is missing or fails.
pub(crate) fn output_of(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
