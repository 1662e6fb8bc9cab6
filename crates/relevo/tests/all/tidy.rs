//! Tidiness: the sentences of ARCHITECTURE.md and CONTRIBUTING.md that a machine can check.

mod faults;
mod pages;
mod sentences;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The longest file of source code, in lines.
const FILE_LINES_MAX: usize = 600;

/// The longest median of all files of source code, in lines.
const FILE_LINES_MEDIAN_MAX: usize = 160;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the workspace exists")
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the entry is readable").path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default()
            .to_owned();
        let others = ["target", ".git", ".venv", "__pycache__", "node_modules"];
        if path.is_dir() && !others.contains(&name.as_str()) {
            files(&path, ending, found);
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    files(&root().join(folder), ".rs", &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            (
                path.clone(),
                std::fs::read_to_string(path).expect("source is text"),
            )
        })
        .collect()
}

/// Promise: no file is longer than anybody reads in one go, and most are short.
#[test]
fn files_are_small() {
    let mut lengths: Vec<(usize, PathBuf)> = sources("crates")
        .into_iter()
        .map(|(path, text)| (text.lines().count(), path))
        .collect();
    lengths.sort();
    let (longest, path) = lengths.last().expect("there is source");
    assert!(
        *longest <= FILE_LINES_MAX,
        "{} has {longest} lines: split it by meaning",
        path.display()
    );
    let median = lengths[lengths.len() / 2].0;
    assert!(
        median <= FILE_LINES_MEDIAN_MAX,
        "the median file has {median} lines"
    );
}

/// Promise: every file says first what it is for.
#[test]
fn every_file_begins_with_its_purpose() {
    for (path, text) in sources("crates") {
        let begins = text.starts_with("//!") || text.starts_with("#![doc");
        assert!(
            begins,
            "{} does not begin with a module comment",
            path.display()
        );
    }
}

/// Promise: the core and the vocabulary know no runtime, database, HTTP, clock or serialization.
#[test]
fn the_core_is_pure() {
    for (manifest, allowed) in [
        ("crates/telegram/Cargo.toml", &[][..]),
        (
            "crates/core/Cargo.toml",
            &[
                // Asked for without `std`, where it reads neither time nor files.
                "jiff",
                "relevo-telegram",
                "unicode-normalization",
                "unicode-segmentation",
            ][..],
        ),
    ] {
        let text =
            std::fs::read_to_string(root().join(manifest)).expect("the manifest is readable");
        let section = text
            .split("[dependencies]")
            .nth(1)
            .expect("a section of dependencies");
        let section = section
            .split("\n[")
            .next()
            .expect("text before the next section");
        for line in section.lines().filter(|line| line.contains('=')) {
            let name = line.split(['.', ' ', '=']).next().expect("a name");
            assert!(
                allowed.contains(&name),
                "{manifest} may not depend on {name}"
            );
        }
    }
}

/// Promise: SQL is written in `store/` alone.
#[test]
fn sql_lives_in_the_store() {
    for (path, text) in sources("crates/relevo/src") {
        if path.components().any(|part| part.as_os_str() == "store") || path.ends_with("store.rs") {
            continue;
        }
        for words in [
            "SELECT ",
            "INSERT INTO",
            "UPDATE cells",
            "DELETE FROM",
            "sqlx::",
        ] {
            assert!(
                !text.contains(words),
                "{} holds SQL: {words}",
                path.display()
            );
        }
    }
}

/// Promise: the simulator does not know the desk.
#[test]
fn the_simulator_does_not_know_the_desk() {
    let manifest =
        std::fs::read_to_string(root().join("crates/telegram-sim/Cargo.toml")).expect("readable");
    for desk in [
        "relevo-core",
        "relevo-telegram.",
        "relevo-telegram-bot",
        "relevo.",
    ] {
        assert!(!manifest.contains(desk), "the simulator depends on {desk}");
    }
}

/// Promise: every dependency has its reason, and every reason its dependency.
#[test]
fn every_dependency_has_a_line() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("readable");
    let section = manifest
        .split("[workspace.dependencies]")
        .nth(1)
        .expect("the section");
    let section = section
        .split("\n[")
        .next()
        .expect("text before the next section");
    let used: BTreeSet<&str> = section
        .lines()
        .filter_map(|line| line.split_once(" = ").map(|(name, _)| name))
        .filter(|name| !name.starts_with("relevo-"))
        .collect();
    let document = std::fs::read_to_string(root().join("DEPS.md")).expect("readable");
    let explained: BTreeSet<&str> = document
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .filter_map(|line| line.split(" |").next())
        .filter(|name| !matches!(*name, "crate" | "---"))
        .collect();
    assert_eq!(used, explained);
}

/// Promise: nothing in a test waits blindly, is tried again, or is left out.
#[test]
fn tests_do_not_sleep_or_skip() {
    let sleep = ["thread::", "sleep"].concat();
    let ignored = ["#[ign", "ore"].concat();
    for (path, text) in sources("crates") {
        assert!(
            !text.contains(&ignored),
            "{} leaves a test out",
            path.display()
        );
        if !path.ends_with("clock.rs") {
            assert!(!text.contains(&sleep), "{} sleeps", path.display());
        }
    }
}

/// Promise: every relative link in the documents leads somewhere.
#[test]
fn links_lead_somewhere() {
    let mut documents = Vec::new();
    files(&root(), ".md", &mut documents);
    assert!(documents.len() >= 8, "the documents were not found");
    for document in documents {
        let text = std::fs::read_to_string(&document).expect("a document is text");
        let folder = document.parent().expect("a document lies in a folder");
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let target = link.split('#').next().expect("the part before the anchor");
            if target.is_empty() || target.contains("://") {
                continue;
            }
            assert!(
                folder.join(target).exists(),
                "{} links to {target}, which is not there",
                document.display()
            );
        }
    }
}
