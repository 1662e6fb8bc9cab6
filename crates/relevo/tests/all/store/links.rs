//! Links and what is answered.

use relevo::store::ReplyAsk;
use relevo_core::{Change, Conversation, Direction, Link, LinkRole};
use relevo_telegram::{ChatId, MessageId};

use super::contracts;
use super::desk::Desk;

contracts! {
    replies_find_the_other_side
    a_migrated_chat_keeps_its_numbers_apart
    roles_of_messages
    who_wrote_a_message
}

fn ask(conversation: &Conversation, direction: Direction, message: i64) -> ReplyAsk {
    ReplyAsk {
        conversation: conversation.id,
        direction,
        message,
    }
}

/// Promise: a reply finds its counterpart both ways, in its own conversation only: towards the topic never the author
/// line, towards the client an author line means its message, and notes have no counterpart.
async fn replies_find_the_other_side(desk: Desk) {
    let one = desk.conversation(11, 501);
    let two = desk.conversation(12, 502);
    let line = |link: Link, role| Change::Link(Link { role, ..link });
    desk.apply(&[
        Change::NewConversation(one.clone()),
        Change::NewConversation(two.clone()),
        line(desk.link(&one, 100, 9_001), LinkRole::Client),
        line(desk.link(&one, 100, 9_002), LinkRole::AuthorLine),
        line(desk.link(&one, 101, 9_003), LinkRole::Team),
        line(desk.link(&one, 0, 9_004), LinkRole::Note),
        // The same number in another chat, and the same message sent twice.
        line(desk.link(&two, 100, 9_005), LinkRole::Client),
        line(desk.link(&two, 100, 9_006), LinkRole::Client),
    ])
    .await;
    let asked = [
        ask(&one, Direction::ToTopic, 100),
        ask(&two, Direction::ToTopic, 100),
        ask(&one, Direction::ToTopic, 101),
        ask(&one, Direction::ToTopic, 999),
        ask(&one, Direction::ToClient, 9_001),
        ask(&one, Direction::ToClient, 9_002),
        ask(&one, Direction::ToClient, 9_003),
        ask(&one, Direction::ToClient, 9_004),
        ask(&one, Direction::ToClient, 9_005),
        ask(&one, Direction::Aside, 9_001),
    ];
    let expected = [
        Some(9_001),
        Some(9_006),
        Some(9_003),
        None,
        Some(100),
        Some(100),
        Some(101),
        None,
        None,
        None,
    ];
    assert_eq!(
        desk.locked().await.reply_targets(&asked).await.unwrap(),
        expected
    );
    assert!(
        desk.locked()
            .await
            .reply_targets(&[])
            .await
            .unwrap()
            .is_empty()
    );
}

/// Promise: after a group became a supergroup, a message of the new chat is never taken for one of the old with the same
/// number.
async fn a_migrated_chat_keeps_its_numbers_apart(desk: Desk) {
    let before = desk.conversation(11, -501);
    desk.apply(&[
        Change::NewConversation(before.clone()),
        Change::Link(desk.link(&before, 100, 9_001)),
    ])
    .await;
    let after = Conversation {
        chat: ChatId(-1_000_000_000_501),
        ..before
    };
    desk.apply(&[Change::UpdateConversation(after.clone())])
        .await;
    let asked = [
        ask(&after, Direction::ToTopic, 100),
        ask(&after, Direction::ToClient, 9_001),
    ];
    assert_eq!(
        desk.locked().await.reply_targets(&asked).await.unwrap(),
        [None, None]
    );
}

/// Promise: what a message of the group stands for is known, by cell and message.
async fn roles_of_messages(desk: Desk) {
    let one = desk.conversation(11, 501);
    let roles = [
        LinkRole::Client,
        LinkRole::Team,
        LinkRole::AuthorLine,
        LinkRole::Note,
        LinkRole::Notice,
    ];
    let links: Vec<Change> = roles
        .into_iter()
        .zip(1..)
        .map(|(role, message)| {
            Change::Link(Link {
                role,
                ..desk.link(&one, message, message)
            })
        })
        .collect();
    desk.apply(&links).await;
    // A version was on its way when the message became a note: it stays one.
    let late = |client, role| {
        Change::Link(Link {
            role,
            ..desk.link(&one, client, 7)
        })
    };
    desk.apply(&[late(7, LinkRole::TeamNote), late(8, LinkRole::Team)])
        .await;
    let mut tx = desk.locked().await;
    let found = tx.link_roles(desk.cell, &[MessageId(7)]).await.unwrap();
    let last = found.last().map(|(_, role)| *role);
    assert_eq!(last, Some(LinkRole::TeamNote), "the last one counts");
    let asked = [1, 2, 3, 4, 5, 6].map(MessageId);
    let mut found = tx.link_roles(desk.cell, &asked).await.unwrap();
    found.sort_by_key(|(message, _)| *message);
    let expected: Vec<_> = (1..).map(MessageId).zip(roles).collect();
    assert_eq!(found, expected);
}

/// Promise: who of a group wrote what a link leads to is kept with it, a channel that speaks as well as a person; a later version of the
/// link replaces it.
async fn who_wrote_a_message(desk: Desk) {
    let one = desk.conversation(11, -501);
    let by = |author, topic| {
        Change::Link(Link {
            author,
            ..desk.link(&one, 100, topic)
        })
    };
    desk.apply(&[by(8, 1), by(-1_009, 2), by(0, 3)]).await;
    desk.apply(&[by(9, 3)]).await;
    let mut tx = desk.locked().await;
    let asked = [1, 2, 3].map(MessageId);
    let found = tx.links_of_topic(desk.cell, &asked).await.unwrap();
    let authors: Vec<i64> = found.iter().map(|link| link.author).collect();
    assert_eq!(authors, [8, -1_009, 9]);
}
