//! Broadcasts and their recipients: each ends once, whatever comes between.

use relevo::store::{Broadcast, BroadcastBody, BroadcastStep, NewRecipient};
use relevo_core::broadcast::{Ended, Named, Recipient, Stage, Why};
use relevo_core::{Change, ConnectionId, ConversationId, Delivery, Direction, Seq};
use relevo_telegram::{ChatId, MessageId, UserId};

use super::contracts;
use super::desk::{Desk, NOW_MS, words};

contracts! {
    a_broadcast_is_kept
    recipients_are_written_down_once
    a_step_ends_with_its_delivery
    a_chain_goes_on_when_a_step_arrived
    what_is_gone_halts_it
    a_step_that_was_taken_away_waits_again
    an_answer_finds_its_broadcast
    who_wants_none_is_known
    a_report_is_read_page_by_page
    what_is_over_is_swept_out
}

fn broadcast(desk: &Desk, steps: &[(i64, i64)]) -> Broadcast {
    Broadcast {
        id: 0,
        cell: desk.cell,
        number: 0,
        connection: desk.connection,
        person: UserId(77),
        stage: Stage::Running,
        starts: false,
        halted: false,
        gathered: (0, 0),
        made_ms: NOW_MS,
        due_ms: None,
        started_ms: None,
        ended_ms: None,
        panel: None,
        file: None,
        misread: 0,
        nobody: 0,
        body: BroadcastBody {
            order: "spring to all".into(),
            name: "spring".into(),
        },
        steps: steps
            .iter()
            .map(|(after_minutes, reply)| BroadcastStep {
                after_minutes: *after_minutes,
                reply: *reply,
            })
            .collect(),
    }
}

async fn made(desk: &Desk, steps: &[(i64, i64)]) -> Broadcast {
    let mut tx = desk.locked().await;
    let made = tx.add_broadcast(broadcast(desk, steps)).await.unwrap();
    tx.commit().await.unwrap();
    made
}

fn somebody(desk: &Desk, number: i64) -> NewRecipient {
    NewRecipient {
        connection: Some(desk.connection),
        chat: ChatId(500 + number),
        conversation: Some(ConversationId(number)),
        why: None,
    }
}

async fn add(desk: &Desk, of: &Broadcast, new: &[NewRecipient]) {
    let mut tx = desk.locked().await;
    tx.add_recipients(of.id, new, NOW_MS).await.unwrap();
    tx.commit().await.unwrap();
}

/// The step of whoever is due first enters its lane with its delivery.
async fn granted(desk: &Desk, of: &Broadcast, seq: i64, now_ms: i64) -> usize {
    let due = desk
        .store
        .recipients_due((of.id, desk.connection), now_ms, 1)
        .await
        .unwrap();
    let who = due[0];
    let mut tx = desk.locked().await;
    assert!(
        tx.enter_lane(of.id, &who, (Seq(seq), now_ms))
            .await
            .unwrap()
    );
    assert!(
        !tx.enter_lane(of.id, &who, (Seq(seq), now_ms))
            .await
            .unwrap()
    );
    let delivery = Delivery {
        direction: Direction::Broadcast,
        conversation: Some(who.conversation),
        cause: None,
        ..desk.delivery_of(Seq(seq), words("Spring!"))
    };
    tx.apply(&[Change::Deliver(delivery)]).await.unwrap();
    tx.commit().await.unwrap();
    who.step
}

async fn ends(desk: &Desk, seq: i64, end: Ended, at_ms: i64) {
    let (cell, seq) = (desk.cell, Seq(seq));
    let ended = Change::StepEnded {
        cell,
        seq,
        end,
        at_ms,
    };
    desk.apply(&[ended, Change::Remove { cell, seq }]).await;
}

async fn counts(desk: &Desk, of: &Broadcast) -> Vec<(Recipient, Option<Why>, u64)> {
    let counts = desk.store.recipient_counts(of.id).await.unwrap();
    counts
        .by
        .into_iter()
        .map(|((state, why), count)| (state, why, count))
        .collect()
}

fn sent(message: i64) -> Ended {
    Ended::Sent(Some((MessageId(message), MessageId(message))))
}

