//! What `relevo.toml` sets becomes the default of the option of that name, so that flags and the environment beat it.
//!
//! The keys are the long options of `serve` as clap knows them: an option that is added there can stand in the file at once. Neighbour:
//! `config` reads the file.

use std::any::TypeId;
use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::config::{Setting, Takes, read_settings, settings_file};

/// Options that the file does not set: which file it is, and help.
const NOT_IN_THE_FILE: &[&str] = &["config", "help", "version"];

/// The one command that takes the token of the file: to `connect` and `relay add` another bot's is given.
const TAKES_THE_TOKEN: &str = "serve";

/// The command with the file's values as defaults, for arguments that it has understood already.
///
/// # Errors
/// If the file is wrong, or names another data folder than the one in which it was found.
pub(super) fn with_file(command: Command, given: &ArgMatches) -> Result<Command> {
    let (path, leaf) = leaf(given);
    // Without the error of clap for options that this command does not have.
    let option = |name| leaf.try_get_one::<PathBuf>(name).ok().flatten();
    if path.is_empty() || leaf.try_contains_id("config").is_err() {
        return Ok(command);
    }
    let named = option("config");
    let Some(file) = settings_file(
        named.map(PathBuf::as_path),
        option("data").map(PathBuf::as_path),
    ) else {
        return Ok(command);
    };
    let found = read_settings(&file, &known(&command))?;
    anyhow::ensure!(
        named.is_some() || found.iter().all(|(key, _)| key != "data"),
        "{}: data cannot be set in a file that is found by its folder: name the file with --config",
        file.display()
    );
    Ok(set(command, &path, &found))
}

/// What may stand in the file.
fn known(command: &Command) -> Vec<Setting> {
    let serve = command.find_subcommand(TAKES_THE_TOKEN);
    let options = serve.into_iter().flat_map(Command::get_arguments);
    let mut known: Vec<Setting> = options
        .filter_map(|option| Some((option.get_long()?, option)))
        .filter(|(name, _)| !NOT_IN_THE_FILE.contains(name))
        .map(|(name, option)| Setting {
            key: name.replace('-', "_"),
            takes: takes(name, option),
        })
        .collect();
    known.sort_by(|one, other| one.key.cmp(&other.key));
    known
}

fn takes(name: &str, option: &Arg) -> Takes {
    let is_a = |type_id: TypeId| option.get_value_parser().type_id() == type_id;
    let choices = option.get_possible_values();
    if !option.get_action().takes_values() {
        Takes::Switch
    } else if name == "token" {
        Takes::Secret
    } else if !choices.is_empty() {
        let words = choices.iter().map(|choice| choice.get_name().to_owned());
        Takes::Choice(words.collect())
    } else if is_a(TypeId::of::<PathBuf>()) {
        Takes::Path
    } else if is_a(TypeId::of::<String>()) {
        Takes::Text
    } else {
        Takes::Number
    }
}

/// The names of the command that was given, below the program's, and what was given to it.
fn leaf(given: &ArgMatches) -> (Vec<String>, &ArgMatches) {
    let (mut path, mut leaf) = (Vec::new(), given);
    while let Some((name, below)) = leaf.subcommand() {
        path.push(name.to_owned());
        leaf = below;
    }
    (path, leaf)
}

fn set(command: Command, path: &[String], found: &[(String, String)]) -> Command {
    let Some((name, rest)) = path.split_first() else {
        return set_here(command, found);
    };
    command.mut_subcommand(name, |below| set(below, rest, found))
}

fn set_here(command: Command, found: &[(String, String)]) -> Command {
    let may_have_the_token = command.get_name() == TAKES_THE_TOKEN;
    command.mut_args(|option| {
        let key = option.get_long().map(|name| name.replace('-', "_"));
        let value = found.iter().find(|(name, _)| Some(name) == key.as_ref());
        match value {
            Some((name, _)) if name == "token" && !may_have_the_token => option,
            Some((_, value)) => option.default_value(OsString::from(value)),
            None => option,
        }
    })
}
