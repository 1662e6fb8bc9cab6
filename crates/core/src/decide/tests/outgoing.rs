//! What must not leave with a team message: a way to a colleague's profile, and words that are not let through wherever they stand.

use relevo_telegram::{Contact, Content, Entity, EntityKind, LinkButton, Message, Text, UserId};

use super::desk::{Desk, client_event, from_ann, group_event, operator, text};
use crate::{Change, Decision, Direction, Fate, Filter, Job, Notice};

/// Telegram takes schemes and hosts in any case, with slashes and without.
const PROFILES: [&str; 5] = [
    "tg://user?id=77",
    "TG://User?id=77",
    "tg:user?id=77",
    "tg://openmessage?user_id=77",
    "Tg:OpenMessage?user_id=77",
];
const ELSEWHERE: [&str; 4] = [
    "https://example.com/tg://user?id=77",
    "tg://resolve?domain=shop",
    "tg://usernames",
    "tgé://user",
];

fn linked(kind: EntityKind) -> Content {
    let mut words = Text::plain("ask me");
    words.entities = vec![Entity {
        offset: 4,
        length: 2,
        kind,
    }];
    Content::Text(words)
}

fn button(label: &str, url: &str) -> LinkButton {
    LinkButton {
        label: label.into(),
        url: Some(url.into()),
    }
}

/// The words for the client, and whether the operator hears that a button stayed behind.
fn sent(message: Message) -> (Text, bool) {
    let decision = Desk::with_ann().decide(&group_event(message));
    let mut words = None;
    let mut told = false;
    for change in decision.changes {
        let Change::Deliver(one) = change else {
            continue;
        };
        match (one.direction, one.job) {
            (Direction::ToClient, Job::Text { text, .. }) => words = Some(text),
            (_, Job::Notice { notice, .. }) => told |= notice == Notice::ButtonsNotSent,
            _ => {}
        }
    }
    (words.expect("the words leave"), told)
}

/// Promise: no link of a team message leads a client to the profile of a colleague, however it is written; others stay.
#[test]
fn no_link_leads_to_a_colleague() {
    let mentions = PROFILES.map(|url| EntityKind::TextLink(url.into()));
    for kind in mentions
        .into_iter()
        .chain([EntityKind::TextMention(UserId(77))])
    {
        let (words, _) = sent(operator(linked(kind.clone())));
        assert_eq!(words, Text::plain("ask me"), "{kind:?}");
    }
    for url in ELSEWHERE {
        let content = linked(EntityKind::TextLink(url.into()));
        let (words, _) = sent(operator(content.clone()));
        assert_eq!(Content::Text(words), content, "{url}");
    }
}

/// Promise: nor does a button under it; the operator hears that it stayed behind.
#[test]
fn no_button_leads_to_a_colleague() {
    for url in PROFILES {
        let message = Message {
            buttons: vec![
                button("me", url),
                button("shop", "https://example.com/shop"),
            ],
            ..operator(text("ask"))
        };
        let (words, told) = sent(message);
        assert_eq!(words.text, "ask\nshop", "{url}");
        assert!(told, "{url}");
    }
}

/// A contact, and a button, that say one word.
fn that_say(word: &str, by: fn(Content) -> Message) -> [Message; 3] {
    let contact = |first_name: &str, last_name: Option<&str>| {
        by(Content::Contact(Contact {
            phone: "+34600000001".into(),
            first_name: first_name.into(),
            last_name: last_name.map(str::to_owned),
            user: None,
            vcard: None,
        }))
    };
    let buttons = vec![button(&format!("get a {word}"), "https://example.com")];
    [
        contact(word, None),
        contact("Ann", Some(word)),
        Message {
            buttons,
            ..by(text("look"))
        },
    ]
}

/// Promise: a restricted word stops a message in a contact's name and on a button too, both ways.
#[test]
fn restricted_words_are_found_wherever_they_are_said() {
    let mut desk = Desk::with_ann();
    let params = &mut desk.connection.params;
    params.restricted_keywords_backend = vec!["rebate".into()];
    params.restricted_keywords_frontend = vec!["rebate".into()];
    let leaves = |decision: &Decision| {
        decision.changes.iter().any(
            |change| matches!(change, Change::Deliver(one) if one.direction == Direction::ToClient),
        )
    };
    for (at, message) in that_say("Rebate", operator).into_iter().enumerate() {
        let decision = desk.decide(&group_event(message));
        assert!(!leaves(&decision), "team message {at}");
    }
    for (at, message) in that_say("refund", operator).into_iter().enumerate() {
        assert!(
            leaves(&desk.decide(&group_event(message))),
            "team message {at}"
        );
    }
    for (at, message) in that_say("Rebate", from_ann).into_iter().enumerate() {
        let decision = desk.decide(&client_event(message));
        assert_eq!(
            decision.fate,
            Fate::Filtered(Filter::Restricted),
            "client message {at}"
        );
    }
}
