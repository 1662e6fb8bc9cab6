//! The command line: one executable, each role a subcommand.
//!
//! Each command has a file of its own; this one reads the arguments and turns errors into words and exit codes:
//! 0 done · 1 failed · 2 wrong arguments (clap's, and a wrong keyword expression).

mod audit;
mod broadcasts;
mod claim;
mod connect;
mod connections;
mod demo;
mod export;
mod key;
mod keywords;
mod param;
mod period;
mod reconcile;
mod relay;
mod retry;
mod serve;
mod settings;
mod sim;
mod status;
mod stop;
mod table;
mod veil;

use std::borrow::Cow;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use relevo_core::ConnectionState;

use crate::config::{self, KeyPlace};
use crate::secrets::masked;
use crate::store::{Store, StoreError};

/// Telegram's own Bot API.
const TELEGRAM: &str = "https://api.telegram.org";

/// Every client chat in one Telegram group, with proof that nothing was lost.
#[derive(Parser)]
#[command(name = "relevo", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the desk: take messages in, deliver them
    Serve(serve::Options),
    /// Connect a bot to a backend group (works while `serve` runs)
    #[command(subcommand)]
    Connect(connect::Kind),
    /// Make a link that makes whoever opens it first an owner
    Claim(claim::Options),
    /// List the connections
    Connections(connections::Options),
    /// Extra bots that post clients' texts, so that more of them fit into a minute
    #[command(subcommand)]
    Relay(relay::Kind),
    /// Show what runs, what waits and what failed
    Status(status::Options),
    /// Prove that everything that came in is accounted for
    Reconcile(reconcile::Options),
    /// List what failed or is held, and let it be tried again
    Retry(retry::Options),
    /// The clients as a table (CSV)
    Export(export::Options),
    /// Stop a connection: nothing is taken in
    Stop(stop::Options),
    /// Start a stopped connection again
    Start(stop::Options),
    /// The parameters of a connection: list, get, set, reset
    #[command(subcommand)]
    Param(param::Kind),
    /// List the broadcasts, or print who got one
    Broadcasts(broadcasts::Options),
    /// Show who changed what
    Audit(audit::Options),
    /// The master key: where it is, and a new one
    #[command(subcommand)]
    Key(key::Kind),
    /// Try a keyword expression
    #[command(subcommand)]
    Keywords(keywords::Kind),
    /// Run the offline Telegram alone
    Sim(sim::Options),
    /// Show a desk at work, without Telegram
    Demo(demo::Options),
    /// Measure speed, size and the disk, against the offline Telegram
    Bench(crate::bench::Options),
}

/// Where the desk keeps its things.
#[derive(Args, Clone)]
pub struct Place {
    /// Data folder [default: the platform's]
    #[arg(long, env = "RELEVO_DATA", value_name = "DIR", global = true)]
    data: Option<PathBuf>,
    /// Database: sqlite:FILE or postgres://USER@HOST/NAME [default: sqlite in the data folder]
    #[arg(
        long,
        env = "RELEVO_DATABASE",
        value_name = "URL",
        hide_env_values = true,
        global = true
    )]
    database: Option<String>,
    /// Settings file, instead of options [default: relevo.toml in the data folder, if it is there]
    #[arg(long, env = "RELEVO_CONFIG", value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// File of the master key [default: master.key in the data folder]
    #[arg(
        long,
        env = "RELEVO_MASTER_KEY_FILE",
        value_name = "FILE",
        global = true
    )]
    master_key_file: Option<PathBuf>,
}

/// A switch.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// Yes.
    On,
    /// No.
    Off,
}

impl Place {
    /// Opens the store that this names, making it if it is new.
    ///
    /// # Errors
    /// With what to do about it.
    pub async fn open(&self) -> Result<Store> {
        let data = self.folder();
        let url = config::database_url(&data, self.database.as_deref());
        let place = self.key_place()?;
        let (masters, made) = config::master_keys(place.clone(), &data, &url)?;
        config::make_folder(&data)?;
        config::make_database_private(&url)?;
        if masters.are_changing() {
            tracing::warn!(
                "the master key is being changed, or that was interrupted: `relevo key rotate` goes on with it"
            );
        }
        let store = Store::open(&url, masters).await;
        let store = store.map_err(|problem| explain(problem, &place))?;
        if made && let KeyPlace::File(file) = &place {
            key::tell_of_the_first(file);
        }
        Ok(store)
    }

    /// As `open`, for commands that only look: they make nothing.
    ///
    /// # Errors
    /// As `open`, and if there is no desk.
    pub async fn look(&self) -> Result<Store> {
        let data = self.folder();
        let url = config::database_url(&data, self.database.as_deref());
        anyhow::ensure!(
            config::database_file(&url).is_none_or(std::path::Path::exists),
            "there is no desk in {}: check --data and --database, or make one with `relevo connect bot`",
            data.display()
        );
        self.open().await
    }

    /// Where the master key is.
    fn key_place(&self) -> Result<KeyPlace> {
        config::key_place(&self.folder(), self.master_key_file.as_deref())
    }

    fn folder(&self) -> PathBuf {
        self.data
            .clone()
            .unwrap_or_else(config::default_data_folder)
    }
}

