//! The command line and its document say the same.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

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

/// Promise: texts come from a file or from standard input, each has its verdict, and the exit code says whether one matched.
#[test]
fn keywords_are_tried() {
    let texts = "Where is my REFUND?\nthe price\r\n\n🔥 refunds".as_bytes();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("texts");
    std::fs::write(&file, texts).expect("a file");
    let file = file.to_str().expect("a path of text");
    let expected =
        "yes  Where is my REFUND?\nno   the price\nno   \nyes  🔥 refunds\n2 of 4 match.\n";
    for (arguments, input) in [(&[file][..], &b""[..]), (&["-"], texts), (&[], texts)] {
        let arguments = [&["keywords", "test", "refund*"], arguments].concat();
        let output = relevo_reading(&arguments, input);
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
        assert_eq!(output.status.code(), Some(0));
    }
    let output = relevo_reading(&["keywords", "test", "~refund*", "-"], b"refund\n");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "no   refund\n0 of 1 match.\n"
    );
    assert_eq!(output.status.code(), Some(1));
    let nothing = relevo_reading(&["keywords", "test", "refund"], b"");
    assert_eq!(nothing.status.code(), Some(1));
}

/// Promise: a wrong expression ends with 2, the place of the mistake and a right example; a file that is not there with 1.
#[test]
fn wrong_keywords_are_refused() {
    let output = relevo_reading(&["keywords", "test", "price, [demo"], b"price\n");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "relevo: a [ is not closed (character 8). A right expression: \"refund\", [\"price\",\"enterprise\"], [\"demo\",\"~video\"]\n"
    );
    let output = relevo(&["keywords", "test", "price", "/nowhere/texts"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("/nowhere/texts cannot be read"), "{said}");
}

/// Runs the program with something on its standard input.
fn relevo_reading(arguments: &[&str], input: &[u8]) -> std::process::Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_relevo"))
        .env_clear()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    // A program that does not read closes it.
    let _ = pipe.write_all(input);
    drop(pipe);
    child.wait_with_output().expect("the program ends")
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
