//! Expiry by the table of bodies.

use relevo::store::{Cursor, INBOX_DAYS, Swept};
use relevo_core::{
    Callback, CallbackAction, Change, ConversationId, Delivery, FailReason, Fate, Filter, HeldWhy,
    InboxMark, Seq, State,
};
use relevo_telegram::ThreadId;

use super::contracts;
use super::desk::{DAY_MS, Desk, NOW_MS, words};

contracts! {
    bodies_expire_after_seven_days
    buttons_and_spare_topics_expire
    old_marks_go_and_recent_ones_stay
}

/// Promise: bodies of held and failed deliveries and of quarantined updates are there for seven days and then gone, with
/// their key; waiting ones stay, with theirs; the rows stay.
async fn bodies_expire_after_seven_days(desk: Desk) {
    let with = |seq, state| {
        Change::Deliver(Delivery {
            state,
            ..desk.delivery_of(Seq(seq), words("words"))
        })
    };
    desk.apply(&[
        with(1, State::Failed(FailReason::Blocked)),
        with(2, State::Held(HeldWhy::UnknownOutcome)),
    ])
    .await;
    let mut tx = desk.store.write().await.unwrap();
    tx.quarantine(desk.mark(5), b"raw", "why", NOW_MS)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(desk.store.sweep(NOW_MS).await.unwrap(), Swept::default());
    let early = desk.store.sweep(NOW_MS + 7 * DAY_MS - 1).await.unwrap();
    assert_eq!(early, Swept::default());
    assert!(desk.delivery(Seq(1)).await.unwrap().is_some());
    let later = desk.delivery_of(Seq(3), words("still waiting"));
    desk.apply(&[Change::Deliver(later.clone())]).await;
    let swept = desk.store.sweep(NOW_MS + 7 * DAY_MS).await.unwrap();
    assert_eq!(
        (swept.bodies, swept.keys),
        (3, 0),
        "the key is still needed"
    );
    assert!(desk.delivery(Seq(1)).await.unwrap().is_none());
    assert!(desk.delivery(Seq(2)).await.unwrap().is_none());
    assert_eq!(desk.delivery(Seq(3)).await.unwrap(), Some(later.clone()));
    let status = &desk.store.status().await.unwrap().connections[0];
    assert_eq!((status.held, status.failed, status.quarantined), (1, 1, 1));
    assert_eq!(desk.store.quarantined(9).await.unwrap()[0].raw, None);
    desk.apply(&[Change::Remove {
        cell: desk.cell,
        seq: Seq(3),
    }])
    .await;
    let swept = desk.store.sweep(NOW_MS + 8 * DAY_MS).await.unwrap();
    assert_eq!((swept.bodies, swept.keys), (0, 1));
    // A late decision of that day gets a new key and can be read.
    desk.apply(&[Change::Deliver(later.clone())]).await;
    assert_eq!(desk.delivery(Seq(3)).await.unwrap(), Some(later));
}

/// Promise: buttons go when their time is over; a topic of nobody is kept for a day.
async fn buttons_and_spare_topics_expire(desk: Desk) {
    let button = |id, expires_ms| {
        Change::PutCallback(Callback {
            id,
            cell: desk.cell,
            conversation: ConversationId(1),
            seq: Seq(1),
            about: None,
            action: CallbackAction::Retry,
            expires_ms,
        })
    };
    let topic = |thread, conversation| Change::PutTopic {
        cell: desk.cell,
        thread: ThreadId(thread),
        conversation,
    };
    desk.apply(&[
        button(1, NOW_MS),
        button(2, NOW_MS + DAY_MS),
        topic(70, None),
        topic(60, Some(ConversationId(1))),
    ])
    .await;
    let swept = desk.store.sweep(NOW_MS).await.unwrap();
    assert_eq!((swept.callbacks, swept.topics), (1, 0));
    let swept = desk.store.sweep(NOW_MS + DAY_MS).await.unwrap();
    assert_eq!((swept.callbacks, swept.topics), (1, 1));
}

/// Promise: the inbox does not grow for ever: marks of what came to its end go after their days, across epochs and in
/// several bites; recent ones, and whatever somebody may still ask about, stay.
async fn old_marks_go_and_recent_ones_stay(desk: Desk) {
    let mut next = 0;
    let mut take_in = async |epoch, at_ms, fates: &[Fate]| {
        let mut tx = desk.locked().await;
        let cursor = Cursor {
            epoch,
            last: None,
            at_ms,
        };
        tx.set_cursor(desk.identity, cursor).await.unwrap();
        let marks = fates.iter().map(|fate| {
            next += 1;
            let mark = InboxMark {
                epoch,
                ..desk.mark(next)
            };
            Change::Fate { mark, fate: *fate }
        });
        tx.apply(&marks.collect::<Vec<_>>()).await.unwrap();
        tx.commit().await.unwrap();
    };
    let asked_about = [Fate::Waiting, Fate::Failed, Fate::Held, Fate::Quarantined];
    let over = [
        Fate::Delivered,
        Fate::Internal,
        Fate::Filtered(Filter::OwnFleet),
        Fate::Filtered(Filter::Keywords),
    ];
    let long_ago = NOW_MS - INBOX_DAYS * DAY_MS;
    take_in(0, long_ago - 1, &asked_about).await;
    take_in(0, long_ago - 1, &[Fate::Delivered; 2_500]).await;
    take_in(1, long_ago, &over).await;
    take_in(1, long_ago + 1, &over).await;
    take_in(1, NOW_MS, &over).await;
    let swept = desk.store.sweep(NOW_MS).await.unwrap();
    assert_eq!(swept.marks, 2_504);
    let status = &desk.store.status().await.unwrap().connections[0];
    let left: i64 = status.fates.iter().map(|(_, count)| count).sum();
    assert_eq!(left, 4 + 2 * 4);
    for fate in asked_about {
        assert!(status.fates.contains(&(fate, 1)), "{fate:?} stays");
    }
    let swept = desk.store.sweep(NOW_MS + 1).await.unwrap();
    assert_eq!(swept.marks, 4);
    assert_eq!(desk.store.sweep(NOW_MS + 2).await.unwrap().marks, 0);
}
