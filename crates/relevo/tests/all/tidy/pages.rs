//! Tidiness of what a browser runs: the playground's modules and styles.

use std::path::PathBuf;

use super::{files, root};

/// The longest module or style sheet, in lines.
const FILE_LINES_MAX: usize = 500;

/// Our own files with one of these endings; what others wrote lies in `vendor`.
fn pages(endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for ending in endings {
        files(
            &root().join("crates/telegram-sim/playground"),
            ending,
            &mut found,
        );
    }
    found
        .into_iter()
        .filter(|path| !path.components().any(|part| part.as_os_str() == "vendor"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a page is text");
            (path, text)
        })
        .collect()
}

/// Promise: every module and style sheet says first what it is for, and is short.
#[test]
fn every_page_file_begins_with_its_purpose_and_is_short() {
    let all = pages(&[".js", ".css"]);
    assert!(all.len() > 20, "the playground's files were not found");
    for (path, text) in all {
        let begins = text.starts_with("// ") || text.starts_with("/* ");
        assert!(begins, "{} does not say what it is for", path.display());
        let lines = text.lines().count();
        assert!(
            lines <= FILE_LINES_MAX,
            "{} has {lines} lines: split it by meaning",
            path.display()
        );
    }
}

/// Promise: nothing on a page is made of text that could be markup or code, and nothing comes from outside.
#[test]
fn pages_are_safe_and_ask_nobody_else() {
    for (path, text) in pages(&[".js", ".css", ".html"]) {
        for forbidden in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "@import",
            "url(http",
            "from \"http",
            "import(\"http",
            "src=\"http",
            "fetch(\"http",
        ] {
            assert!(
                !text.contains(forbidden),
                "{} has {forbidden}",
                path.display()
            );
        }
    }
}

/// Promise: colours have one home, so that light and dark stay whole.
#[test]
fn both_dark_themes_are_the_same() {
    let theme = root().join("crates/telegram-sim/playground/style/theme.css");
    let text = std::fs::read_to_string(theme).expect("the theme is there");
    let block = |from: &str| -> Vec<String> {
        let rest = text
            .split_once(from)
            .unwrap_or_else(|| panic!("no {from}"))
            .1;
        let inside = rest.split_once('}').expect("a block ends").0;
        inside
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| line.starts_with("--"))
            .collect()
    };
    let (machine, chosen) = (
        block(":root:not([data-theme=\"light\"]) {"),
        block(":root[data-theme=\"dark\"] {"),
    );
    assert!(machine.len() > 15, "the dark colours were not found");
    assert_eq!(machine, chosen);
}
