//! What edits and withdrawals ask of the store: what is known of a message, and what its delivery must read anew.

use relevo_core::{
    Callback, CallbackAction, Change, ConversationId, Direction, Job, Link, LinkRole, Recall, Seq,
    Version,
};
use relevo_telegram::{ChatId, MessageId, Place, Text};

use super::contracts;
use super::desk::{Desk, GROUP, NOW_MS};

contracts! {
    the_links_of_a_message
    a_team_message_has_a_link_for_each_copy
    what_waits_is_found_by_its_message
    what_was_revised_is_told_once
    jobs_of_edits_come_back
}

fn at(chat: ChatId, message: i64) -> Place {
    Place {
        chat,
        message: MessageId(message),
    }
}

/// Promise: a message's links are found from both sides, with what they hold; another chat's message of the same number has none
/// of them.
async fn the_links_of_a_message(desk: Desk) {
    let (one, two) = (desk.conversation(11, 501), desk.conversation(12, 502));
    let line = Link {
        role: LinkRole::AuthorLine,
        ..desk.link(&one, 100, 9_001)
    };
    let copy = desk.link(&one, 100, 9_002);
    let other = desk.link(&two, 100, 9_003);
    desk.apply(&[
        Change::NewConversation(one.clone()),
        Change::NewConversation(two.clone()),
        Change::Link(copy),
        Change::Link(line),
        Change::Link(other),
    ])
    .await;
    let newer = Change::Version {
        cell: desk.cell,
        identity: desk.identity,
        source: at(one.chat, 100),
        direction: Direction::ToTopic,
        digest: -9,
    };
    desk.apply(&[newer]).await;
    let mut tx = desk.locked().await;
    let known = tx
        .links_of_client(desk.identity, &[at(one.chat, 100), at(one.chat, 777)])
        .await;
    let newer = |link: Link| Link { digest: -9, ..link };
    assert_eq!(known.unwrap(), [newer(line), newer(copy)]);
    let known = tx
        .links_of_topic(desk.cell, &[MessageId(9_003), MessageId(9_002)])
        .await;
    assert_eq!(known.unwrap(), [newer(copy), other]);
    assert!(tx.links_of_topic(desk.cell, &[]).await.unwrap().is_empty());
    assert!(
        tx.links_of_client(desk.identity, &[])
            .await
            .unwrap()
            .is_empty()
    );
}

/// Promise: every copy keeps its link; a reply means the newest; what was withdrawn has no other side any more.
async fn a_team_message_has_a_link_for_each_copy(desk: Desk) {
    let one = desk.conversation(11, 501);
    let team = |client| Link {
        role: LinkRole::Team,
        ..desk.link(&one, client, 9_001)
    };
    desk.apply(&[
        Change::NewConversation(one.clone()),
        Change::Link(team(100)),
        Change::Link(team(104)),
    ])
    .await;
    let ask = |direction, message| relevo::store::ReplyAsk {
        conversation: one.id,
        direction,
        message,
    };
    let asked = [
        ask(Direction::ToClient, 9_001),
        ask(Direction::ToTopic, 100),
        ask(Direction::ToTopic, 104),
    ];
    for (role, expected) in [
        (LinkRole::Team, [Some(104), Some(9_001), Some(9_001)]),
        (LinkRole::TeamNote, [Some(104), Some(9_001), Some(9_001)]),
        (LinkRole::Withdrawn, [None, None, None]),
    ] {
        desk.apply(&[Change::Role {
            conversation: one.id,
            cell: desk.cell,
            topic_message: MessageId(9_001),
            role,
        }])
        .await;
        let mut tx = desk.locked().await;
        assert_eq!(tx.reply_targets(&asked).await.unwrap(), expected);
        let roles = tx.link_roles(desk.cell, &[MessageId(9_001)]).await.unwrap();
        assert!(roles.iter().all(|(_, known)| *known == role));
    }
    let newer = Change::Version {
        cell: desk.cell,
        identity: desk.identity,
        source: at(GROUP, 9_001),
        direction: Direction::ToClient,
        digest: -9,
    };
    desk.apply(&[newer]).await;
    let mut tx = desk.locked().await;
    let known = tx
        .links_of_topic(desk.cell, &[MessageId(9_001)])
        .await
        .unwrap();
    assert_eq!(
        known.iter().map(|link| link.digest).collect::<Vec<_>>(),
        [-9, -9]
    );
}