/// Promise: a broadcast comes back as it was made and as far as it has come, by its number, which counts within its group.
async fn a_broadcast_is_kept(desk: Desk) {
    let first = made(&desk, &[(0, 31), (120, 32)]).await;
    let second = made(&desk, &[(0, 31)]).await;
    assert_eq!((first.number, second.number), (1, 2));
    assert_eq!(
        desk.store.broadcast(desk.cell, 1).await.unwrap(),
        Some(first.clone())
    );
    let mut now = first;
    now.stage = Stage::Paused;
    now.halted = true;
    now.gathered = (7, 8);
    (now.due_ms, now.started_ms, now.ended_ms) = (Some(1), Some(2), None);
    now.panel = Some(9);
    let mut tx = desk.locked().await;
    tx.set_broadcast(&now).await.unwrap();
    assert_eq!(tx.broadcast(desk.cell, 1).await.unwrap(), Some(now.clone()));
    tx.commit().await.unwrap();
    let going = desk.store.broadcasts_going().await.unwrap();
    assert_eq!(going, std::slice::from_ref(&second));
    assert_eq!(
        desk.store.broadcasts_of(desk.cell).await.unwrap(),
        [second, now]
    );
    assert_eq!(desk.store.broadcast(desk.cell, 3).await.unwrap(), None);
}

/// Promise: whoever is written down twice is one, as they were first; the counts add up, by reason.
async fn recipients_are_written_down_once(desk: Desk) {
    let of = made(&desk, &[(0, 31)]).await;
    let out = NewRecipient {
        why: Some(Why::OptedOut),
        ..somebody(&desk, 3)
    };
    let unknown = NewRecipient {
        connection: None,
        chat: ChatId(9),
        conversation: None,
        why: Some(Why::NoDialog),
    };
    add(
        &desk,
        &of,
        &[somebody(&desk, 1), somebody(&desk, 2), out, unknown],
    )
    .await;
    add(&desk, &of, &[somebody(&desk, 3), somebody(&desk, 4)]).await;
    assert_eq!(
        counts(&desk, &of).await,
        [
            (Recipient::Waiting, None, 3),
            (Recipient::LeftOut, Some(Why::OptedOut), 1),
            (Recipient::LeftOut, Some(Why::NoDialog), 1),
        ]
    );
    assert_eq!(desk.store.recipient_counts(of.id).await.unwrap().all(), 5);
    let mut tx = desk.locked().await;
    let sample = tx.sample_recipients(of.id, 2).await.unwrap();
    assert_eq!(sample.len(), 2);
    let listed = [9, 501, 502, 777].map(ChatId);
    let known = tx.recipient_chats(of.id, &listed).await.unwrap();
    assert_eq!(known, listed[..3]);
    let counted = tx.recipient_counts(of.id).await.unwrap();
    assert!(tx.broadcast_counts(of.id).await.unwrap().by.is_empty());
    tx.put_broadcast_counts(of.id, &counted).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(desk.store.broadcast_counts(of.id).await.unwrap(), counted);
}

/// Promise: each end of a step is its recipient's, once: neither a second end nor one of another step changes anything.
async fn a_step_ends_with_its_delivery(desk: Desk) {
    let of = made(&desk, &[(0, 31)]).await;
    let people: Vec<_> = (1..=4).map(|number| somebody(&desk, number)).collect();
    add(&desk, &of, &people).await;
    for seq in 1..=3 {
        granted(&desk, &of, seq, NOW_MS).await;
    }
    assert_eq!(desk.store.recipients_in_lane(of.id).await.unwrap(), 3);
    ends(&desk, 1, sent(40), NOW_MS).await;
    ends(&desk, 2, Ended::Failed(Why::Blocked), NOW_MS).await;
    ends(&desk, 3, Ended::Unknown, NOW_MS).await;
    ends(&desk, 1, Ended::Unknown, NOW_MS).await;
    ends(&desk, 99, sent(41), NOW_MS).await;
    let mut tx = desk.locked().await;
    let last = desk
        .store
        .recipients_due((of.id, desk.connection), NOW_MS, 9)
        .await
        .unwrap();
    assert_eq!(last.len(), 1);
    tx.leave_out(of.id, &last[0], (Why::Banned, NOW_MS))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        counts(&desk, &of).await,
        [
            (Recipient::Sent, None, 1),
            (Recipient::Failed, Some(Why::Blocked), 1),
            (Recipient::Unknown, None, 1),
            (Recipient::LeftOut, Some(Why::Banned), 1),
        ]
    );
    assert_eq!(desk.store.recipients_wait(of.id).await.unwrap(), []);
}

