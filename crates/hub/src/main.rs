//! `yingchun`: the hub as one command, and what keeps its database safe.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use tracing_subscriber::EnvFilter;
use yingchun_hub::keep::{Ask, backup, check, new_shelf, restore};
use yingchun_hub::photos::LOW_WATER_BYTES;
use yingchun_hub::serve::{Settings, start};
use yingchun_hub::take_in::{Taken, from_file};

/// Clean villages before the festival: the hub that phones bring their work to.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves one campaign until it is told to stop.
    Serve(Serve),
    /// Puts a copy of database and photos into a folder of copies, and reads it back; the hub may run meanwhile.
    Backup {
        /// The folder of database and photos.
        #[arg(long)]
        data: PathBuf,
        /// The folder of copies, best on another disk: phones let photos go by themselves only once two such disks have them.
        #[arg(long)]
        to: PathBuf,
        /// Makes it a folder of copies first. Without it, one that is none is refused: its disk may not be plugged in.
        #[arg(long)]
        new: bool,
    },
    /// Takes in the outbox of a phone from the file that its page saved, while no hub serves the folder. A hub that serves
    /// takes it in at the office's own page.
    TakeIn {
        /// The file.
        file: PathBuf,
        /// The folder of database and photos.
        #[arg(long)]
        data: PathBuf,
    },
    /// Looks whether database and photos are whole; ends with 1 where they are not. The hub may run meanwhile.
    Check {
        /// The folder of database and photos.
        #[arg(long)]
        data: PathBuf,
        /// Asks the phones for photos that are missing or damaged.
        #[arg(long)]
        ask: bool,
    },
    /// Begins another life of the database, which the hub does not serve meanwhile, and prints a link for an organiser.
    Restore {
        /// The folder of database and photos.
        #[arg(long)]
        data: PathBuf,
        /// The folder of copies, of which the newest is taken, or a database's file; without it the database stays, after a machine's snapshot.
        #[arg(long)]
        from: Option<PathBuf>,
    },
}

#[derive(Args)]
struct Serve {
    /// The folder of database and photos.
    #[arg(long)]
    data: PathBuf,
    /// Where to listen; port 0 takes any free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Fills an empty hub with a village, so that everything can be tried.
    #[arg(long)]
    demo: bool,
    /// The built app, where it is not the one inside the program.
    #[arg(long)]
    app: Option<PathBuf>,
    /// Lets people read over plain http from other machines, as on a hotspot without a certificate: everybody on that
    /// network can then read along. Work is taken in without it too.
    #[arg(long)]
    allow_http: bool,
    /// The campaign's host, written down at the first start.
    #[arg(long, default_value = "街道办事处")]
    host_name: String,
    /// Photos wait while the disk has fewer MiB free than this; everything else is taken.
    #[arg(long, default_value_t = LOW_WATER_BYTES >> 20)]
    low_water_mib: u64,
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_env_filter(filter).init();
    // Names, numbers and the secret under every seal: for this account of the machine alone.
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    let done = match Cli::parse().command {
        Command::Serve(wish) => serve(wish).await,
        Command::Backup { data, to, new } => put_by(&data, &to, new).await,
        Command::TakeIn { file, data } => take_in(&data, &file).await,
        Command::Check { data, ask } => look(&data, if ask { Ask::Phones } else { Ask::Nobody }).await,
        Command::Restore { data, from } => put_back(&data, from.as_deref()).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "not done");
            ExitCode::FAILURE
        }
    }
}

async fn put_by(data: &Path, to: &Path, new: bool) -> anyhow::Result<()> {
    if new {
        new_shelf(to)?;
    }
    backup(data, to).await
}

async fn take_in(data: &Path, file: &Path) -> anyhow::Result<()> {
    let Taken { receipts, held, refused, waiting, apart } = from_file(data, file).await?;
    let mut stdout = std::io::stdout().lock();
    let all = receipts.len();
    writeln!(stdout, "lines: {all}; hold: {held}, refused: {refused}, wait: {waiting}, kept apart: {apart}")?;
    Ok(stdout.flush()?)
}

async fn look(data: &Path, ask: Ask) -> anyhow::Result<()> {
    let found = check(data, ask).await?;
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "whole {}", found.whole)?;
    for id in &found.missing {
        writeln!(stdout, "missing {id}")?;
    }
    for id in &found.damaged {
        writeln!(stdout, "damaged {id}")?;
    }
    for file in &found.unknown {
        writeln!(stdout, "unknown {}", file.display())?;
    }
    stdout.flush()?;
    if found.is_good() {
        return Ok(());
    }
    match ask {
        Ask::Phones => anyhow::bail!("photos are not whole; their phones are asked for them"),
        Ask::Nobody => anyhow::bail!("photos are not whole; `--ask` asks their phones for them"),
    }
}

async fn put_back(data: &Path, from: Option<&Path>) -> anyhow::Result<()> {
    let handed = restore(data, from).await?;
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{} {}", handed.word, handed.path)?;
    Ok(stdout.flush()?)
}

async fn serve(wish: Serve) -> anyhow::Result<()> {
    let Serve { data, listen, demo, app, allow_http, host_name, low_water_mib } = wish;
    let low_water_bytes = low_water_mib << 20;
    let settings = Settings { data, listen, demo, app, allow_http, host_name, low_water_bytes };
    let running = start(settings).await?;
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "listening http://{}", running.address)?;
    for handed in &running.handed {
        writeln!(stdout, "{} http://{}{}", handed.word, running.address, handed.path)?;
    }
    stdout.flush()?;
    drop(stdout);
    running.until_told().await
}
