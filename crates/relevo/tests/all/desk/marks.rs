//! Marks: made in General, set in topics by buttons and by words; funnels, titles, cards, and who may.

mod leaving;
mod more;

use std::time::Duration;

use relevo::moving::{Moved, move_connection};
use relevo::store::{AuditEntry, By, Kept, NewReply};
use relevo_core::marks::{MARKS_MAX, Mark, MarkCause};
use relevo_core::{FactKind, IdentityId, Name, ReplyContent, ReplyWhat};
use relevo_telegram::{ChatId, Text, UserId};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::transcript::Row;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(a_funnel);
on_both!(two_toggle_at_once);
on_both!(fifty_in_any_script);
on_both!(only_whom_the_owner_lets);
on_both!(deleting_asks_first);
on_both!(marks_move_along);
on_both!(a_reply_by_itself);

impl Room {
    /// Olivia, who owns the group, writes in General.
    async fn olivia_asks(&mut self, words: &str) -> String {
        let (olivia, group) = (self.stage.owner, self.stage.group);
        let asked = self.stage.say(olivia, group, Say::text(words));
        self.stage.settle().await;
        let rows = self.stage.rows(group, olivia);
        let answer = rows.iter().find(|row| row.reply_to == Some(asked));
        answer.expect("an answer").text.clone()
    }

    /// The newest panel with buttons.
    fn newest_panel(&self) -> Row {
        let rows = self.stage.rows(self.stage.group, self.stage.owner);
        let found = rows.into_iter().rev().find(|row| row.markup.is_some());
        found.expect("a panel stands")
    }

    fn text_of(&self, message: i64) -> String {
        let rows = self.stage.rows(self.stage.group, self.stage.owner);
        let found = rows.into_iter().find(|row| row.message_id == message);
        found.expect("the panel stands").text
    }

    /// Somebody presses a button by its label; the desk does not hear of it yet.
    fn taps(&self, person: i64, message: i64, label: &str) -> String {
        let labels = self.stage.labels(message);
        let button = labels.iter().position(|one| one.contains(label));
        let button = button.unwrap_or_else(|| panic!("{label} among {labels:?}"));
        let group = self.stage.group;
        self.stage
            .sim
            .with(|world| world.press_button(person, group, message, button))
            .expect("the button is there")
    }

    async fn cell(&self) -> relevo_core::CellId {
        let connections = self.stage.store.connections().await.expect("a read");
        connections[0].cell
    }

    async fn marks(&self) -> Vec<Mark> {
        let cell = self.cell().await;
        self.stage.store.marks(cell).await.expect("a read")
    }

    /// Every change of marks: which, whether set, why, by whom.
    async fn noted(&self) -> Vec<(String, bool, MarkCause, Option<UserId>)> {
        let marks = self.marks().await;
        let cell = self.cell().await;
        let events = self.stage.store.mark_events(cell, 0, 100).await;
        let name = |id| {
            let found = marks.iter().find(|mark| mark.id == id);
            found.map_or("?", |mark| mark.name.as_str()).to_owned()
        };
        let events = events.expect("a read").into_iter();
        events
            .map(|event| (name(event.mark), event.on, event.cause, event.person))
            .collect()
    }

    async fn audited(&self) -> Vec<(String, String)> {
        let entries = self.stage.store.audit(None, 0, 100).await.expect("a read");
        let marks = entries.iter().filter(|one| one.deed.word() == "mark");
        let mut values: Vec<_> = marks
            .map(|entry: &AuditEntry| entry.deed.values())
            .collect();
        values.reverse();
        values
    }
}

