//! Who was seen writing in clients' groups, and when clients wrote.

use relevo_core::{CardId, Change, ConversationId, Link, LinkRole, Participant};
use relevo_telegram::{ChatId, MessageId, UserId};

use super::contracts;
use super::desk::{Desk, card};

contracts! {
    participants_are_known_by_person
    the_first_are_named
    contact_is_what_the_client_wrote
}

fn seen(conversation: i64, person: i64, (digest, at_ms): (i64, i64)) -> Vec<Change> {
    let id = CardId(1_000 * conversation + person);
    let participant = Participant {
        conversation: ConversationId(conversation),
        person: UserId(person),
        card: id,
        digest,
    };
    vec![
        Change::PutCard {
            id,
            card: card(&format!("Person {person}, {digest}")),
        },
        Change::Participant { participant, at_ms },
    ]
}

/// Promise: people are found in all groups in which they have written, with the digest of their last names; nobody else is.
async fn participants_are_known_by_person(desk: Desk) {
    let changes = [
        seen(5, 7, (1, 10)),
        seen(6, 7, (1, 11)),
        seen(5, 8, (1, 12)),
        seen(5, 7, (2, 13)),
    ];
    desk.apply(&changes.concat()).await;
    desk.apply(&seen(6, 7, (3, 14))).await;
    let asked = [UserId(7), UserId(9)];
    let mut found = desk.locked().await.participants(&asked).await.unwrap();
    found.sort_by_key(|one| one.conversation);
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.conversation.0, one.person.0, one.card.0, one.digest))
        .collect();
    assert_eq!(found, [(5, 7, 5_007, 2), (6, 7, 6_007, 3)]);
}

/// Promise: who wrote first is named first, by their last names, however often they are noted; thirty are named, the others counted.
async fn the_first_are_named(desk: Desk) {
    for person in 1..=33 {
        desk.apply(&seen(5, person, (1, 100 - person))).await;
    }
    desk.apply(&seen(5, 33, (2, 500))).await;
    desk.apply(&seen(6, 70, (1, 1))).await;
    let mut tx = desk.locked().await;
    let (named, more) = tx.first_participants(ConversationId(5)).await.unwrap();
    assert_eq!((named.len(), more), (30, 3));
    assert_eq!((named[0].0, named[0].1.name.as_str()), (33, "Person 33, 2"));
    assert_eq!(named[29].0, 4);
    let (named, more) = tx.first_participants(ConversationId(7)).await.unwrap();
    assert_eq!((named.len(), more), (0, 0));
}

/// Promise: first and last contact are the client's messages alone, of this conversation alone.
async fn contact_is_what_the_client_wrote(desk: Desk) {
    let link = |conversation: i64, number: i64, role: LinkRole, made_ms: i64| {
        Change::Link(Link {
            conversation: ConversationId(conversation),
            cell: desk.cell,
            identity: desk.identity,
            client_chat: ChatId(501),
            client_message: MessageId(number),
            topic_message: MessageId(number),
            relay: None,
            role,
            kind: relevo_core::ContentKind::Text,
            digest: 0,
            author: 0,
            made_ms,
        })
    };
    let contact = async || {
        let mut tx = desk.locked().await;
        tx.contact_ms(ConversationId(5)).await.unwrap()
    };
    assert_eq!(contact().await, None);
    desk.apply(&[link(5, 1, LinkRole::Notice, 10)]).await;
    assert_eq!(contact().await, None);
    desk.apply(&[
        link(5, 2, LinkRole::Client, 20),
        link(5, 3, LinkRole::Item, 30),
        link(5, 4, LinkRole::Team, 40),
        link(6, 5, LinkRole::Client, 50),
    ])
    .await;
    assert_eq!(contact().await, Some((20, 30)));
}
