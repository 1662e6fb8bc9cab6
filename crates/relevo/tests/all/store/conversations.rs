//! Conversations, topics and cards.

use relevo::secrets::Secret;
use relevo::store::StoreError;
use relevo_core::{Card, CardId, CellId, Change, Conversation, Delivery, Seq, State, Topic};
use relevo_telegram::{ChatId, ChatKind, ThreadId, UserId};

use super::contracts;
use super::desk::{Desk, NOW_MS, card, words};

contracts! {
    found_by_chat_and_by_thread
    one_conversation_a_chat
    the_newest_topic_has_an_owner
    a_topic_being_made_is_found
    an_unsure_topic_is_found
    cards_come_back
    a_phone_is_kept
    a_start_parameter_is_kept
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

/// Promise: the newest topic is the newest that has an owner, in this cell; an owner is never lost to a late echo.
async fn the_newest_topic_has_an_owner(desk: Desk) {
    let conversation = desk.conversation(11, 501);
    let topic_in = |cell, thread, conversation| Change::PutTopic {
        cell,
        thread: ThreadId(thread),
        conversation,
    };
    let topic = |thread, conversation| topic_in(desk.cell, thread, conversation);
    let newest = async || {
        desk.locked()
            .await
            .newest_topic(desk.cell)
            .await
            .unwrap()
            .map(|thread| thread.0)
    };
    desk.apply(&[
        Change::NewConversation(conversation.clone()),
        topic(70, None),
        topic_in(CellId(desk.cell.0 + 1), 99, Some(conversation.id)),
    ])
    .await;
    assert_eq!(newest().await, None);
    desk.apply(&[topic(70, Some(conversation.id)), topic(71, None)])
        .await;
    assert_eq!(newest().await, Some(70));
    desk.apply(&[topic(70, None)]).await;
    assert_eq!(newest().await, Some(70), "an echo takes nobody's topic");
}

/// Promise: the conversation whose topic is being made is found while the call is claimed, and while its outcome is unknown.
async fn a_topic_being_made_is_found(desk: Desk) {
    let conversation = desk.conversation(11, 501);
    let claimed = Delivery {
        conversation: Some(conversation.id),
        state: State::Claimed {
            epoch: 1,
            method: relevo_telegram::Method::CreateTopic,
            relay: None,
        },
        ..desk.delivery_of(Seq(5), words("x"))
    };
    let find = async || desk.locked().await.creating_topic(desk.cell).await.unwrap();
    desk.apply(&[
        Change::NewConversation(conversation.clone()),
        Change::Deliver(claimed.clone()),
    ])
    .await;
    assert_eq!(find().await, Some(conversation.id));
    let unsure = Topic::Unsure { until_ms: NOW_MS };
    desk.apply(&[
        Change::Remove {
            cell: desk.cell,
            seq: claimed.seq,
        },
        Change::topic(&conversation, unsure),
    ])
    .await;
    assert_eq!(find().await, Some(conversation.id));
    desk.apply(&[Change::topic(&conversation, Topic::None)])
        .await;
    assert_eq!(find().await, None);
}

/// Promise: the one conversation of the cell whose topic may have been made is found until it is settled;
/// another cell's never.
async fn an_unsure_topic_is_found(desk: Desk) {
    let mut tx = desk.store.write().await.unwrap();
    let token = Secret::new("2:x".into());
    let user = UserId(2);
    let identity = tx.put_identity(user, "other_bot", &token).await.unwrap();
    let other_cell = tx.put_cell(ChatId(-1_009), identity).await.unwrap();
    let other = tx.add_connection(identity, other_cell, None).await.unwrap();
    tx.commit().await.unwrap();
    let unsure = |conversation: Conversation, until_ms| Conversation {
        topic: Topic::Unsure { until_ms },
        ..conversation
    };
    let here = unsure(desk.conversation(11, 501), NOW_MS);
    let there = Conversation {
        connection: other,
        ..unsure(desk.conversation(12, 502), NOW_MS + 1)
    };
    let find = async |cell| desk.locked().await.unsure_topic(cell).await.unwrap();
    desk.apply(&[
        Change::NewConversation(desk.conversation(10, 500)),
        Change::NewConversation(there.clone()),
    ])
    .await;
    assert_eq!(find(desk.cell).await, None);
    assert_eq!(find(other_cell).await, Some((there.id, NOW_MS + 1)));
    desk.apply(&[Change::NewConversation(here.clone())]).await;
    assert_eq!(find(desk.cell).await, Some((here.id, NOW_MS)));
    desk.apply(&[Change::topic(&here, Topic::Open(ThreadId(7)))])
        .await;
    assert_eq!(find(desk.cell).await, None);
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
        phone: Some("+34 600 100 200".into()),
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

/// Promise: a phone number that its owner has shared outlives every later change of the names; only another one replaces it.
async fn a_phone_is_kept(desk: Desk) {
    let put = |name: &str, phone: Option<&str>| Change::PutCard {
        id: CardId(1),
        card: Card {
            phone: phone.map(str::to_owned),
            ..card(name)
        },
    };
    let read = async || -> (String, Option<String>) {
        let mut tx = desk.locked().await;
        let card = tx.card(CardId(1)).await.unwrap().unwrap();
        (card.name, card.phone)
    };
    let is = |name: &str, phone: &str| (name.to_owned(), Some(phone.to_owned()));
    desk.apply(&[put("Zoë", Some("+34 1"))]).await;
    desk.apply(&[put("Zoë B.", None)]).await;
    assert_eq!(read().await, is("Zoë B.", "+34 1"));
    desk.apply(&[put("Zoë C.", Some("+34 2")), put("Zoë D.", None)])
        .await;
    assert_eq!(read().await, is("Zoë D.", "+34 2"));
}

/// Promise: a start parameter, which comes once, outlives every later change of the names, in one list or in several; only
/// another start parameter replaces it.
async fn a_start_parameter_is_kept(desk: Desk) {
    let put = |id, name: &str, start: Option<&str>| Change::PutCard {
        id: CardId(id),
        card: Card {
            start_parameter: start.map(str::to_owned),
            ..card(name)
        },
    };
    let read = async |id| -> (String, Option<String>) {
        let mut tx = desk.locked().await;
        let card = tx.card(CardId(id)).await.unwrap().unwrap();
        (card.name, card.start_parameter)
    };
    let is = |name: &str, start: Option<&str>| (name.to_owned(), start.map(str::to_owned));
    desk.apply(&[put(1, "Zoë", Some("ad_7")), put(2, "Max", None)])
        .await;
    desk.apply(&[put(1, "Zoë B.", None), put(2, "Max M.", None)])
        .await;
    assert_eq!(read(1).await, is("Zoë B.", Some("ad_7")));
    assert_eq!(read(2).await, is("Max M.", None));
    desk.apply(&[put(1, "Zoë C.", Some("ad_8")), put(1, "Zoë D.", None)])
        .await;
    assert_eq!(read(1).await, is("Zoë D.", Some("ad_8")));
    desk.apply(&[
        put(1, "Zoë", None),
        put(3, "Ann", Some("x")),
        put(3, "Anna", None),
    ])
    .await;
    assert_eq!(read(1).await, is("Zoë", Some("ad_8")));
    assert_eq!(read(3).await, is("Anna", Some("x")));
}