/// Promise: setting a stage takes the stages before it away, the title says what the marks want said, the card names them, and every change is
/// noted with who did it; webhooks will hear of those that are to be told.
async fn a_funnel(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for words in [
        "new lead",
        "new paid",
        "paid after lead",
        "paid ticker ★ paid",
        "lead hook on",
    ] {
        room.olivia_asks(&format!("/mark {words}")).await;
    }
    let words = room.olivia_asks("/mark paid").await;
    assert!(
        words.contains("lead") && words.contains("★ paid"),
        "{words}"
    );
    room.marta_says("/mark LEAD").await;
    room.marta_says("/mark paid").await;
    assert_eq!(
        room.text_of(room.newest_panel().message_id),
        "🏷 Set here: paid"
    );
    room.stage.pass(Duration::from_secs(40)).await;
    assert_eq!(room.title(), "🟪 Anna · ★ paid");
    let marta = Some(UserId(room.marta));
    let expected = [
        ("lead", true, MarkCause::Person, marta),
        ("paid", true, MarkCause::Person, marta),
        ("lead", false, MarkCause::After, marta),
    ];
    let expected = expected.map(|(name, on, cause, by)| (name.to_owned(), on, cause, by));
    assert_eq!(room.noted().await, expected);
    let journal = room.stage.store.journal(100).await.expect("a read");
    let facts = journal.iter().rev().map(|line| line.fact.kind);
    let facts: Vec<_> = facts
        .filter(|kind| matches!(kind, FactKind::MarkSet | FactKind::MarkCleared))
        .collect();
    assert_eq!(facts, [FactKind::MarkSet, FactKind::MarkCleared]);
    room.marta_says("/info").await;
    let rows = room.stage.rows(room.stage.group, room.marta);
    assert!(rows.iter().any(|row| row.text.contains("🏷 Marks: paid")));
    let list = room.olivia_asks("/mark").await;
    assert!(
        list.contains("lead – 0") && list.contains("paid – 1"),
        "{list}"
    );
    room.marta_says("/mark del paid").await;
    room.stage.pass(Duration::from_secs(40)).await;
    assert_eq!(room.title(), "🟪 Anna");
}

/// Promise: what two people tap at the same time both holds, and nothing is set or taken away twice.
async fn two_toggle_at_once(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.olivia_asks("/mark new vip").await;
    room.olivia_asks("/mark new refund").await;
    let seen = room.seen();
    room.marta_says("/mark").await;
    let board = room.newest_panel().message_id;
    let (marta, olivia) = (room.marta, room.stage.owner);
    room.taps(marta, board, "vip");
    room.taps(olivia, board, "refund");
    room.taps(olivia, board, "vip");
    room.stage.settle().await;
    assert_eq!(room.text_of(board), "🏷 Set here: vip, refund");
    let noted = room.noted().await;
    let who: Vec<_> = noted.iter().map(|one| (one.0.as_str(), one.3)).collect();
    assert_eq!(
        who,
        [
            ("vip", Some(UserId(marta))),
            ("refund", Some(UserId(olivia)))
        ]
    );
    room.taps(olivia, board, "vip");
    room.stage.settle().await;
    assert_eq!(room.text_of(board), "🏷 Set here: refund");
    assert_eq!(room.seen(), seen, "the client sees nothing of it");
}

/// Promise: a group has up to fifty marks with names in any script, all of them as buttons; one more is refused, as is a name twice.
async fn fifty_in_any_script(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.olivia_asks("/mark new कृपया").await;
    let cell = room.cell().await;
    let mut tx = room.stage.store.write().await.expect("a write");
    tx.lock_cell(cell, 0, 0).await.expect("the cell");
    for number in 1..MARKS_MAX {
        let script = ["vip", "новый", "顧客", "عميل"][number % 4];
        let name = Name::read(&format!("{script}{number}")).expect("a name");
        tx.new_mark(cell, &name).await.expect("a mark");
    }
    tx.commit().await.expect("a write");
    let full = room.olivia_asks("/mark new another").await;
    assert!(full.contains("50"), "{full}");
    let again = room.olivia_asks("/mark new НОВЫЙ1").await;
    assert!(again.contains("already"), "{again}");
    room.marta_says("/mark НОВЫЙ5").await;
    let board = room.newest_panel().message_id;
    assert_eq!(room.text_of(board), "🏷 Set here: новый5");
    assert_eq!(room.stage.labels(board).len(), MARKS_MAX);
}

/// Promise: everybody of the team sets marks; only the owner, and whom they let, make and change them, which is in the audit log.
async fn only_whom_the_owner_lets(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.marta_asks("/mark new vip").await;
    assert_eq!(room.marks().await, []);
    room.olivia_asks("/mark new vip").await;
    let panel = room.newest_panel().message_id;
    let before = room.text_of(panel);
    let press = room.taps(room.marta, panel, "Delete");
    room.stage.settle().await;
    assert_eq!(room.text_of(panel), before, "it stays for the others");
    let told = room
        .stage
        .sim
        .with(|world| world.callback_answer(&press).cloned());
    let told = told.expect("the press is answered");
    assert!(
        told["text"]
            .as_str()
            .is_some_and(|text| text.starts_with("🔒"))
    );
    room.marta_asks("/mark vip ticker x").await;
    room.olivia_asks("/mark vip name Gold").await;
    room.olivia_asks("/mark gold after gold").await;
    room.olivia_asks("/mark gold hook on").await;
    room.marta_says("/mark gold").await;
    assert_eq!(room.noted().await.len(), 1);
    let expected = [("", "vip"), ("vip", "Gold"), ("Gold", "Gold hook on")];
    let expected = expected.map(|(old, new)| (old.to_owned(), new.to_owned()));
    assert_eq!(room.audited().await, expected);
}

