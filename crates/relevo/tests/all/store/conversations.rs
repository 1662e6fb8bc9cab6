//! Conversations, topics and cards.

use relevo::store::StoreError;
use relevo_core::{Card, Change, Conversation, Topic};
use relevo_telegram::{ChatId, ChatKind, ThreadId};

use super::contracts;
use super::desk::{Desk, NOW_MS, card};

contracts! {
    found_by_chat_and_by_thread
    one_conversation_a_chat
    spare_topics_are_adopted
    cards_come_back
}

/// Promise: a conversation is found by its chat and by its topic, as it was last written.
async fn found_by_chat_and_by_thread(desk: Desk) {
    let one = desk.conversation(11, 501);
    let two = desk.conversation(12, -502);
    desk.apply(&[
        Change::NewConversation(one.clone()),
        Change::NewConversation(two.clone()),
    ])
    .await;
    let one = Conversation {
        topic: Topic::Open(ThreadId(70)),
        last_author: 501,
        unreachable: true,
        card_digest: i64::MIN,
        ..one
    };
    let two = Conversation {
        chat: ChatId(-1_000_000_000_502),
        kind: ChatKind::Supergroup,
        topic: Topic::Unsure { until_ms: NOW_MS },
        ..two
    };
    desk.apply(&[
        Change::UpdateConversation(one.clone()),
        Change::PutTopic {
            cell: desk.cell,
            thread: ThreadId(70),
            conversation: Some(one.id),
        },
        Change::UpdateConversation(two.clone()),
    ])
    .await;
    let mut tx = desk.locked().await;
    let chats = [ChatId(501), ChatId(-502), two.chat, ChatId(1)];
    let mut found = tx
        .conversations_by_chat(desk.connection, &chats)
        .await
        .unwrap();
    found.sort_by_key(|conversation| conversation.id);
    assert_eq!(found, [one.clone(), two.clone()]);
    let threads = [ThreadId(70), ThreadId(71), ThreadId(72)];
    let found = tx
        .conversations_by_thread(desk.cell, &threads)
        .await
        .unwrap();
    assert_eq!(found, [(ThreadId(70), one.clone())]);
    assert!(
        tx.conversations_by_chat(desk.connection, &[])
            .await
            .unwrap()
            .is_empty()
    );
    drop(tx);
    let mut found = desk
        .locked()
        .await
        .conversations(&[two.id, one.id, two.id])
        .await
        .unwrap();
    found.sort_by_key(|conversation| conversation.id);
    assert_eq!(found, [one.clone(), two.clone()]);
    let found = desk.store.conversations_of(desk.connection).await.unwrap();
    assert_eq!(found, [one, two]);
}

/// Promise: a second conversation for the same client chat is a named conflict, never a second topic.
async fn one_conversation_a_chat(desk: Desk) {
    desk.apply(&[Change::NewConversation(desk.conversation(11, 501))])
        .await;
    let mut tx = desk.locked().await;
    let error = tx
        .apply(&[Change::NewConversation(desk.conversation(12, 501))])
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Conflict(_)), "{error}");
    assert!(error.to_string().contains("conversation"));
}

/// Promise: the newest topic of nobody is offered until it has an owner, and an owner is never lost to a late echo.
async fn spare_topics_are_adopted(desk: Desk) {
    let conversation = desk.conversation(11, 501);
    let topic = |thread, conversation| Change::PutTopic {
        cell: desk.cell,
        thread: ThreadId(thread),
        conversation,
    };
    desk.apply(&[
        Change::NewConversation(conversation.clone()),
        topic(70, None),
        topic(71, None),
    ])
    .await;
    assert_eq!(
        desk.locked().await.spare_topic(desk.cell).await.unwrap(),
        Some(ThreadId(71))
    );
    desk.apply(&[topic(71, Some(conversation.id))]).await;
    assert_eq!(
        desk.locked().await.spare_topic(desk.cell).await.unwrap(),
        Some(ThreadId(70))
    );
    desk.apply(&[
        topic(71, None),
        topic(70, Some(conversation.id)),
        topic(70, None),
    ])
    .await;
    assert_eq!(
        desk.locked().await.spare_topic(desk.cell).await.unwrap(),
        None
    );
}

/// Promise: names come back whole, in their last version.
async fn cards_come_back(desk: Desk) {
    let id = desk.conversation(11, 501).card;
    let whole = Card {
        name: "Zoë".into(),
        last_name: Some("O'Neil".into()),
        username: Some("zoe".into()),
        language: Some("pt-br".into()),
        start_parameter: Some("ad_7".into()),
    };
    desk.apply(&[Change::PutCard {
        id,
        card: card("Before"),
    }])
    .await;
    desk.apply(&[
        Change::PutCard {
            id,
            card: card("Between"),
        },
        Change::PutCard {
            id,
            card: whole.clone(),
        },
    ])
    .await;
    assert!(desk.locked().await.card(id).await.unwrap() == Some(whole));
    assert!(
        desk.locked()
            .await
            .card(relevo_core::CardId(1))
            .await
            .unwrap()
            .is_none()
    );
}
