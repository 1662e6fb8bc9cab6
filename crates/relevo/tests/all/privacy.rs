//! Nothing that people say or are called, and no secret, is readable on disk or in the log.

use std::path::Path;

use crate::database::{Backend, on_both};
use crate::town::Town;

on_both!(real nothing_is_readable);

/// Promise: database file, WAL and logs, searched byte by byte after a busy run, hold no text, name or token; nor does any row of
/// PostgreSQL.
async fn nothing_is_readable(backend: Backend) {
    let mut town = Town::new(backend).await;
    town.connect();
    let mut desk = town.serve();
    for round in 0..5 {
        town.talk(round);
        let calls = town.calls() + 20;
        town.until("the desk works", |town| town.calls() >= calls)
            .await;
        town.answer(round);
    }
    // Killed while much is still in the outbox: that is when bodies are on disk.
    town.talk(5);
    desk.kill();
    let secret = town
        .token
        .split(':')
        .nth(1)
        .expect("a token has two parts")
        .to_owned();
    let said = town
        .said
        .values()
        .chain(town.answered.values())
        .flatten()
        .cloned();
    let names = [
        "Client 0", "Client 5", "Group 0", "Group 1", "Member", "Marta", "desk_bot", "Support",
    ]
    .map(str::to_owned);
    let needles: Vec<String> = said.chain(names).chain([secret]).collect();
    assert!(needles.len() > 50, "people said a lot");
    let rows = town.database.rows_as_text().await;
    assert!(
        backend == Backend::Sqlite || rows.len() > 10_000,
        "the rows were read"
    );
    std::fs::write(town.database.folder.path().join("rows"), rows).expect("a file to search");
    let mut searched = 0;
    for entry in
        std::fs::read_dir(town.database.folder.path()).expect("the data folder is readable")
    {
        searched += search(&entry.expect("an entry").path(), &needles);
    }
    assert!(
        searched > 100_000,
        "the database and the log were searched, {searched} bytes"
    );
}

/// Looks for words in a file, as UTF-8, as UTF-16 and in hexadecimal digits, and gives its size.
pub(crate) fn search(file: &Path, needles: &[String]) -> usize {
    let bytes = std::fs::read(file).expect("the file is readable");
    for needle in needles {
        let wide: Vec<u8> = needle.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let digits: String = needle.bytes().map(|byte| format!("{byte:02x}")).collect();
        for form in [needle.as_bytes(), &wide, digits.as_bytes()] {
            let found = bytes.windows(form.len()).any(|window| window == form);
            assert!(!found, "“{needle}” is readable in {}", file.display());
        }
    }
    bytes.len()
}
