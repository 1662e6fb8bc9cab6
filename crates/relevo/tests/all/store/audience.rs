//! Whom a selection means, a page after the other.

use relevo::secrets::Secret;
use relevo::store::AudienceAfter;
use relevo_core::audience::{Selection, WhomKind};
use relevo_core::{Card, Change, ConnectionId, Conversation, ConversationId};
use relevo_telegram::{ChatId, ChatKind, UserId};

use super::contracts;
use super::desk::{Desk, NOW_MS};
use super::marks::set;

contracts! {
    every_condition_holds
    a_page_looks_at_so_many
    a_long_list_is_read_to_its_end
}

/// Another connection of the cell, and one of another cell.
async fn others(desk: &Desk) -> [ConnectionId; 2] {
    let mut tx = desk.store.write().await.unwrap();
    let mut made = Vec::new();
    for (user, group) in [(1, None), (2, Some(ChatId(-1_001_111_111_111)))] {
        let token = Secret::new(format!("{user}:token"));
        let identity = tx.put_identity(UserId(user), "bot", &token).await.unwrap();
        let cell = match group {
            None => desk.cell,
            Some(group) => tx.put_cell(group, identity).await.unwrap(),
        };
        made.push(tx.add_connection(identity, cell, None).await.unwrap());
    }
    tx.commit().await.unwrap();
    made.try_into().unwrap()
}

/// The conversations that are met, in order, and how many pages that took.
async fn met(desk: &Desk, selection: &Selection, stretch: i64) -> (Vec<i64>, usize) {
    let (mut met, mut pages, mut after) = (Vec::new(), 0, AudienceAfter::default());
    loop {
        let page = desk
            .store
            .audience(desk.cell, selection, after, stretch)
            .await
            .unwrap();
        met.extend(page.conversations.iter().map(|one| one.id.0));
        pages += 1;
        match page.next {
            Some(next) => after = next,
            None => return (met, pages),
        }
    }
}

/// Promise: who meets every condition is met, once, over every connection of the cell and no other.
async fn every_condition_holds(desk: Desk) {
    let [second, elsewhere] = others(&desk).await;
    let one = |id: i64, connection, kind| Conversation {
        connection,
        kind,
        ..desk.conversation(id, 1_000 + id)
    };
    let first = desk.connection;
    let all = [
        one(1, first, ChatKind::Private),
        one(2, second, ChatKind::Supergroup),
        one(3, first, ChatKind::Group),
        one(4, elsewhere, ChatKind::Private),
        one(5, second, ChatKind::Private),
        one(6, first, ChatKind::Channel),
    ];
    let languages = [
        Some("es"),
        None,
        Some("en"),
        Some("es"),
        Some("es-MX"),
        None,
    ];
    let mut changes: Vec<Change> = Vec::new();
    for (conversation, language) in all.iter().zip(languages) {
        let card = Card {
            name: format!("Person {}", conversation.id.0),
            language: language.map(str::to_owned),
            ..Card::default()
        };
        changes.push(Change::PutCard {
            id: conversation.card,
            card,
        });
        changes.push(Change::NewConversation(conversation.clone()));
        let ago = conversation.id.0 * 1_000;
        changes.push(Change::Link(relevo_core::Link {
            made_ms: NOW_MS - ago,
            ..desk.link(conversation, conversation.id.0, conversation.id.0)
        }));
    }
    desk.apply(&changes).await;
    let marks = desk.new_marks(&["vip", "new"]).await;
    let (vip, new) = (marks[0].id, marks[1].id);
    let events = [1, 2, 5].map(|id| set(vip, id, true));
    desk.note(&events).await;
    desk.note(&[set(new, 5, true)]).await;
    let everybody = Selection::default();
    let rows: [(Selection, &[i64]); 11] = [
        (everybody.clone(), &[1, 3, 6, 2, 5]),
        (
            Selection {
                with: vec![vip],
                ..everybody.clone()
            },
            &[1, 2, 5],
        ),
        (
            Selection {
                with: vec![vip, new],
                ..everybody.clone()
            },
            &[5],
        ),
        (
            Selection {
                without: vec![vip],
                ..everybody.clone()
            },
            &[3, 6],
        ),
        (
            Selection {
                with: vec![vip],
                without: vec![new],
                ..everybody.clone()
            },
            &[1, 2],
        ),
        (
            Selection {
                language: Some("es".into()),
                ..everybody.clone()
            },
            &[1, 5],
        ),
        (
            Selection {
                active_since_ms: Some(NOW_MS - 3_000),
                ..everybody.clone()
            },
            &[1, 3, 2],
        ),
        (
            Selection {
                kind: Some(WhomKind::Group),
                ..everybody.clone()
            },
            &[3, 2],
        ),
        (
            Selection {
                connection: Some(second),
                ..everybody.clone()
            },
            &[2, 5],
        ),
        (
            Selection {
                connection: Some(elsewhere),
                ..everybody.clone()
            },
            &[],
        ),
        (
            Selection {
                chats: Some(vec![ChatId(1_001), ChatId(1_002), ChatId(1_004), ChatId(7)]),
                connection: Some(first),
                with: vec![vip],
                language: Some("es".into()),
                active_since_ms: Some(NOW_MS - 3_000),
                kind: Some(WhomKind::Private),
                ..everybody.clone()
            },
            &[1],
        ),
    ];
    for (selection, expected) in rows {
        assert_eq!(
            met(&desk, &selection, 100).await.0,
            expected,
            "{selection:?}"
        );
        assert_eq!(met(&desk, &selection, 1).await.0, expected, "{selection:?}");
    }
}