/// Promise: every delivery that a message caused is found by it, body included, in order, and no other.
async fn what_waits_is_found_by_its_message(desk: Desk) {
    let text = |words: &str| Job::Text {
        text: Text::plain(words),
        no_preview: false,
    };
    let one = desk.delivery_of(Seq(1), text("one"));
    let mut edit = desk.delivery_of(Seq(3), text("one, corrected"));
    edit.cause = one.cause;
    let mut other = desk.delivery_of(Seq(2), text("other"));
    let source = one.cause.expect("it has one").source;
    if let Some(cause) = &mut other.cause {
        cause.source.message = MessageId(source.message.0 + 1);
    }
    let changes = [&edit, &one, &other].map(|delivery| Change::Deliver(delivery.clone()));
    desk.apply(&changes).await;
    let mut tx = desk.locked().await;
    let elsewhere = at(ChatId(source.chat.0 + 1), source.message.0);
    let found = tx
        .deliveries_of(desk.cell, &[source, elsewhere])
        .await
        .unwrap();
    assert_eq!(found, [one, edit]);
    assert!(tx.deliveries_of(desk.cell, &[]).await.unwrap().is_empty());
}

/// Promise: what was revised is told to whoever locks the cell next, once; a page that is rolled back revises nothing.
async fn what_was_revised_is_told_once(desk: Desk) {
    let mut tx = desk.locked().await;
    let before = tx.revision();
    tx.revise(desk.cell, &[]).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = desk.locked().await;
    assert_eq!(tx.revision(), before);
    tx.revise(desk.cell, &[Seq(4), Seq(5)]).await.unwrap();
    tx.revise(desk.cell, &[Seq(5)]).await.unwrap();
    tx.commit().await.unwrap();
    let mut lost = desk.locked().await;
    lost.revise(desk.cell, &[Seq(6)]).await.unwrap();
    drop(lost);
    let mut tx = desk.locked().await;
    assert!(tx.revision() > before);
    let mut revised = tx.take_revised(desk.cell).await.unwrap();
    revised.sort();
    assert_eq!(revised, [Seq(4), Seq(5)]);
    tx.commit().await.unwrap();
    let mut tx = desk.locked().await;
    assert!(tx.take_revised(desk.cell).await.unwrap().is_empty());
}

/// Promise: an edit, what was recalled and a withdrawal come back as they were written, and so does their button.
async fn jobs_of_edits_come_back(desk: Desk) {
    let words = || Text::plain("new words");
    let anew = || {
        Box::new(Job::Text {
            text: words(),
            no_preview: false,
        })
    };
    let versions = [
        Version::Text {
            text: words(),
            no_preview: false,
        },
        Version::Text {
            text: words(),
            no_preview: true,
        },
        Version::Caption {
            text: words(),
            above: true,
        },
        Version::Whole,
    ];
    let mut jobs: Vec<Job> = versions
        .into_iter()
        .map(|version| Job::Edit {
            version,
            in_place: true,
            anew: anew(),
        })
        .collect();
    jobs.extend([Recall::Message, Recall::Note, Recall::Withdraw].map(Job::Recalled));
    jobs.push(Job::Withdraw {
        rest: vec![MessageId(9_002)],
        about: MessageId(9_001),
        copies: vec![at(ChatId(501), 100), at(ChatId(501), 104)],
    });
    let written: Vec<_> = jobs
        .into_iter()
        .zip(1..)
        .map(|(job, seq)| desk.delivery_of(Seq(seq), job))
        .collect();
    let changes: Vec<Change> = written.iter().cloned().map(Change::Deliver).collect();
    desk.apply(&changes).await;
    assert_eq!(desk.lanes().await, written);
    let button = Callback {
        id: 7,
        cell: desk.cell,
        conversation: ConversationId(11),
        seq: Seq(0),
        about: Some(MessageId(9_001)),
        action: CallbackAction::Withdraw,
        expires_ms: NOW_MS,
    };
    desk.apply(&[Change::PutCallback(button.clone())]).await;
    assert_eq!(desk.locked().await.callbacks(&[7]).await.unwrap(), [button]);
}
