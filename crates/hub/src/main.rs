//! `yingchun serve`: the hub as one command.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use tracing_subscriber::EnvFilter;
use yingchun_hub::serve::{Settings, start};

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
    /// The campaign's host, written down at the first start.
    #[arg(long, default_value = "街道办事处")]
    host_name: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Command::Serve(wish) = Cli::parse().command;
    match serve(wish).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "the hub cannot serve");
            ExitCode::FAILURE
        }
    }
}

async fn serve(Serve { data, listen, demo, app, host_name }: Serve) -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_env_filter(filter).init();
    let running = start(Settings { data, listen, demo, app, host_name }).await?;
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "listening http://{}", running.address)?;
    for handed in &running.handed {
        writeln!(stdout, "{} http://{}{}", handed.word, running.address, handed.path)?;
    }
    stdout.flush()?;
    drop(stdout);
    running.until_told().await
}