/// Promise: a mark is deleted after a second word, everywhere, and its text leaves the titles.
async fn deleting_asks_first(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.olivia_asks("/mark new vip").await;
    room.olivia_asks("/mark vip ticker ★").await;
    room.marta_says("/mark vip").await;
    room.stage.pass(Duration::from_secs(40)).await;
    assert_eq!(room.title(), "🟪 Anna · ★");
    room.olivia_asks("/mark del vip").await;
    let panel = room.newest_panel().message_id;
    assert_eq!(room.marks().await.len(), 1);
    room.taps(room.stage.owner, panel, "Keep");
    room.stage.settle().await;
    assert_eq!(room.marks().await.len(), 1);
    room.olivia_asks("/mark del vip").await;
    let panel = room.newest_panel().message_id;
    room.taps(room.stage.owner, panel, "Yes");
    room.stage.pass(Duration::from_secs(70)).await;
    assert_eq!(room.marks().await, []);
    assert_eq!(room.title(), "🟪 Anna");
}

/// Promise: when a connection moves, what is set on its conversations is set there too, under the same names.
async fn marks_move_along(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for words in ["new vip", "new lead", "vip ticker ★", "vip after lead"] {
        room.olivia_asks(&format!("/mark {words}")).await;
    }
    room.marta_says("/mark vip").await;
    let group = room.stage.other_desk(&[]).await;
    room.stage.settle().await;
    let store = room.stage.store.clone();
    let before = store.connections().await.expect("a read");
    let (id, old) = (before[0].id, before[0].cell);
    let by = By::command_line(room.stage.clock.now_ms());
    let moved = move_connection(&store, id, ChatId(group), by).await;
    assert_eq!(moved.expect("it moves"), Moved::Done { left: 0 });
    let now = room.marks().await;
    let names: Vec<_> = now
        .iter()
        .map(|mark| (mark.name.as_str(), mark.ticker.as_deref()))
        .collect();
    assert_eq!(names, [("vip", Some("★"))]);
    let counts = store.mark_counts(room.cell().await).await.expect("a read");
    assert_eq!(counts[&now[0].id], 1);
    assert_eq!(
        store.marks(old).await.expect("a read").len(),
        2,
        "those of the old group stay"
    );
    assert!(store.mark_counts(old).await.expect("a read").is_empty());
}

/// Promise: the quick reply of a mark goes to the client when it is set, once, with their name filled in, and counts as no answer; one that has
/// gone is told of.
async fn a_reply_by_itself(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let cell = room.cell().await;
    let mut tx = room.stage.store.write().await.expect("a write");
    tx.lock_cell(cell, 0, 0).await.expect("the cell");
    let content = ReplyContent {
        what: ReplyWhat::Words {
            text: Text::plain("Thank you, {first_name}!"),
            no_preview: false,
        },
        buttons: Vec::new(),
        seen_by: IdentityId(1),
    };
    let new = NewReply {
        name: Name::read("thanks").expect("a name"),
        content,
        saved_ms: 0,
    };
    let kept = tx.save_reply(cell, &new).await.expect("a write");
    tx.commit().await.expect("a write");
    room.olivia_asks("/mark new paid").await;
    let missing = room.olivia_asks("/mark paid sends nothing").await;
    assert!(missing.contains("nothing"), "{missing}");
    let panel = room.olivia_asks("/mark paid sends THANKS").await;
    assert!(panel.contains("thanks"), "{panel}");
    room.marta_says("/mark paid").await;
    room.marta_says("/mark paid").await;
    assert_eq!(room.seen().matches("Thank you, Anna!").count(), 1);
    assert!(room.title().starts_with('🟪'), "it is no answer");
    let Kept::As(reply) = kept else {
        panic!("it is kept");
    };
    let mut tx = room.stage.store.write().await.expect("a write");
    tx.remove_reply(cell, reply).await.expect("a write");
    tx.commit().await.expect("a write");
    room.marta_says("/mark del paid").await;
    room.marta_says("/mark paid").await;
    let board = room.newest_panel().message_id;
    assert!(room.text_of(board).contains("was not sent"));
}
