//! Exports: the clients as a table, sent to General in parts or written by the command line.

use std::process::Command;
use std::time::Duration;

use relevo::sheet::{Cell, Sheet};
use relevo_core::{Card, CardId, Change, Conversation, ConversationId};
use relevo_telegram::ChatId;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use super::Room;
use crate::database::{Backend, on_both};

on_both!(the_table_comes_to_general);
on_both!(hidden_names_stay_hidden);
on_both!(a_large_table_comes_in_parts);
on_both!(a_part_that_may_be_lost_comes_again);
on_both!(only_whom_the_owner_lets_and_for_whom);
on_both!(the_command_line_writes_a_file);

impl Room {
    /// Olivia, who owns the group, asks in General; what stands below at the end.
    pub(super) async fn olivia_exports(&mut self, words: &str) -> i64 {
        let (olivia, group) = (self.stage.owner, self.stage.group);
        let asked = self.stage.say(olivia, group, Say::text(words));
        self.stage.settle().await;
        asked
    }

    /// The texts and the documents that answer a message, documents by name.
    fn answers(&self, asked: i64) -> (Vec<String>, Vec<String>) {
        let rows = self.stage.rows(self.stage.group, self.stage.owner);
        let rows: Vec<_> = rows
            .iter()
            .filter(|row| row.reply_to == Some(asked))
            .collect();
        let name = |row: &&relevo_telegram_sim::transcript::Row| {
            let name = row.fields.get("document")?.get("file_name")?.as_str()?;
            Some(name.to_owned())
        };
        let documents = rows.iter().copied().filter_map(|row| name(&row));
        let texts = rows.iter().filter(|row| row.file.is_none());
        (
            texts.map(|row| row.text.clone()).collect(),
            documents.collect(),
        )
    }

    /// What the documents that were sent hold.
    fn tables(&self) -> Vec<String> {
        let asked = self
            .stage
            .asked
            .lock()
            .expect("nobody panicked while noting");
        let sent = asked.iter().filter(|(method, _)| *method == "sendDocument");
        let held = sent.map(|(_, params)| params["document"].as_str().expect("a file").to_owned());
        held.collect()
    }

    /// Conversations that nobody has, named by numbers.
    pub(super) async fn people_the_store(&self, count: i64) {
        let store = &self.stage.store;
        let connections = store.connections().await.expect("a read");
        let mut tx = store.write().await.expect("a write");
        let (_, mut fresh) = tx
            .lock_cell(connections[0].cell, 0, 2 * count)
            .await
            .expect("the cell");
        let ours = store
            .conversations_of(connections[0].id)
            .await
            .expect("a read");
        let mut changes = Vec::new();
        for number in 0..count {
            let id = CardId(fresh.id());
            let card = Card {
                name: format!("=Client {number}"),
                ..Card::default()
            };
            changes.push(Change::PutCard { id, card });
            changes.push(Change::NewConversation(Conversation {
                id: ConversationId(fresh.id()),
                chat: ChatId(8_000_000_000 + number),
                card: id,
                topic: relevo_core::Topic::None,
                ..ours[0].clone()
            }));
        }
        tx.apply(&changes).await.expect("a write");
        tx.commit().await.expect("a write");
    }
}

/// The lines of a table, without its headline.
fn lines(table: &str) -> Vec<&str> {
    let body = table.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut lines = body.split_terminator("\r\n");
    let headline = lines.next().expect("a headline");
    assert!(headline.starts_with("connection,conversation_id,kind,chat_id,title,username"));
    assert!(headline.ends_with("blocked,opted_out,topic_link"));
    lines.collect()
}

/// Promise: the table stands below the command as one document, with what is known of each client, and the panel says when it is there.
async fn the_table_comes_to_general(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.marta_says("hello yourself").await;
    room.olivia_exports("/mark new vip").await;
    room.marta_says("/mark vip").await;
    room.marta_says("/take").await;
    let asked = room.olivia_exports("/export mark vip kind private").await;
    let (texts, documents) = room.answers(asked);
    assert_eq!(texts, ["✅ Done: 1 client."]);
    assert_eq!(documents, ["relevo-2026-11-23.csv"]);
    let table = &room.tables()[0];
    let line = lines(table)[0];
    let anna = room.anna;
    assert!(
        line.starts_with("i1,") && line.contains(&format!(",private,{anna},Anna,")),
        "{line}"
    );
    assert!(
        line.contains(",client,Marta,vip,2026-11-23 09:00:00,"),
        "{line}"
    );
    assert!(line.contains(",1,1,no,no,https://t.me/c/"), "{line}");
    let nobody = room.olivia_exports("/export not vip").await;
    assert_eq!(room.answers(nobody).0, ["✅ Done: 0 clients."]);
    let entries = room.stage.store.audit(None, 0, 10).await.expect("a read");
    let deeds = entries.iter().filter(|one| one.deed.word() == "export");
    let deeds: Vec<_> = deeds.map(|one| one.deed.values().1).collect();
    assert_eq!(deeds, ["not vip", "mark vip and kind private"]);
}

/// Promise: what `HIDE_INFO` hides in topics is in no table either.
async fn hidden_names_stay_hidden(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.stage
        .set_parameter("HIDE_INFO", "name, title, links")
        .await;
    room.olivia_exports("/export").await;
    let table = &room.tables()[0];
    assert_eq!(lines(table).len(), 1);
    assert!(
        !table.contains("Anna") && !table.contains(&room.anna.to_string()),
        "{table}"
    );
}

