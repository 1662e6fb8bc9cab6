//! The settings file, `relevo.toml`: what is given there need not be given as an option each time.
//!
//! A key is a long option of `serve` with `_` for `-`. What options there are is told by `cli`, which also lets flags and the environment
//! beat what is read here. Nothing that stands in the file is repeated in an error but the names of keys: a value may be a token.
//! Deliberately absent: sections, lists, and what belongs to a connection (`relevo param set`).

use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use toml::{Table, Value};

use super::{default_data_folder, has_password};

/// The file's name in the data folder.
pub const NAME: &str = "relevo.toml";

/// The most bytes a settings file has: a wrong path given by mistake is not read into memory.
const BYTES_MAX: u64 = 65_536;

/// What may stand in the file.
#[derive(Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its key.
    pub key: String,
    /// What it takes.
    pub takes: Takes,
}

/// What a setting takes.
#[derive(Debug, PartialEq, Eq)]
pub enum Takes {
    /// Any text.
    Text,
    /// A file or folder; a relative one counts from the folder of the settings file.
    Path,
    /// A whole number.
    Number,
    /// One of these words.
    Choice(Vec<String>),
    /// `true` or `false`.
    Switch,
    /// A text that nobody else may read.
    Secret,
}

impl Takes {
    fn words(&self) -> String {
        match self {
            Takes::Text | Takes::Path | Takes::Secret => "a text in quotation marks".into(),
            Takes::Number => "a whole number".into(),
            Takes::Switch => "true or false".into(),
            Takes::Choice(words) => {
                let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                format!("{}, in quotation marks", quoted.join(" or "))
            }
        }
    }
}

/// The file that is to be read: the one that is named, which must be there, or the one in the data folder, if it is there.
#[must_use]
pub fn settings_file(named: Option<&Path>, data: Option<&Path>) -> Option<PathBuf> {
    if let Some(named) = named {
        return Some(named.to_owned());
    }
    let folder = data.map_or_else(default_data_folder, Path::to_owned);
    Some(folder.join(NAME)).filter(|path| path.exists())
}

/// What the file sets, as key and the text that the option would have.
///
/// # Errors
/// If the file cannot be read or is no TOML, a key is not known, a value is of the wrong kind, or others may read a secret. Each names the
/// file, and what is allowed.
pub fn read_settings(path: &Path, known: &[Setting]) -> Result<Vec<(String, String)>> {
    let (text, mode) = content(path)
        .with_context(|| format!("the settings file {} cannot be read", path.display()))?;
    let table = match text.parse::<Table>() {
        Ok(table) => table,
        Err(problem) => {
            let before = problem.span().and_then(|span| text.get(..span.start));
            let line = before.map_or(1, |before| before.matches('\n').count() + 1);
            // Its own description quotes the line, and with it perhaps a token.
            bail!(
                "{}, line {line}: this is not TOML. Each line is KEY = \"VALUE\", as in data = \"/srv/relevo\"",
                path.display()
            );
        }
    };
    let mut found = Vec::with_capacity(table.len());
    for (key, value) in &table {
        let Some(setting) = known.iter().find(|setting| setting.key == *key) else {
            let keys: Vec<&str> = known.iter().map(|setting| setting.key.as_str()).collect();
            bail!(
                "{}: there is no setting {key}; there are {}",
                path.display(),
                keys.join(", ")
            );
        };
        let text = text_of(value, &setting.takes, path).with_context(|| {
            let words = setting.takes.words();
            format!("{}: {key} takes {words}", path.display())
        })?;
        let is_secret = setting.takes == Takes::Secret || has_password(&text);
        ensure!(
            !is_secret || mode & 0o077 == 0,
            "{} holds a secret ({key}) and may be read by others: run `chmod 600` on it",
            path.display()
        );
        found.push((key.clone(), text));
    }
    Ok(found)
}

fn content(path: &Path) -> std::io::Result<(String, u32)> {
    let file = std::fs::File::open(path)?;
    let mode = file.metadata()?.permissions().mode();
    let mut text = String::new();
    file.take(BYTES_MAX).read_to_string(&mut text)?;
    Ok((text, mode))
}

