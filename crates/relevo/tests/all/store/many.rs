//! Many rows at once.

use std::collections::HashSet;

use relevo_core::{Change, ConversationId, Delivery, Fate, Seq, State, Topic};
use relevo_telegram::{ChatId, MessageId, Method, ThreadId, UpdateId};

use super::contracts;
use super::desk::{Desk, NOW_MS, card, words};

contracts! {
    a_thousand_mixed_changes
}

/// Promise: a thousand changes of every table, of sizes that no chunk divides, are all there afterwards.
async fn a_thousand_mixed_changes(desk: Desk) {
    let rows = 203_i64;
    let mut changes = Vec::new();
    for n in 1..=rows {
        let conversation = desk.conversation(n, 5_000 + n);
        let seq = Seq(n);
        changes.push(Change::Fate {
            mark: desk.mark(n),
            fate: Fate::Waiting,
        });
        changes.push(Change::NewConversation(conversation.clone()));
        changes.push(Change::PutCard {
            id: conversation.card,
            card: card(&format!("Client {n}")),
        });
        changes.push(Change::Deliver(Delivery {
            conversation: Some(conversation.id),
            ..desk.delivery_of(seq, words(&format!("words {n}")))
        }));
        changes.push(Change::PutTopic {
            cell: desk.cell,
            thread: ThreadId(n),
            conversation: Some(conversation.id),
        });
        changes.push(Change::Link(desk.link(&conversation, n, 10_000 + n)));
    }
    assert!(changes.len() > 1_000);
    desk.apply(&changes).await;
    let mut moved = Vec::new();
    for n in 1..=rows {
        let conversation = desk.conversation(n, 5_000 + n);
        moved.push(Change::topic(&conversation, Topic::Open(ThreadId(n))));
        moved.push(Change::Progress {
            cell: desk.cell,
            seq: Seq(n),
            state: State::Claimed {
                epoch: 1,
                method: Method::SendText,
                relay: None,
            },
            attempts: 1,
            step: 0,
            header_message: None,
            repeat: false,
            bare: false,
        });
    }
    desk.apply(&moved).await;
    check(&desk, rows).await;
    let gone: Vec<Change> = (1..=rows)
        .map(|n| Change::Remove {
            cell: desk.cell,
            seq: Seq(n),
        })
        .collect();
    desk.apply(&gone).await;
    assert!(desk.lanes().await.is_empty());
}

async fn check(desk: &Desk, rows: i64) {
    let deliveries = desk.lanes().await;
    assert_eq!(deliveries.len() as i64, rows);
    for (delivery, n) in deliveries.iter().zip(1..) {
        assert_eq!(delivery.job, words(&format!("words {n}")));
        assert_eq!((delivery.seq, delivery.attempts), (Seq(n), 1));
        assert_eq!(delivery.made_ms, NOW_MS);
    }
    let ids: Vec<_> = (1..=rows).map(ConversationId).collect();
    let mut tx = desk.locked().await;
    let found = tx.conversations(&ids).await.unwrap();
    assert_eq!(found.len() as i64, rows);
    for conversation in &found {
        assert_eq!(conversation.topic, Topic::Open(ThreadId(conversation.id.0)));
        let card = tx.card(conversation.card).await.unwrap().unwrap();
        assert_eq!(card.name, format!("Client {}", conversation.id.0));
    }
    let updates: Vec<_> = (1..=rows + 5).map(UpdateId).collect();
    let seen = tx.seen(desk.identity, 0, &updates).await.unwrap();
    assert_eq!(seen, (1..=rows).map(UpdateId).collect::<HashSet<_>>());
    let threads: Vec<_> = (1..=rows).map(ThreadId).collect();
    let found = tx
        .conversations_by_thread(desk.cell, &threads)
        .await
        .unwrap();
    let unique: HashSet<_> = found.iter().map(|(thread, _)| *thread).collect();
    assert_eq!((found.len() as i64, unique.len() as i64), (rows, rows));
    let chats: Vec<_> = (1..=rows).map(|n| ChatId(5_000 + n)).collect();
    let found = tx
        .conversations_by_chat(desk.connection, &chats)
        .await
        .unwrap();
    assert_eq!(found.len() as i64, rows);
    let messages: Vec<_> = (1..=rows).map(|n| MessageId(10_000 + n)).collect();
    let roles = tx.link_roles(desk.cell, &messages).await.unwrap();
    assert_eq!(roles.len() as i64, rows);
}