/// Promise: a table that is larger than a part comes in several, each with its headline; everybody is in one of them, once. Nobody's name
/// is a formula.
async fn a_large_table_comes_in_parts(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.people_the_store(1_200).await;
    let exports = room.stage.pump.app.exports().in_parts_of(20_000);
    room.stage.pump.exports = exports;
    let asked = room.olivia_exports("/export").await;
    assert_eq!(
        room.answers(asked).0,
        ["⏳ 500 clients so far. More files follow."]
    );
    // Another process goes on where this one was.
    room.stage.pump.exports = room.stage.pump.app.exports().in_parts_of(20_000);
    let busy = room.olivia_exports("/export").await;
    assert!(room.answers(busy).0[0].contains("already"));
    room.stage.pass(Duration::from_secs(15)).await;
    let (texts, documents) = room.answers(asked);
    assert_eq!(texts, ["✅ Done: 1201 clients."]);
    let names = [1, 2, 3].map(|part| format!("relevo-2026-11-23-{part}.csv"));
    assert_eq!(documents, names);
    let tables = room.tables();
    let all: Vec<&str> = tables.iter().flat_map(|table| lines(table)).collect();
    let numbers: std::collections::BTreeSet<&str> = all
        .iter()
        .filter_map(|line| line.split(',').nth(1))
        .collect();
    assert_eq!((all.len(), numbers.len()), (1_201, 1_201));
    assert!(tables[1].contains(",'=Client 7"), "{}", &tables[1][..600]);
}

/// Promise: a part of which nobody knows whether it arrived comes again, under the same name; one that certainly did not, too; and Telegram's
/// wish to wait is heard.
async fn a_part_that_may_be_lost_comes_again(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let begins = "⏳ The table is being made. It comes here as a file.";
    let faults: [(Fault, &[&str]); 2] = [
        // The bot says nothing at all in the group meanwhile.
        (Fault::TooMany { retry_after: 20 }, &[]),
        (Fault::Reset { deed: Deed::After }, &[begins]),
    ];
    for (fault, told) in faults {
        let rule = Rule {
            method: Some("sendDocument".into()),
            ..Rule::new(fault)
        };
        room.stage.sim.faults(|faults| faults.add(rule));
        let asked = room.olivia_exports("/export").await;
        assert_eq!(room.answers(asked).0, told);
        room.stage.pass(Duration::from_secs(40)).await;
        let (texts, documents) = room.answers(asked);
        assert_eq!(texts, ["✅ Done: 1 client."]);
        assert!(documents.iter().all(|name| name == "relevo-2026-11-23.csv"));
    }
    let refusal = Fault::Refused {
        code: 400,
        description: "Bad Request: not enough rights to send documents to the chat".into(),
        migrate_to_chat_id: None,
    };
    let rule = Rule {
        method: Some("sendDocument".into()),
        ..Rule::new(refusal)
    };
    room.stage.sim.faults(|faults| faults.add(rule));
    let asked = room.olivia_exports("/export").await;
    let (texts, documents) = room.answers(asked);
    assert!(texts[0].starts_with("❗") && documents.is_empty());
}

/// Promise: only the owner, and whom they let, export; what is wrong with the words is said.
async fn only_whom_the_owner_lets_and_for_whom(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let (marta, group) = (room.marta, room.stage.group);
    let asked = room.stage.say(marta, group, Say::text("/export"));
    room.stage.settle().await;
    assert!(room.answers(asked).0[0].starts_with("🔒"));
    for (words, told) in [
        ("/export mark", "mark vip"),
        ("/export mark gone", "“gone”"),
        ("/export everybody", "“everybody”"),
        ("/export test", "“test”"),
    ] {
        let asked = room.olivia_exports(words).await;
        let (texts, documents) = room.answers(asked);
        assert!(texts[0].contains(told), "{words}: {texts:?}");
        assert!(documents.is_empty());
    }
    assert!(room.tables().is_empty());
}

/// Promise: the command line writes the same into a file of the owner's, and nothing over another.
async fn the_command_line_writes_a_file(backend: Backend) {
    let room = Room::new(backend, &[]).await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("clients.csv");
    let export = || {
        Command::new(env!("CARGO_BIN_EXE_relevo"))
            .env_clear()
            .arg("export")
            .arg(&file)
            .args(["--where", "kind private and active 7300h"])
            .args(["--database", &room.stage.database.url])
            .arg("--master-key-file")
            .arg(room.stage.key.path())
            .arg("--data")
            .arg(folder.path())
            .output()
            .expect("the program starts")
    };
    let done = export();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    assert!(String::from_utf8_lossy(&done.stderr).contains("Exported: "));
    let table = std::fs::read_to_string(&file).expect("the file is there");
    assert!(lines(&table).len() <= 1);
    let again = export();
    assert_eq!(again.status.code(), Some(1));
    let entries = room.stage.store.audit(None, 0, 10).await.expect("a read");
    assert!(entries.iter().any(|one| one.deed.word() == "export"));
    let mut sheet = Sheet::new(&["a"]);
    sheet.row([Cell::words("b")]);
    assert_eq!(sheet.take(), "\u{feff}a\r\nb\r\n".as_bytes());
    sheet.row([Cell::words("c")]);
    assert_eq!(sheet.take(), b"c\r\n");
}