/// What the option would be given; `None` if the value is of another kind.
fn text_of(value: &Value, takes: &Takes, file: &Path) -> Option<String> {
    match (takes, value) {
        (Takes::Text | Takes::Secret, Value::String(text)) => Some(text.clone()),
        (Takes::Path, Value::String(text)) => {
            let folder = file.parent().unwrap_or(Path::new(""));
            folder.join(text).into_os_string().into_string().ok()
        }
        (Takes::Choice(words), Value::String(text)) if words.contains(text) => Some(text.clone()),
        (Takes::Number, Value::Integer(number)) => Some(number.to_string()),
        (Takes::Switch, Value::Boolean(switch)) => Some(switch.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const TOKEN: &str = "123456:AAsecret_of-the-file";

    fn known() -> Vec<Setting> {
        [
            ("data", Takes::Path),
            ("database", Takes::Text),
            ("limits", Takes::Choice(vec!["on".into(), "off".into()])),
            ("port", Takes::Number),
            ("quiet", Takes::Switch),
            ("token", Takes::Secret),
        ]
        .map(|(key, takes)| Setting {
            key: key.into(),
            takes,
        })
        .into()
    }

    fn read(text: &str, mode: u32) -> Result<Vec<(String, String)>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let plain = |text: &str| text.replace(&folder.path().display().to_string(), "DIR");
        let found = read_settings(&path, &known()).map_err(|error| plain(&format!("{error:#}")))?;
        let found = found.into_iter();
        Ok(found
            .map(|(key, value)| (key, plain(&value)))
            .collect::<Vec<_>>())
    }

    /// Promise: each kind of value becomes what its option would be given, and a relative path counts from the file.
    #[test]
    fn values_become_options() {
        let text = format!(
            "# ours\ndata = \"here\"\nlimits = \"off\"\nport = 8080\nquiet = true\ntoken = \"{TOKEN}\"\n"
        );
        let found = read(&text, 0o600).unwrap();
        let expected = [
            ("data", "DIR/here"),
            ("limits", "off"),
            ("port", "8080"),
            ("quiet", "true"),
            ("token", TOKEN),
        ];
        let expected = expected.map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(found, expected);
        assert_eq!(read("", 0o644), Ok(vec![]));
    }

    /// Promise: what is wrong is refused with the key, the file and what is allowed, and no value is repeated.
    #[test]
    fn wrong_settings_are_refused_in_words() {
        let keys = "there are data, database, limits, port, quiet, token";
        for (text, expected) in [
            (
                "bot_token = \"x\"".to_owned(),
                format!("DIR/relevo.toml: there is no setting bot_token; {keys}"),
            ),
            (
                format!("limits = \"{TOKEN}\""),
                "DIR/relevo.toml: limits takes \"on\" or \"off\", in quotation marks".into(),
            ),
            (
                "limits = true".into(),
                "DIR/relevo.toml: limits takes \"on\" or \"off\", in quotation marks".into(),
            ),
            (
                "port = \"8080\"".into(),
                "DIR/relevo.toml: port takes a whole number".into(),
            ),
            (
                "quiet = 1".into(),
                "DIR/relevo.toml: quiet takes true or false".into(),
            ),
            (
                "token = 5".into(),
                "DIR/relevo.toml: token takes a text in quotation marks".into(),
            ),
            (
                "[token]\nx = 1".into(),
                "DIR/relevo.toml: token takes a text in quotation marks".into(),
            ),
            (
                format!("limits = \"on\"\ntoken = {TOKEN}\n"),
                "DIR/relevo.toml, line 2: this is not TOML. Each line is KEY = \"VALUE\", as in data = \"/srv/relevo\"".into(),
            ),
        ] {
            assert_eq!(read(&text, 0o600), Err(expected), "{text}");
        }
    }

    /// Promise: a file with a token or a password that others may read is refused, with the cure; without one it may be read by all.
    #[test]
    fn secrets_that_others_may_read_are_refused() {
        for text in [
            format!("token = \"{TOKEN}\""),
            "database = \"postgres://desk:hunter2@db/desk\"".into(),
        ] {
            for mode in [0o640, 0o604, 0o644] {
                let error = read(&text, mode).unwrap_err();
                assert!(error.contains("chmod 600"), "{error}");
                assert!(
                    !error.contains("hunter2") && !error.contains(TOKEN),
                    "{error}"
                );
            }
            assert!(read(&text, 0o600).is_ok());
        }
        let text = "database = \"postgres://desk@db/desk\"";
        assert!(read(text, 0o644).is_ok());
    }
}