/// Promise: the next step of a chain is due so long after the one before has arrived, and only then; after the last it is over.
async fn a_chain_goes_on_when_a_step_arrived(desk: Desk) {
    let of = made(&desk, &[(0, 31), (120, 32)]).await;
    add(&desk, &of, &[somebody(&desk, 1), somebody(&desk, 2)]).await;
    granted(&desk, &of, 1, NOW_MS).await;
    granted(&desk, &of, 2, NOW_MS).await;
    ends(&desk, 1, sent(40), NOW_MS).await;
    ends(&desk, 2, Ended::Unknown, NOW_MS).await;
    let due_ms = NOW_MS + 2 * 3_600_000;
    let waits = desk.store.recipients_wait(of.id).await.unwrap();
    assert_eq!(waits, [(desk.connection, due_ms)]);
    let early = desk
        .store
        .recipients_due((of.id, desk.connection), due_ms - 1, 9)
        .await
        .unwrap();
    assert_eq!(early, []);
    assert_eq!(granted(&desk, &of, 3, due_ms).await, 1);
    ends(&desk, 3, sent(41), due_ms).await;
    let ended = [(Recipient::Sent, None, 1), (Recipient::Unknown, None, 1)];
    assert_eq!(counts(&desk, &of).await, ended);
}

/// Promise: where what it sends is gone, the broadcast is paused and whoever found out waits again; what somebody has ended stays ended.
async fn what_is_gone_halts_it(desk: Desk) {
    let of = made(&desk, &[(0, 31)]).await;
    add(&desk, &of, &[somebody(&desk, 1)]).await;
    granted(&desk, &of, 1, NOW_MS).await;
    ends(&desk, 1, Ended::ContentGone, NOW_MS).await;
    let mut now = desk.store.broadcast(desk.cell, 1).await.unwrap().unwrap();
    assert_eq!((now.stage, now.halted), (Stage::Paused, true));
    assert_eq!(counts(&desk, &of).await, [(Recipient::Waiting, None, 1)]);
    granted(&desk, &of, 2, NOW_MS).await;
    (now.stage, now.halted) = (Stage::Cancelled, false);
    let mut tx = desk.locked().await;
    tx.set_broadcast(&now).await.unwrap();
    tx.commit().await.unwrap();
    ends(&desk, 2, Ended::ContentGone, NOW_MS).await;
    let now = desk.store.broadcast(desk.cell, 1).await.unwrap().unwrap();
    assert_eq!((now.stage, now.halted), (Stage::Cancelled, false));
}

