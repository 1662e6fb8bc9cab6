//! The command line and its document say the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// Commands with their long options, each with its environment variable if it has one.
type Commands = BTreeMap<String, BTreeSet<(String, Option<String>)>>;

/// Promise: every command, option and environment variable of the program is in the document, and no other.
#[test]
fn the_document_lists_what_there_is() {
    let mut there = Commands::new();
    explore(&[], &mut there);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/cli.md");
    let document = std::fs::read_to_string(file).expect("the document is there");
    assert_eq!(
        documented(&document),
        there,
        "left: docs/reference/cli.md, right: --help"
    );
    for command in there.keys() {
        assert!(
            document.contains(&format!("```\n{command}")),
            "{command} has no example"
        );
    }
}

/// Promise: arguments that are wrong end with 2, a command that fails with 1, and help with 0.
#[test]
fn exit_codes_are_as_documented() {
    for (arguments, code) in [
        (&["--help"][..], 0),
        (&["--version"], 0),
        (&[], 2),
        (&["serve", "--limits", "maybe"], 2),
        (&["nonsense"], 2),
        (
            &["connect", "bot", "--token", "no token", "--group", "1"],
            1,
        ),
    ] {
        let output = relevo(arguments);
        assert_eq!(
            output.status.code(),
            Some(code),
            "relevo {}",
            arguments.join(" ")
        );
    }
}

fn relevo(arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
    command
        .env_clear()
        .args(arguments)
        .output()
        .expect("the program starts")
}

/// Reads the help of a command and of those below it.
fn explore(path: &[&str], found: &mut Commands) {
    let help =
        String::from_utf8(relevo(&[path, &["--help"]].concat()).stdout).expect("help is text");
    let below: Vec<&str> = match help.split_once("Commands:\n") {
        Some((_, list)) => list
            .lines()
            .take_while(|line| !line.is_empty())
            .filter_map(first_word)
            .collect(),
        None => Vec::new(),
    };
    for name in below.iter().filter(|name| **name != "help") {
        explore(&[path, &[name]].concat(), found);
    }
    if below.is_empty() {
        found.insert(format!("relevo {}", path.join(" ")), options(&help));
    }
}

/// The options of one command, from its help: short (a line each) or long (a paragraph each).
fn options(help: &str) -> BTreeSet<(String, Option<String>)> {
    let list = help.split_once("Options:\n").map_or("", |(_, list)| list);
    let mut found: Vec<(String, Option<String>)> = Vec::new();
    for line in list.lines() {
        if let Some(name) = first_word(line).filter(|word| word.starts_with("--")) {
            found.push((name.to_owned(), None));
        } else if line.trim_start().starts_with("-h,") {
            break;
        }
        if let (Some((_, rest)), Some(last)) = (line.split_once("[env: "), found.last_mut()) {
            last.1 = rest.split(['=', ']']).next().map(str::to_owned);
        }
    }
    found.into_iter().collect()
}

fn first_word(line: &str) -> Option<&str> {
    line.split_whitespace().next()
}

/// What the document lists: sections `## relevo COMMAND` with a table of options.
fn documented(document: &str) -> Commands {
    let mut found = Commands::new();
    for section in document
        .split("\n## ")
        .filter(|section| section.starts_with("relevo "))
    {
        let (title, body) = section.split_once('\n').expect("a section has a body");
        let rows = body.lines().filter(|line| line.starts_with("| `--"));
        let options = rows.map(|row| {
            let name = row
                .split(['`', ' '])
                .find(|word| word.starts_with("--"))
                .expect("a row has an option");
            let variable = row.split('`').find(|word| word.starts_with("RELEVO_"));
            (name.to_owned(), variable.map(str::to_owned))
        });
        found.insert(title.to_owned(), options.collect());
    }
    found
}
