//! Where things are: the only place that reads the environment and the files of the data folder (but for the store's own).
//!
//! Flags beat environment, environment beats the settings file, and that beats defaults.

mod file;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::secrets::{KeyFile, MasterKey, Masters};
pub use file::{NAME as SETTINGS_FILE, Setting, Takes, read_settings, settings_file};

/// The platform's data folder for Relevo: `$XDG_DATA_HOME/relevo`, else `~/.local/share/relevo`, else `./relevo-data`.
#[must_use]
pub fn default_data_folder() -> PathBuf {
    let base = variable("XDG_DATA_HOME")
        .map(PathBuf::from)
        .or_else(|| variable("HOME").map(|home| Path::new(&home).join(".local/share")));
    base.map_or_else(|| PathBuf::from("relevo-data"), |base| base.join("relevo"))
}

/// The database of a data folder: SQLite in it, unless told otherwise.
#[must_use]
pub fn database_url(data: &Path, given: Option<&str>) -> String {
    given.map_or_else(
        || format!("sqlite:{}", data.join("relevo.db").display()),
        str::to_owned,
    )
}

/// The file of an SQLite database.
#[must_use]
pub fn database_file(url: &str) -> Option<&Path> {
    let path = url.strip_prefix("sqlite:")?;
    Some(Path::new(path.strip_prefix("//").unwrap_or(path)))
}

/// Whether an address holds a password: `scheme://user:password@host`, or `password=` behind it.
#[must_use]
pub fn has_password(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let user = authority.rsplit_once('@').map(|(user, _)| user);
    user.is_some_and(|user| user.contains(':')) || rest.to_lowercase().contains("password=")
}

/// Where the master key is.
#[derive(Clone, Debug)]
pub enum KeyPlace {
    /// In `RELEVO_MASTER_KEY` (64 hexadecimal digits).
    Variable(MasterKey),
    /// In a file.
    File(KeyFile),
}

/// The place of the master key: `RELEVO_MASTER_KEY`, else the file that is named, else `master.key` in the data folder.
///
/// # Errors
/// If the variable holds no key.
pub fn key_place(data: &Path, named: Option<&Path>) -> Result<KeyPlace> {
    if let Some(text) = variable("RELEVO_MASTER_KEY") {
        let key = MasterKey::from_value(&text).context("RELEVO_MASTER_KEY is no master key")?;
        return Ok(KeyPlace::Variable(key));
    }
    let named = named.map(|path| KeyFile::at(path.to_owned()));
    Ok(KeyPlace::File(
        named.unwrap_or_else(|| KeyFile::in_folder(data)),
    ))
}

/// The master keys of a place, and whether the first was made just now. It is made at the first start, and only then: a database without its
/// key is never given another.
///
/// # Errors
/// If the folder cannot be made, the key cannot be read or has the wrong form, or it is missing beside a database.
pub fn master_keys(place: KeyPlace, data: &Path, database: &str) -> Result<(Masters, bool)> {
    let file = match place {
        KeyPlace::Variable(key) => return Ok((key.into(), false)),
        KeyPlace::File(file) => file,
    };
    let path = file.path().display().to_string();
    let has_database = database_file(database).is_some_and(Path::exists);
    anyhow::ensure!(
        !has_database || file.path().exists(),
        "{path} is missing, and the database cannot be read without it: restore it from your backup, or set RELEVO_MASTER_KEY"
    );
    make_folder(data)?;
    let made = file.make();
    made.and_then(|made| Ok((file.masters()?, made)))
        .with_context(|| {
            format!(
                "the master key {path} cannot be used (chmod 600 it, let this user own the folder, or choose another --data)"
            )
        })
}

/// Makes an SQLite file readable by its owner alone before anything is written to it.
///
/// # Errors
/// If it cannot be made.
pub fn make_database_private(url: &str) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let Some(path) = database_file(url).filter(|path| !path.exists()) else {
        return Ok(());
    };
    std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(path)
        .map(drop)
        .with_context(|| format!("cannot make the database {}", path.display()))
}

/// Makes the data folder, readable by its owner alone.
///
/// # Errors
/// If it cannot be made.
pub fn make_folder(data: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    if data.is_dir() {
        return Ok(());
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(data)
        .with_context(|| {
            format!(
                "cannot make the data folder {}; choose another with --data",
                data.display()
            )
        })
}

/// Whether this machine shows windows to whoever started the program: there is a display, and it is not far away.
#[must_use]
pub fn shows_windows() -> bool {
    let set = |name: &str| variable(name).is_some();
    let is_near = !set("SSH_CONNECTION") && !set("SSH_TTY");
    let has_display = cfg!(target_os = "macos")
        || set("DISPLAY")
        || set("WAYLAND_DISPLAY")
        || set("WSL_DISTRO_NAME");
    is_near && has_display
}

#[expect(
    clippy::disallowed_methods,
    reason = "config is the one that reads the environment"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
