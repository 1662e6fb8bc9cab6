//! The card of a conversation: who is shown what, the count before it, and what each outcome makes of it.

use std::time::Duration;

use insta::assert_snapshot;
use relevo_telegram::{
    Call, ChatId, ChatKind, MessageId, Method, Outcome, Receipt, Refusal, Text, UserId,
};

use super::{World, claimed, desk_words};
use crate::call::{Next, after_call, next_call};
use crate::decide::tests::desk::{CLUB, Desk, NOW_MS, conversation, fresh, told};
use crate::info::{Audience, ClientFacts, Info, InfoCard};
use crate::params::{Extensions, HideInfo};
use crate::{Card, Delivery, Direction, Job, Params, Topic};

const EVERYBODY: Audience = Audience::Everybody {
    about: MessageId(30),
};
const ALONE: Audience = Audience::Alone {
    by: UserId(77),
    about: MessageId(30),
};

/// Every fact of a card, in plain words.
pub(super) fn tell(_: &Params, card: &InfoCard) -> Text {
    let InfoCard {
        kind,
        name,
        username,
        id,
        language,
        phone,
        start_parameter,
        contact_ms,
        status,
        responsible,
        connection,
        bot,
        members,
        participants,
        more,
        marks: _,
        window: _,
    } = card;
    Text::plain(format!(
        "{kind:?} {name} @{username:?} #{id:?} {language:?} {phone:?} {start_parameter:?} {contact_ms:?} {status:?} {responsible:?} \
         {bot} i{} {members:?} {participants:?} +{more}",
        connection.0
    ))
}

fn card(audience: Audience, direction: Direction) -> Delivery {
    let info = Info {
        audience,
        members: None,
    };
    desk_words(direction, Job::Info(info))
}

fn person(name: &str) -> Card {
    Card {
        name: name.into(),
        last_name: Some("t.me/gomez".into()),
        username: Some("anna_g".into()),
        language: Some("es".into()),
        start_parameter: Some("spring".into()),
        phone: Some("+34 600 100 200".into()),
    }
}

fn ann() -> World {
    World {
        info: Some(ClientFacts {
            card: person("Anna"),
            responsible: Some(Card {
                name: "Marta".into(),
                ..Card::default()
            }),
            bot: "desk_bot".into(),
            contact_ms: Some((1_000, 2_000)),
            ..ClientFacts::default()
        }),
        ..World::of(Desk::with_ann())
    }
}

fn club() -> World {
    World {
        info: Some(ClientFacts {
            card: Card {
                name: "Club t.me/club".into(),
                username: Some("the_club".into()),
                ..Card::default()
            },
            bot: "desk_bot".into(),
            participants: vec![(8, person("Carl")), (9, Card::default())],
            more: 3,
            ..ClientFacts::default()
        }),
        ..World::of(Desk::with_club())
    }
}

fn hiding(mut world: World, words: [bool; 3]) -> World {
    let [name, title, links] = words;
    world.desk.connection.params.hide_info = HideInfo {
        name,
        title,
        links,
        command: false,
    };
    world.desk.connection.params.extensions_allowed = Extensions::Everyone;
    world
}

fn posted(world: &World, audience: Audience) -> String {
    let (direction, step) = match audience {
        Audience::Alone { .. } => (Direction::Aside, 1),
        _ => (Direction::ToTopic, 0),
    };
    let delivery = Delivery {
        step,
        ..card(audience, direction)
    };
    match next_call(&delivery, &world.facts(), NOW_MS) {
        Next::Call {
            call: Call::SendText { to, text, .. },
            pooled: false,
            ..
        } => format!("{} {}", to.chat, text.text),
        other => panic!("{other:?}"),
    }
}

/// Promise: of what is hidden nothing stands on the card, by each word of `HIDE_INFO`; who may see it alone sees everything.
#[test]
fn hiding_holds_on_cards() {
    let words = [
        ("nothing", [false, false, false]),
        ("name", [true, false, false]),
        ("title", [false, true, false]),
        ("links", [false, false, true]),
        ("all", [true, true, true]),
    ];
    let mut rows = Vec::new();
    for (what, hidden) in words {
        for world in [ann(), club()] {
            let world = hiding(world, hidden);
            rows.push(format!("{what}: {}", posted(&world, EVERYBODY)));
        }
    }
    for world in [ann(), club()] {
        let world = hiding(world, [true, true, true]);
        rows.push(format!("alone: {}", posted(&world, ALONE)));
    }
    assert_snapshot!(rows.join("\n"));
}

