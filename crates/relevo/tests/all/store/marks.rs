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
    tx.drop_mark(marks[0].id).await.unwrap();
    tx.commit().await.unwrap();
    marks[1].after.clear();
    assert_eq!(desk.store.marks(desk.cell).await.unwrap(), marks[1..]);
    assert_eq!(desk.on(5).await, []);
    assert_eq!(
        desk.store
            .mark_events(desk.cell, 0, 10)
            .await
            .unwrap()
            .len(),
        1
    );
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
