//! What the setup bot and the panels of modules say: their sentences are named where they are drawn, so the sources tell which are used.

use std::collections::BTreeSet;
use std::path::Path;

use relevo_core::params::definitions;

/// What the names of these sentences begin with.
const PREFIXES: [&str; 9] = [
    "setup-", "form-", "value-", "marks-", "replies-", "send-", "shift-", "whom-", "export-",
];

/// Whatever these sources name, a meaning for each parameter, and the days of the week.
pub(super) fn used() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for part in ["setup", "words", "modules", "broadcasts"] {
        read(&sources.join(part), &mut names);
    }
    let meanings = definitions().iter();
    names.extend(meanings.map(|one| format!("parameter-{}", one.name)));
    names.extend((0..7).map(|day| format!("shift-day-{day}")));
    names
}

fn read(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if !path.ends_with("tests") {
                read(&path, names);
            }
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("a source");
        let strings = source.split('"').skip(1).step_by(2);
        let named = strings
            .filter(|word| PREFIXES.iter().any(|one| word.starts_with(one)) && !word.contains('{'));
        names.extend(named.map(str::to_owned));
    }
}