fn after(world: &World, delivery: &Delivery, method: Method, outcome: &Outcome) -> String {
    let delivery = claimed(delivery, method);
    let ended = (method, outcome);
    let changes = after_call(&delivery, &world.facts(), ended, NOW_MS, &mut fresh());
    told(&changes)
}

fn other() -> Outcome {
    Outcome::Refused(Refusal::Other {
        code: 400,
        text: "Bad Request: member list is inaccessible".into(),
    })
}

/// Promise: members are counted for nothing of a budget, in the client's chat; what Telegram does not say stays unsaid, and nothing that it
/// says of the client's chat is taken for the team's group.
#[test]
fn the_count_comes_first() {
    let world = club();
    let delivery = card(EVERYBODY, Direction::Aside);
    let mut rows = vec![world.next(&delivery)];
    for outcome in [
        Outcome::Done(Receipt::Count(12)),
        other(),
        Outcome::Refused(Refusal::NotMember),
        Outcome::Refused(Refusal::Migrated(ChatId(-100_900))),
        Outcome::Refused(Refusal::TokenInvalid),
        Outcome::Wait(Duration::from_secs(7)),
        Outcome::NotSent,
        Outcome::Unknown,
    ] {
        let after = after(&world, &delivery, Method::CountMembers, &outcome);
        rows.push(format!("{outcome:?}\n{after}"));
    }
    let alone = card(ALONE, Direction::Aside);
    let counted = Outcome::Done(Receipt::Count(12));
    rows.push(after(&world, &alone, Method::CountMembers, &counted));
    assert_snapshot!(rows.join("\n"));
}

/// Promise: what is sent to a person alone is linked to nothing and says nothing about a client, whatever Telegram answers.
#[test]
fn alone_is_alone() {
    let mut world = ann();
    world.desk.connection.params.extensions_allowed = Extensions::People(vec![77]);
    let delivery = card(ALONE, Direction::Aside);
    let mut rows = vec![world.next(&delivery)];
    for outcome in [
        Outcome::Done(Receipt::Message(MessageId(60))),
        Outcome::Refused(Refusal::Blocked),
        Outcome::Refused(Refusal::ChatMissing),
        Outcome::Refused(Refusal::TokenInvalid),
        Outcome::Wait(Duration::from_secs(7)),
        Outcome::NotSent,
        Outcome::Unknown,
    ] {
        let after = after(&world, &delivery, Method::SendText, &outcome);
        rows.push(format!("{outcome:?}\n{after}"));
    }
    let mut late = delivery;
    late.made_ms = NOW_MS - 600_000;
    rows.push(format!("late: {}", world.next(&late)));
    world.desk.connection.params.extensions_allowed = Extensions::Owners;
    let delivery = card(ALONE, Direction::Aside);
    rows.push(format!("no more allowed: {}", world.next(&delivery)));
    assert_snapshot!(rows.join("\n"));
}

/// Promise: an answer is a reply and tidies itself away, the card of a new topic neither; in a topic that is gone there is none.
#[test]
fn cards_in_topics() {
    let mut world = ann();
    let done = Outcome::Done(Receipt::Message(MessageId(60)));
    let mut rows = Vec::new();
    for audience in [EVERYBODY, Audience::Topic] {
        let delivery = card(audience, Direction::ToTopic);
        rows.push(world.next(&delivery));
        rows.push(after(&world, &delivery, Method::SendText, &done));
    }
    let mut gone = conversation(CLUB, ChatKind::Supergroup);
    gone.topic = Topic::None;
    world.desk.conversation = Some(gone);
    rows.push(world.next(&card(Audience::Topic, Direction::ToTopic)));
    assert_snapshot!(rows.join("\n"));
}

/// Promise: a topic that is made begins with the card only where the connection wants that and `/info` is not for few.
#[test]
fn a_new_topic_gets_its_card() {
    let mut rows = Vec::new();
    for (what, auto_info, command) in [
        ("off", false, false),
        ("on", true, false),
        ("for few", true, true),
    ] {
        for mut world in [ann(), club()] {
            world.desk.connection.params.auto_info = auto_info;
            world.desk.connection.params.hide_info.command = command;
            let known = world.desk.conversation.as_mut().expect("there is one");
            known.topic = Topic::None;
            let words = desk_words(
                Direction::ToTopic,
                Job::Text {
                    text: Text::plain("hello"),
                    no_preview: false,
                },
            );
            let made = Outcome::Done(Receipt::Topic(relevo_telegram::ThreadId(12)));
            let after = after(&world, &words, Method::CreateTopic, &made);
            let cards = after.lines().filter(|line| line.contains("card for"));
            rows.push(format!("{what}: {}", cards.collect::<Vec<_>>().join(" / ")));
        }
    }
    assert_snapshot!(rows.join("\n"));
}
