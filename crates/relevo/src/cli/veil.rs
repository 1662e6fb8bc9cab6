//! Keeps secrets out of the list of processes.
//!
//! What stands on a command line is shown to everybody on the machine by `ps`, for as long as the program runs. A process's environment
//! is readable by its own user alone (and root). So a program that was given a secret as an option replaces itself at once by itself, with
//! the secret in the option's environment variable and without the option: before it opens anything, as the same process. For the few
//! milliseconds until then, and in the shell's history, the secret is where its owner put it; `RELEVO_TOKEN` or `relevo.toml` avoid that.
//!
//! A secret is a token, and an address with a password in it. Which options may hold one is told by their definitions: those whose
//! environment values `--help` hides. Overwriting the arguments in place would need unsafe code.

use std::convert::Infallible;
use std::ffi::{OsStr, OsString};
use std::os::unix::process::CommandExt as _;
use std::process;

use anyhow::{Context, Result};
use clap::{Arg, Command};

use crate::config::has_password;

/// What a program that was given secrets is to be replaced by.
#[derive(Debug, PartialEq, Eq)]
struct Veiled {
    /// The arguments without the secrets, the program's name first.
    arguments: Vec<OsString>,
    /// Variables, each with its secret.
    variables: Vec<(OsString, OsString)>,
}

/// Replaces this process by one without secrets among its arguments, if there are any; otherwise does nothing.
///
/// # Errors
/// If that is not possible: then it is better not to run than to be read.
pub(super) fn veil(command: &Command) -> Result<()> {
    let given: Vec<OsString> = std::env::args_os().collect();
    let Some(veiled) = without_secrets(command, &given) else {
        return Ok(());
    };
    replace(&veiled).map(|never| match never {}).context(
        "the program cannot start itself anew without the secret among its arguments: give it in the environment instead, \
         as RELEVO_TOKEN or RELEVO_DATABASE, or in relevo.toml",
    )
}

fn replace(veiled: &Veiled) -> std::io::Result<Infallible> {
    let (name, arguments) = veiled
        .arguments
        .split_first()
        .expect("a program has a name");
    // By its path, since that is what the process is called by from then on.
    let exact = std::env::current_exe().ok().filter(|path| path.exists());
    let program = exact.unwrap_or_else(|| "/proc/self/exe".into());
    let mut anew = process::Command::new(program);
    anew.arg0(name).args(arguments);
    anew.envs(veiled.variables.iter().map(|(name, value)| (name, value)));
    Err(anew.exec())
}

/// The same arguments with their secrets apart; `None` if there are none.
fn without_secrets(root: &Command, given: &[OsString]) -> Option<Veiled> {
    let mut here = root;
    let mut veiled = Veiled {
        arguments: Vec::with_capacity(given.len()),
        variables: Vec::new(),
    };
    let mut rest = given.iter();
    veiled.arguments.extend(rest.next().cloned());
    while let Some(word) = rest.next() {
        let text = word.to_str().unwrap_or_default();
        let Some(option) = text.strip_prefix("--") else {
            here = here.find_subcommand(text).unwrap_or(here);
            veiled.arguments.push(word.clone());
            continue;
        };
        let (name, joined) = match option.split_once('=') {
            Some((name, value)) => (name, Some(OsString::from(value))),
            None => (option, None),
        };
        let known = here
            .get_arguments()
            .find(|arg| arg.get_long() == Some(name));
        if name.is_empty() {
            veiled.arguments.push(word.clone());
            break;
        }
        let takes_more =
            joined.is_none() && known.is_some_and(|arg| arg.get_action().takes_values());
        let apart = takes_more.then(|| rest.next().cloned()).flatten();
        let value = joined.as_ref().or(apart.as_ref());
        let secret = known.zip(value).and_then(|(arg, value)| secret(arg, value));
        match secret {
            Some(variable) => veiled.variables.push(variable),
            None => veiled
                .arguments
                .extend([Some(word.clone()), apart].into_iter().flatten()),
        }
    }
    veiled.arguments.extend(rest.cloned());
    (!veiled.variables.is_empty()).then_some(veiled)
}

/// The variable that an option's secret goes into, if it is one.
fn secret(option: &Arg, value: &OsStr) -> Option<(OsString, OsString)> {
    let variable = option
        .get_env()
        .filter(|_| option.is_hide_env_values_set())?;
    let text = value.to_string_lossy();
    let is_secret = match text.contains("://") {
        true => has_password(&text),
        // "-" is standard input; an SQLite file is named without slashes before it.
        false => text != "-" && !text.is_empty() && !text.starts_with("sqlite:"),
    };
    is_secret.then(|| (variable.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn check(given: &str, expected: Option<(&str, &[(&str, &str)])>) {
        let words: Vec<OsString> = given.split(' ').map(OsString::from).collect();
        let expected = expected.map(|(arguments, variables)| Veiled {
            arguments: arguments.split(' ').map(OsString::from).collect(),
            variables: variables
                .iter()
                .map(|(name, value)| (OsString::from(name), OsString::from(value)))
                .collect(),
        });
        let veiled = without_secrets(&super::super::Cli::command(), &words);
        assert_eq!(veiled, expected, "{given}");
    }

    /// Promise: tokens and passwords leave the arguments of every command that takes them, in both spellings, and all else stays.
    #[test]
    fn secrets_leave_the_arguments() {
        let token = &[("RELEVO_TOKEN", "1:A")][..];
        check(
            "relevo serve --token 1:A --limits off",
            Some(("relevo serve --limits off", token)),
        );
        check(
            "r connect bot --token=1:A --group -5 --param A=--token",
            Some(("r connect bot --group -5 --param A=--token", token)),
        );
        check("r relay add --token 1:A", Some(("r relay add", token)));
        check(
            "r status --database postgres://a:b@c/d --json",
            Some((
                "r status --json",
                &[("RELEVO_DATABASE", "postgres://a:b@c/d")],
            )),
        );
        check(
            "r bench --postgres postgres://a:b@c/d",
            Some((
                "r bench",
                &[("RELEVO_BENCH_POSTGRES", "postgres://a:b@c/d")],
            )),
        );
    }

    /// Promise: where there is no secret, or none that this command would take, nothing happens.
    #[test]
    fn without_secrets_nothing_happens() {
        for given in [
            "relevo",
            "relevo serve --limits off",
            "r relay add --token -",
            "r relay add --token",
            "r serve --token=",
            "r status --database sqlite:/srv/relevo.db",
            "r status --database postgres://desk@db/desk",
            "r serve --data --token",
            "r keywords test --token 1:A",
            "r nonsense --token 1:A",
            "r keywords test -- serve --token 1:A",
        ] {
            check(given, None);
        }
    }
}
