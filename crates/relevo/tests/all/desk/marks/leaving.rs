//! A mark that many conversations have is deleted.

use std::time::Duration;

use relevo_core::ConversationId;
use relevo_core::marks::{MarkCause, MarkEvent};
use relevo_telegram::UserId;

use crate::database::{Backend, on_both};
use crate::desk::Room;

on_both!(many_lose_it_a_page_at_a_time);

/// Promise: a mark that was deleted is on no list at once and its name is free; its conversations lose it in pages, which a death in the middle
/// neither loses nor repeats; every loss is noted once with who deleted it, and titles follow.
async fn many_lose_it_a_page_at_a_time(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for words in ["new vip", "vip ticker ★", "vip hook on"] {
        room.olivia_asks(&format!("/mark {words}")).await;
    }
    room.marta_says("/mark vip").await;
    room.stage.pass(Duration::from_secs(40)).await;
    assert_eq!(room.title(), "🟪 Anna · ★");
    let (cell, vip) = (room.cell().await, room.marks().await[0].id);
    // Conversations of which nothing else is known.
    let events: Vec<MarkEvent> = (0..450)
        .map(|number| MarkEvent {
            mark: vip,
            conversation: ConversationId(900_000 + number),
            on: true,
            at_ms: room.stage.clock.now_ms(),
            person: None,
            cause: MarkCause::Person,
        })
        .collect();
    let mut tx = room.stage.store.write().await.expect("a write");
    tx.lock_cell(cell, 0, 0).await.expect("the cell");
    tx.note_marks(cell, &events).await.expect("a write");
    tx.commit().await.expect("a write");
    let list = room.olivia_asks("/mark").await;
    assert!(list.contains("vip – 451"), "{list}");
    room.olivia_asks("/mark del vip").await;
    let panel = room.newest_panel().message_id;
    room.taps(room.stage.owner, panel, "Yes");
    room.stage.pump.round().await.expect("the store works");
    room.stage.pump.round().await.expect("the store works");
    let leaving = room.stage.store.leaving_mark().await.expect("a read");
    assert!(leaving.is_some(), "it takes more than one round");
    assert_eq!(room.marks().await, []);
    room.stage.crash_after_the_calls().await;
    room.olivia_asks("/mark new VIP").await;
    room.stage.pass(Duration::from_secs(70)).await;
    assert_eq!(room.stage.store.leaving_mark().await.expect("a read"), None);
    assert_eq!(room.title(), "🟪 Anna");
    let noted = room.stage.store.mark_events(cell, 0, 2_000).await;
    let noted = noted.expect("a read").into_iter();
    let gone: Vec<MarkEvent> = noted.filter(|event| !event.on).collect();
    assert_eq!(gone.len(), 451);
    let olivia = Some(UserId(room.stage.owner));
    let is_hers = |event: &MarkEvent| (event.cause, event.person) == (MarkCause::Deleted, olivia);
    assert!(gone.iter().all(is_hers));
    assert_eq!(room.marks().await.len(), 1);
}
