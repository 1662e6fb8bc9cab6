//! Marks: their words sealed, what is set on which conversation, and every change noted.

use relevo_core::marks::{Mark, MarkCause, MarkEvent, MarkId};
use relevo_core::{Change, ConversationId, Name};
use relevo_telegram::UserId;

use super::contracts;
use super::desk::{Desk, NOW_MS};

contracts! {
    a_mark_comes_back
    setting_and_taking_away_is_noted_once
    a_mark_that_goes_leaves_its_events
    marks_change_groups
    counts_are_what_is_set
    two_at_once_toggle
    nothing_stays_of_a_group_that_is_gone
}

pub(super) fn name(text: &str) -> Name {
    Name::read(text).unwrap()
}

pub(super) fn set(mark: MarkId, conversation: i64, on: bool) -> MarkEvent {
    MarkEvent {
        mark,
        conversation: ConversationId(conversation),
        on,
        at_ms: NOW_MS,
        person: Some(UserId(7)),
        cause: MarkCause::Person,
    }
}

impl Desk {
    /// Marks with these names, in the desk's cell.
    pub(super) async fn new_marks(&self, names: &[&str]) -> Vec<Mark> {
        let mut tx = self.locked().await;
        let mut marks = Vec::new();
        for one in names {
            marks.push(tx.new_mark(self.cell, &name(one)).await.unwrap());
        }
        tx.commit().await.unwrap();
        marks
    }

    /// Sets and takes away; what changed something.
    pub(super) async fn note(&self, events: &[MarkEvent]) -> Vec<MarkEvent> {
        let mut tx = self.locked().await;
        let done = tx.note_marks(self.cell, events).await.unwrap();
        tx.commit().await.unwrap();
        done
    }

    async fn on(&self, conversation: i64) -> Vec<MarkId> {
        let mut tx = self.locked().await;
        let found = tx.marks_on(&[ConversationId(conversation)]).await.unwrap();
        found.iter().map(|one| one.mark).collect()
    }
}

/// Promise: a mark comes back as it was put, in the order in which marks were made, and its words are not to be read on disk.
async fn a_mark_comes_back(desk: Desk) {
    let mut marks = desk.new_marks(&["новый", "vip"]).await;
    marks[1] = Mark {
        ticker: Some("★ wichtig".into()),
        after: vec![marks[0].id],
        sends: Some(name("hello")),
        hook: true,
        ..marks[1].clone()
    };
    let mut tx = desk.locked().await;
    tx.put_mark(desk.cell, &marks[1]).await.unwrap();
    assert_eq!(tx.marks(desk.cell).await.unwrap(), marks);
    tx.commit().await.unwrap();
    assert_eq!(desk.store.marks(desk.cell).await.unwrap(), marks);
    let renamed = Mark {
        name: name("важный"),
        ticker: None,
        after: Vec::new(),
        ..marks[1].clone()
    };
    let mut tx = desk.locked().await;
    tx.put_mark(desk.cell, &renamed).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(desk.store.marks(desk.cell).await.unwrap()[1], renamed);
}

/// Promise: whoever sets what is set changes nothing and is not noted; every change is, with who did it and why; counts follow.
async fn setting_and_taking_away_is_noted_once(desk: Desk) {
    let marks = desk.new_marks(&["new", "paid"]).await;
    let (new, paid) = (marks[0].id, marks[1].id);
    let after = MarkEvent {
        cause: MarkCause::After,
        ..set(new, 5, false)
    };
    let wanted = [
        set(new, 5, true),
        set(new, 6, true),
        set(new, 5, true),
        set(paid, 5, true),
        after,
    ];
    let done = desk.note(&wanted).await;
    assert_eq!(
        done,
        [
            set(new, 5, true),
            set(new, 6, true),
            set(paid, 5, true),
            after
        ]
    );
    assert_eq!(
        desk.note(&[set(new, 5, false), set(paid, 5, true)]).await,
        []
    );
    assert_eq!(desk.on(5).await, [paid]);
    assert_eq!(
        desk.store.mark_events(desk.cell, NOW_MS, 10).await.unwrap(),
        done
    );
    assert_eq!(
        desk.store
            .mark_events(desk.cell, NOW_MS + 1, 10)
            .await
            .unwrap(),
        []
    );
    let counts = desk.store.mark_counts(desk.cell).await.unwrap();
    assert_eq!((counts[&new], counts[&paid]), (1, 1));
}