/// Promise: a step whose delivery went without an end, with its connection, waits again; one that is in its lane stays there.
async fn a_step_that_was_taken_away_waits_again(desk: Desk) {
    let of = made(&desk, &[(0, 31)]).await;
    add(&desk, &of, &[somebody(&desk, 1), somebody(&desk, 2)]).await;
    granted(&desk, &of, 1, NOW_MS).await;
    granted(&desk, &of, 2, NOW_MS).await;
    let (cell, seq) = (desk.cell, Seq(1));
    desk.apply(&[Change::Remove { cell, seq }]).await;
    let mut tx = desk.locked().await;
    assert_eq!(tx.return_to_wait(of.id, desk.cell).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let now = [(Recipient::Waiting, None, 1), (Recipient::InLane, None, 1)];
    assert_eq!(counts(&desk, &of).await, now);
    let mut tx = desk.locked().await;
    let of_connection = (of.id, desk.connection);
    tx.leave_out_all(of_connection, (Why::Gone, NOW_MS))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let now = [
        (Recipient::InLane, None, 1),
        (Recipient::LeftOut, Some(Why::Gone), 1),
    ];
    assert_eq!(counts(&desk, &of).await, now);
}

/// Promise: an answer to any message of a step names its broadcast; messages before, after and of others do not.
async fn an_answer_finds_its_broadcast(desk: Desk) {
    let of = made(&desk, &[(0, 31)]).await;
    add(&desk, &of, &[somebody(&desk, 1)]).await;
    granted(&desk, &of, 1, NOW_MS).await;
    ends(
        &desk,
        1,
        Ended::Sent(Some((MessageId(40), MessageId(42)))),
        NOW_MS,
    )
    .await;
    let asked = [(1, 39), (1, 40), (1, 41), (1, 42), (1, 43), (2, 41)];
    let asked = asked.map(|(of, message)| (ConversationId(of), MessageId(message)));
    let mut tx = desk.locked().await;
    let found = tx.broadcasts_answered(&asked).await.unwrap();
    let named = Named {
        number: 1,
        name: "spring".into(),
    };
    assert_eq!(found.len(), 3);
    assert!(asked[1..4].iter().all(|one| found.get(one) == Some(&named)));
}

/// Promise: who wants no broadcasts is known, however often they say so, until they want them again.
async fn who_wants_none_is_known(desk: Desk) {
    let says = |number, since_ms| Change::OptedOut(ConversationId(number), since_ms);
    desk.apply(&[says(1, Some(1)), says(2, Some(1)), says(2, None)])
        .await;
    desk.apply(&[says(1, Some(2)), says(3, Some(2))]).await;
    desk.apply(&[says(3, None)]).await;
    let ids = [1, 2, 3].map(ConversationId);
    let out = desk.locked().await.opted_out(&ids).await.unwrap();
    assert_eq!(out, [ConversationId(1)].into());
}

/// Promise: the pages of a report hold everybody once.
async fn a_report_is_read_page_by_page(desk: Desk) {
    let of = made(&desk, &[(0, 31)]).await;
    let people: Vec<_> = (1..=7).map(|number| somebody(&desk, number)).collect();
    add(&desk, &of, &people).await;
    let mut after = (ConnectionId(i64::MIN), ChatId(i64::MIN));
    let mut chats = Vec::new();
    loop {
        let page = desk.store.report(of.id, after, 3).await.unwrap();
        let Some(last) = page.last() else {
            break;
        };
        after = (last.connection, last.chat);
        chats.extend(page.iter().map(|row| row.chat.0));
    }
    assert_eq!(chats, [501, 502, 503, 504, 505, 506, 507]);
}

/// Promise: ninety days after its end a broadcast is forgotten with everybody it went to; one that goes on is not.
async fn what_is_over_is_swept_out(desk: Desk) {
    let mut of = made(&desk, &[(0, 31)]).await;
    let goes_on = made(&desk, &[(0, 31)]).await;
    add(&desk, &of, &[somebody(&desk, 1)]).await;
    granted(&desk, &of, 1, NOW_MS).await;
    ends(&desk, 1, sent(40), NOW_MS).await;
    (of.stage, of.ended_ms) = (Stage::Done, Some(NOW_MS));
    let mut tx = desk.locked().await;
    tx.set_broadcast(&of).await.unwrap();
    tx.commit().await.unwrap();
    let day_ms = 24 * 60 * 60 * 1_000;
    desk.store.sweep(NOW_MS + 90 * day_ms - 1).await.unwrap();
    assert_eq!(desk.store.broadcasts_of(desk.cell).await.unwrap().len(), 2);
    desk.store.sweep(NOW_MS + 90 * day_ms).await.unwrap();
    assert_eq!(
        desk.store.broadcasts_of(desk.cell).await.unwrap(),
        [goes_on]
    );
    assert_eq!(counts(&desk, &of).await, []);
    let asked = [(ConversationId(1), MessageId(40))];
    let found = desk
        .locked()
        .await
        .broadcasts_answered(&asked)
        .await
        .unwrap();
    assert!(found.is_empty());
}
