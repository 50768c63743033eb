//! `yingchun serve`: the hub as one command.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

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
    Serve {
        /// The folder of database and photos.
        #[arg(long)]
        data: PathBuf,
        /// Where to listen; port 0 takes any free one.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
        /// Fills an empty hub with a village, so that everything can be tried.
        #[arg(long)]
        demo: bool,
        /// The built app, where it is not the one inside the binary.
        #[arg(long)]
        app: Option<PathBuf>,
        /// The campaign's host, written down at the first start.
        #[arg(long, default_value = "街道办事处")]
        host_name: String,
    },
}

fn main() -> anyhow::Result<()> {
    let Command::Serve { data, listen, demo, app, host_name } = Cli::parse().command;
    anyhow::bail!("nothing serves {data:?} at {listen} yet ({demo} {app:?} {host_name})")
}
