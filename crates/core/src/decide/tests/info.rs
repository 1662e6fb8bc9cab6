//! `/info`: who gets the card and where; who writes in a client's group; a phone number that its owner shares.

use insta::assert_snapshot;
use relevo_telegram::{Contact, Content, UserId};

use super::desk::{
    BOT, Desk, GROUP, client_event, from_ann, group_event, in_club, in_topic, operator, person,
    speaking_chat, text,
};
use crate::Participant;
use crate::params::{Extensions, HideInfo};

fn hide(words: &str) -> HideInfo {
    HideInfo {
        name: words.contains("name"),
        title: words.contains("title"),
        links: words.contains("links"),
        command: words.contains("command"),
    }
}

/// Promise: where anything is hidden, those who may see it get the card alone; others get it as it may be seen, or where `/info` is for
/// few not at all. Whoever writes as the group cannot be sent anything.
#[test]
fn who_sees_the_card() {
    let mut rows = Vec::new();
    for desk in [Desk::with_ann(), Desk::with_club()] {
        for words in ["none", "name", "title", "links", "command", "name, command"] {
            for (who, allowed) in [
                ("may not", Extensions::Owners),
                ("may", Extensions::People(vec![77])),
                ("all may", Extensions::Everyone),
            ] {
                let mut desk = desk.clone();
                desk.connection.params.hide_info = hide(words);
                desk.connection.params.extensions_allowed = allowed;
                let kind = desk.conversation.as_ref().expect("there is one").kind;
                let command = operator(text("/info"));
                let said = desk.check(&group_event(command));
                rows.push(format!("{kind:?}, {words}, {who}: {}", line(&said)));
            }
        }
    }
    assert_snapshot!(rows.join("\n"));
    let mut rows = Vec::new();
    for words in ["none", "name", "command"] {
        for allowed in [Extensions::Owners, Extensions::Everyone] {
            let mut desk = Desk::with_ann();
            desk.connection.params.hide_info = hide(words);
            desk.connection.params.extensions_allowed = allowed.clone();
            let command = in_topic(speaking_chat(GROUP, "Desk"), text("/info"));
            let said = desk.check(&group_event(command));
            rows.push(format!("{words}, {allowed:?}: {}", line(&said)));
        }
    }
    assert_snapshot!("anonymous", rows.join("\n"));
}

fn line(said: &str) -> &str {
    said.lines().next().unwrap_or_default()
}

/// Promise: who writes in a group is noted once, and again only when they are called otherwise; not the installation's own bots, not
/// channels and chats that speak there, and nobody in a private chat.
#[test]
fn who_writes_is_noted_once() {
    let known = Desk::with_club().participant;
    let stranger = Desk {
        participant: None,
        author_digest: 5,
        ..Desk::with_club()
    };
    let renamed = Desk {
        participant: known.map(|known| Participant { digest: 4, ..known }),
        ..stranger.clone()
    };
    let as_before = Desk {
        author_digest: 4,
        ..renamed.clone()
    };
    let carl = || client_event(in_club(person(8, "Carl"), text("hello")));
    let club = || client_event(in_club(speaking_chat(GROUP, "Club"), text("hello")));
    let ours = || client_event(in_club(person(BOT.0, "Desk"), text("hello")));
    let ann = Desk {
        participant: None,
        ..Desk::with_ann()
    };
    let rows = [
        ("a stranger", stranger.check(&carl())),
        ("under another name", renamed.check(&carl())),
        ("as before", as_before.check(&carl())),
        ("as a chat", stranger.check(&club())),
        ("one of ours", stranger.check(&ours())),
        (
            "in private",
            ann.check(&client_event(from_ann(text("hello")))),
        ),
    ]
    .map(|(what, said)| format!("{what}\n{}", noted(&said)));
    assert_snapshot!(rows.join("\n"), @r#"
    a stranger
    card 200: "Carl" start None
    participant 8 of 5: card 200, names 5

    under another name
    card 60: "Carl" start None
    participant 8 of 5: card 60, names 5

    as before

    as a chat

    one of ours

    in private
    "#);
}

fn noted(said: &str) -> String {
    let lines = said
        .lines()
        .filter(|line| line.starts_with("card ") || line.starts_with("participant "));
    lines.map(|line| format!("{line}\n")).collect()
}

/// Promise: a phone number is kept where a client shares their own contact, and of nobody else's.
#[test]
fn a_phone_is_its_owners() {
    let shared = |user: Option<i64>| {
        Content::Contact(Contact {
            phone: "+34 600 100 200".into(),
            first_name: "Ann".into(),
            last_name: None,
            user: user.map(UserId),
            vcard: None,
        })
    };
    let of_ann = client_event(from_ann(shared(Some(super::desk::ANN))));
    let of_another = client_event(from_ann(shared(Some(9))));
    let of_nobody = client_event(from_ann(shared(None)));
    let in_a_group = client_event(in_club(person(8, "Carl"), shared(Some(8))));
    let ann = Desk::with_ann();
    assert!(kept(&ann, &of_ann));
    assert!(!kept(&ann, &of_another));
    assert!(!kept(&ann, &of_nobody));
    assert!(!kept(&Desk::with_club(), &in_a_group));
}

/// Whether a card with a phone number follows.
fn kept(desk: &Desk, event: &crate::Event) -> bool {
    let changes = desk.decide(event).changes;
    changes
        .iter()
        .any(|change| matches!(change, crate::Change::PutCard { card, .. } if card.phone.is_some()))
}
