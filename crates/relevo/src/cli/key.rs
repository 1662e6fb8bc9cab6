//! `relevo key`: where the master key is, and a new one instead of it.

use std::io::{IsTerminal as _, Write as _};

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};

use super::Place;
use crate::clock::Clock;
use crate::config::{KeyPlace, database_file, database_url};
use crate::rotation::rotate;
use crate::secrets::KeyFile;

#[derive(Subcommand)]
pub(super) enum Kind {
    /// Show where the master key is, and what to back up
    Path(Options),
    /// Make a new master key and seal everything under it (works while `serve` runs)
    Rotate(Options),
}

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    place: Place,
}

pub(super) async fn run(kind: Kind) -> Result<()> {
    match kind {
        Kind::Path(options) => path(&options.place),
        Kind::Rotate(options) => new_key(&options.place).await,
    }
}

/// Said once, when the key was made.
pub(super) fn tell_of_the_first(file: &KeyFile) {
    eprintln!(
        "The master key was made: {}\nKeep a copy of it apart from the database and its backups: without it nobody can read them, and whoever \
         has both can.",
        file.path().display()
    );
}

/// The path goes to standard output, alone, so that a script can use it.
fn path(place: &Place) -> Result<()> {
    let data = place.folder();
    let KeyPlace::File(file) = place.key_place()? else {
        println!("RELEVO_MASTER_KEY");
        eprintln!(
            "The master key is in this environment variable, not in a file: back up where you set it."
        );
        return Ok(());
    };
    println!("{}", file.path().display());
    let url = database_url(&data, place.database.as_deref());
    let database = match database_file(&url) {
        Some(path) => format!("the database {}", path.display()),
        None => "the PostgreSQL database".into(),
    };
    eprintln!(
        "Back up {database}, and, in another place, this file: without it nobody can read the backups, and whoever has both can."
    );
    if !file.path().exists() {
        eprintln!("It is not there yet: it is made at the first start.");
    }
    Ok(())
}

async fn new_key(place: &Place) -> Result<()> {
    let KeyPlace::File(file) = place.key_place()? else {
        bail!(
            "the master key is in RELEVO_MASTER_KEY, which this command cannot change: write it into {} (chmod 600), \
             take the variable away, restart the desk, then run this again",
            KeyFile::in_folder(&place.folder()).path().display()
        );
    };
    let store = place.look().await?;
    let mut terminal = std::io::stderr();
    let is_watched = terminal.is_terminal();
    let done = rotate(&store, &file, &Clock::real(), |rows| {
        if is_watched {
            // A terminal that went away is nobody's loss.
            let _ = write!(terminal, "\r\x1b[K{rows} rows").and_then(|()| terminal.flush());
        }
    })
    .await;
    if is_watched {
        eprint!("\r\x1b[K");
    }
    let path = file.path().display();
    let done = done.with_context(|| {
        format!("the master key is not changed to the end; run `relevo key rotate` again, and keep {path} as it is")
    })?;
    store.close().await;
    let how = match done.went_on {
        true => "An interrupted change of the master key is finished",
        false => "There is a new master key",
    };
    println!("{how}: {} rows are sealed anew.", done.resealed);
    println!(
        "Copy {path} to where you keep it. Backups of the database from before need the key that they were made with."
    );
    if !done.log_is_empty {
        println!(
            "Note: the database's log still holds rows under the old key, since the desk was reading; they go when the desk is restarted."
        );
    }
    Ok(())
}