/// Promise: a mark that is deleted is set nowhere and goes after nothing; funnels of the past can still be counted.
async fn a_mark_that_goes_leaves_its_events(desk: Desk) {
    let mut marks = desk.new_marks(&["new", "paid"]).await;
    marks[1].after = vec![marks[0].id];
    desk.note(&[set(marks[0].id, 5, true)]).await;
    let mut tx = desk.locked().await;
    tx.put_mark(desk.cell, &marks[1]).await.unwrap();
    let by = Some(UserId(7));
    tx.leave_mark(marks[0].id, (NOW_MS + 1, by)).await.unwrap();
    tx.commit().await.unwrap();
    marks[1].after.clear();
    assert_eq!(desk.store.marks(desk.cell).await.unwrap(), marks[1..]);
    assert!(desk.store.mark_counts(desk.cell).await.unwrap().is_empty());
    let leaving = desk.store.leaving_mark().await.unwrap();
    let leaving = leaving.expect("a conversation has it still");
    assert_eq!((leaving.mark.id, leaving.by), (marks[0].id, by));
    let mut tx = desk.locked().await;
    let page = tx.page_of_mark(marks[0].id, 10).await.unwrap();
    assert_eq!(page, [ConversationId(5)]);
    tx.commit().await.unwrap();
    let gone = MarkEvent {
        cause: MarkCause::Deleted,
        ..set(marks[0].id, 5, false)
    };
    desk.note(&[gone]).await;
    let mut tx = desk.locked().await;
    tx.drop_mark(marks[0].id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(desk.store.leaving_mark().await.unwrap(), None);
    assert_eq!(desk.on(5).await, []);
    assert_eq!(
        desk.store
            .mark_events(desk.cell, 0, 10)
            .await
            .unwrap()
            .len(),
        2
    );
}

/// Promise: whatever is set, taken away, moved and deleted in whatever order, what a list says is what is set.
async fn counts_are_what_is_set(desk: Desk) {
    let marks = desk.new_marks(&["new", "paid", "won"]).await;
    for conversation in 5..11 {
        let chat = 500 + conversation;
        desk.apply(&[Change::NewConversation(
            desk.conversation(conversation, chat),
        )])
        .await;
    }
    let count_up = async |desk: &Desk| {
        let mut tx = desk.locked().await;
        let all: Vec<_> = (5..16).map(ConversationId).collect();
        let set = tx.marks_on(&all).await.unwrap();
        tx.commit().await.unwrap();
        let counts = desk.store.mark_counts(desk.cell).await.unwrap();
        for mark in &marks {
            let expected = set.iter().filter(|one| one.mark == mark.id).count();
            let told = counts.get(&mark.id).copied().unwrap_or(0);
            assert_eq!(usize::try_from(told), Ok(expected));
        }
    };
    // A fixed run through all combinations that looks like no order.
    for step in 0..120_i64 {
        let mark = marks[usize::try_from(step * 7 % 3).unwrap()].id;
        let event = set(mark, 5 + step * 11 % 11, step * 5 % 3 != 0);
        desk.note(&[event, event]).await;
    }
    count_up(&desk).await;
    let mut tx = desk.locked().await;
    let exchange = (marks[0].id, marks[1].id);
    tx.exchange_mark(desk.connection, exchange, NOW_MS)
        .await
        .unwrap();
    tx.clear_mark_of(desk.connection, marks[2].id)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    count_up(&desk).await;
}

/// Promise: two people who switch the same marks at the same moment, again and again, leave every change noted once: on and off in turn, and what is
/// set in the end is what the last change said.
async fn two_at_once_toggle(desk: Desk) {
    let marks = desk.new_marks(&["new", "paid"]).await;
    let toggles = async |person: i64| {
        for turn in 0..12_usize {
            let mark = marks[turn % 2].id;
            let mut tx = desk.locked().await;
            let set_now = tx.marks_on(&[ConversationId(5)]).await.unwrap();
            let is_set = set_now.iter().any(|one| one.mark == mark);
            let event = MarkEvent {
                person: Some(UserId(person)),
                ..set(mark, 5, !is_set)
            };
            let done = tx.note_marks(desk.cell, &[event]).await.unwrap();
            assert_eq!(done, [event], "what was seen under the lock still holds");
            tx.commit().await.unwrap();
        }
    };
    tokio::join!(toggles(7), toggles(8));
    let noted = desk.store.mark_events(desk.cell, 0, 100).await.unwrap();
    assert_eq!(noted.len(), 24);
    for mark in &marks {
        let turns: Vec<bool> = noted
            .iter()
            .filter(|one| one.mark == mark.id)
            .map(|one| one.on)
            .collect();
        assert!(
            turns
                .iter()
                .enumerate()
                .all(|(nth, on)| *on == (nth % 2 == 0))
        );
        assert_eq!(desk.on(5).await.contains(&mark.id), *turns.last().unwrap());
    }
    for person in [7, 8] {
        let own = noted
            .iter()
            .filter(|one| one.person == Some(UserId(person)));
        assert_eq!(own.count(), 12);
    }
}

/// Promise: with the last connection of a group its marks go, what goes after what, and everything that was noted of them.
async fn nothing_stays_of_a_group_that_is_gone(desk: Desk) {
    let mut marks = desk.new_marks(&["new", "paid"]).await;
    marks[1].after = vec![marks[0].id];
    desk.note(&[set(marks[0].id, 5, true)]).await;
    let mut tx = desk.locked().await;
    tx.put_mark(desk.cell, &marks[1]).await.unwrap();
    tx.commit().await.unwrap();
    let by = relevo::store::By::command_line(NOW_MS);
    relevo::deleting::delete(&desk.store, desk.connection, by)
        .await
        .unwrap();
    assert_eq!(desk.store.marks(desk.cell).await.unwrap(), []);
    assert_eq!(desk.store.leaving_mark().await.unwrap(), None);
    let left = desk.store.mark_events(desk.cell, 0, 10).await.unwrap();
    assert_eq!(left, []);
}

/// Promise: the marks of one connection's conversations become others, since the same moments; those of another stay.
async fn marks_change_groups(desk: Desk) {
    let marks = desk.new_marks(&["new", "other"]).await;
    let (old, new) = (marks[0].id, marks[1].id);
    desk.apply(&[
        Change::NewConversation(desk.conversation(5, 501)),
        Change::NewConversation(desk.conversation(6, 502)),
    ])
    .await;
    desk.note(&[
        set(old, 5, true),
        set(old, 6, true),
        set(new, 6, true),
        set(old, 99, true),
    ])
    .await;
    let mut tx = desk.locked().await;
    let before = tx.marks_of_connection(desk.connection).await.unwrap();
    assert_eq!(before, [(old, 2), (new, 1)]);
    tx.exchange_mark(desk.connection, (old, new), NOW_MS)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!((desk.on(5).await, desk.on(6).await), (vec![new], vec![new]));
    assert_eq!(desk.on(99).await, [old]);
}