/// What to do when the store does not open. The address is not repeated: it may hold a password.
fn explain(problem: StoreError, key: &KeyPlace) -> anyhow::Error {
    let right = match key {
        KeyPlace::Variable(_) => "put the right one in RELEVO_MASTER_KEY".to_owned(),
        KeyPlace::File(file) => format!(
            "put the right one at {} (or in RELEVO_MASTER_KEY)",
            file.path().display()
        ),
    };
    match &problem {
        StoreError::Unreachable(why) => anyhow::anyhow!(
            "the database cannot be reached ({why}): check that it runs and that --database is right"
        ),
        StoreError::WrongKey => anyhow::anyhow!(
            "the database was made with another master key: {right}, or choose the right --data"
        ),
        StoreError::NewerSchema => anyhow::anyhow!(
            "the database was made by a newer version: run that version, or a newer one"
        ),
        _ => anyhow::Error::new(problem),
    }
}

/// Reads the command line and runs what it asks for.
#[must_use]
pub fn run() -> ExitCode {
    let command_line = Cli::command();
    if let Err(problem) = veil::veil(&command_line) {
        return failed(&problem);
    }
    let cli = match arguments(command_line) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    start_log(&cli.command);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let result = match runtime {
        Ok(runtime) => runtime.block_on(command(cli.command)),
        Err(problem) => Err(anyhow::Error::new(problem).context("cannot start")),
    };
    match result {
        Ok(code) => code,
        Err(problem) => failed(&problem),
    }
}

/// Says why, without secrets that others may have put into their errors.
fn failed(problem: &anyhow::Error) -> ExitCode {
    eprintln!("relevo: {}", masked(&format!("{problem:#}")));
    ExitCode::FAILURE
}

/// What was asked for: by flags, by the environment, by the settings file, in this order. Otherwise the exit code, when all is said.
fn arguments(command_line: clap::Command) -> Result<Cli, ExitCode> {
    let given = command_line
        .clone()
        .try_get_matches()
        .map_err(|problem| refused(&problem))?;
    let command_line =
        settings::with_file(command_line, &given).map_err(|problem| failed(&problem))?;
    let given = command_line
        .try_get_matches()
        .map_err(|problem| refused(&problem))?;
    Cli::from_arg_matches(&given).map_err(|problem| refused(&problem))
}

/// Help, the version, or what is wrong with the arguments: clap quotes them.
fn refused(problem: &clap::Error) -> ExitCode {
    let words = problem.render().to_string();
    if let Cow::Owned(words) = masked(&words) {
        eprintln!("{words}");
        return ExitCode::from(2);
    }
    problem.exit()
}

async fn command(command: Command) -> Result<ExitCode> {
    let done = match command {
        Command::Serve(options) => serve::run(options).await,
        Command::Connect(kind) => connect::run(kind).await,
        Command::Claim(options) => claim::run(options).await,
        Command::Connections(options) => connections::run(options).await,
        Command::Relay(kind) => relay::run(kind).await,
        Command::Status(options) => status::run(options).await,
        Command::Reconcile(options) => reconcile::run(options).await,
        Command::Retry(options) => retry::run(options).await,
        Command::Export(options) => export::run(options).await,
        Command::Stop(options) => stop::run(options, ConnectionState::Stopped).await,
        Command::Start(options) => stop::run(options, ConnectionState::Running).await,
        Command::Param(kind) => param::run(kind).await,
        Command::Broadcasts(options) => broadcasts::run(options).await,
        Command::Audit(options) => audit::run(options).await,
        Command::Key(kind) => key::run(kind).await,
        Command::Keywords(kind) => return keywords::run(kind),
        Command::Sim(options) => sim::run(options).await,
        Command::Demo(options) => demo::run(options).await,
        Command::Bench(options) => crate::bench::run(options).await,
    };
    done.map(|()| ExitCode::SUCCESS)
}

/// The log goes to stderr; `RELEVO_LOG` chooses what: by default `info`, and `warn` beside the demo's story.
fn start_log(command: &Command) {
    let usual = match command {
        Command::Demo(_) => tracing::level_filters::LevelFilter::WARN,
        _ => tracing::level_filters::LevelFilter::INFO,
    };
    let filter = tracing_subscriber::EnvFilter::builder()
        .with_env_var("RELEVO_LOG")
        .with_default_directive(usual.into())
        .from_env_lossy();
    let colour = std::io::IsTerminal::is_terminal(&std::io::stderr());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(|| Masking(std::io::stderr()))
        .with_ansi(colour)
        .init();
}

/// Writes the log, each event at once, without what looks like a secret.
struct Masking(std::io::Stderr);

impl std::io::Write for Masking {
    fn write(&mut self, event: &[u8]) -> std::io::Result<usize> {
        let text = String::from_utf8_lossy(event);
        self.0.write_all(masked(&text).as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

/// Resolves at SIGTERM or Ctrl-C.
async fn told_to_stop() {
    let mut terminate =
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(terminate) => terminate,
            Err(_) => return std::future::pending().await,
        };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    /// Promise: the command line is consistent with itself.
    #[test]
    fn the_command_line_checks_itself() {
        super::Cli::command().debug_assert();
    }
}
