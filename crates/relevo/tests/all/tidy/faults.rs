//! The list of faults and the tests that show them are the same.

use std::collections::BTreeSet;

use super::{root, sources};

/// Promise: every test that `docs/reference/faults.md` names exists where it says.
#[test]
fn every_fault_has_its_test() {
    let sources = sources("crates");
    for (module, test) in named() {
        let is_there = |(path, text): &(std::path::PathBuf, String)| {
            let in_module = path.file_stem().is_some_and(|stem| stem == module.as_str())
                || path
                    .components()
                    .any(|part| part.as_os_str() == module.as_str());
            in_module && text.contains(&format!("fn {test}("))
        };
        assert!(
            sources.iter().any(is_there),
            "there is no test {module}::{test}"
        );
    }
}

/// Promise: every scenario of a fault is in the list.
#[test]
fn every_scenario_of_a_fault_is_listed() {
    let listed: BTreeSet<String> = named().into_iter().map(|(_, test)| test).collect();
    let scenarios = sources("crates/relevo/tests/all/faults");
    assert!(scenarios.len() >= 8, "the scenarios were not found");
    for (path, text) in scenarios {
        let on_both = text
            .split("on_both!(")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
            .map(|name| name.trim_start_matches("real "));
        let alone = text
            .split("#[tokio::test")
            .skip(1)
            .filter_map(|rest| rest.split("fn ").nth(1)?.split('(').next());
        for test in on_both.chain(alone) {
            assert!(
                listed.contains(test),
                "docs/reference/faults.md does not name {test} of {}",
                path.display()
            );
        }
    }
}

/// The tests that the page names: module and name.
fn named() -> BTreeSet<(String, String)> {
    let page = std::fs::read_to_string(root().join("docs/reference/faults.md")).expect("the page");
    let quoted = page.split('`').skip(1).step_by(2);
    let named: BTreeSet<_> = quoted
        .filter_map(|words| words.split_once("::"))
        .map(|(module, test)| (module.to_owned(), test.to_owned()))
        .collect();
    assert!(named.len() > 40, "the page names few tests");
    named
}