/// Promise: a page looks at no more conversations than it is to, whether they are met or not: what nobody meets takes as many pages as
/// what all do.
async fn a_page_looks_at_so_many(desk: Desk) {
    let all = (1..=25).map(|id| Change::NewConversation(desk.conversation(id, 1_000 + id)));
    desk.apply(&all.collect::<Vec<_>>()).await;
    let marks = desk.new_marks(&["vip"]).await;
    let everybody = Selection::default();
    let (found, pages) = met(&desk, &everybody, 10).await;
    assert_eq!((found, pages), ((1..=25).collect(), 4));
    let nobody = Selection {
        active_since_ms: Some(0),
        ..everybody.clone()
    };
    assert_eq!(met(&desk, &nobody, 10).await, (vec![], 4));
    let events: Vec<_> = (1..=25).map(|id| set(marks[0].id, id, true)).collect();
    desk.note(&events).await;
    let marked = Selection {
        with: vec![marks[0].id],
        ..everybody
    };
    assert_eq!(met(&desk, &marked, 10).await, ((1..=25).collect(), 3));
}

/// Promise: of a list longer than a statement takes everybody is met once.
async fn a_long_list_is_read_to_its_end(desk: Desk) {
    let all = (1..=300).map(|id| Change::NewConversation(desk.conversation(id, 1_000 + id)));
    desk.apply(&all.collect::<Vec<_>>()).await;
    let listed = Selection {
        chats: Some((1..=300).map(|id| ChatId(1_000 + id)).collect()),
        ..Selection::default()
    };
    assert_eq!(met(&desk, &listed, 10).await, ((1..=300).collect(), 3));
    // By their own numbers, and those of them that are in a list of chats.
    let named = Selection {
        conversations: Some((1..=310).map(ConversationId).collect()),
        ..Selection::default()
    };
    assert_eq!(met(&desk, &named, 10).await, ((1..=300).collect(), 3));
    let both = Selection {
        chats: Some(vec![ChatId(1_002), ChatId(1_200), ChatId(9_999)]),
        ..named
    };
    assert_eq!(met(&desk, &both, 10).await.0, [2, 200]);
}
