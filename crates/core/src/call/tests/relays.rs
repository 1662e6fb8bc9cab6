//! What relays may do, and what becomes of their work when Telegram does not let them.

use std::time::Duration;

use insta::assert_snapshot;
use relevo_telegram::{
    Entity, EntityKind, MediaKind, MessageId, Method, Outcome, Receipt, Refusal, Right, Text,
};

use super::{World, desk_words};
use crate::call::{Next, after_call, next_call};
use crate::decide::tests::desk::{
    Desk, NOW_MS, client_event, fresh, from_ann, group_event, in_club, media, operator, person,
    photo, text, told,
};
use crate::{
    CellState, Delivery, Direction, IdentityId, Job, Notice, PauseWhy, Relay, RelayOut,
    ReplySource, State, Version,
};

const RELAY: IdentityId = IdentityId(7);

fn world(desk: Desk) -> World {
    let desk = Desk {
        relays: true,
        ..desk
    };
    let mut world = World::of(desk);
    world.relays = vec![Relay {
        id: RELAY,
        out: None,
    }];
    world
}

/// Who makes the delivery's call.
fn who(world: &World, delivery: &Delivery) -> String {
    match next_call(delivery, &world.facts(), NOW_MS) {
        Next::Call {
            call, by, pooled, ..
        } => {
            let who = if pooled {
                "any bot".to_owned()
            } else if by == world.desk.connection.identity {
                "the frontend".to_owned()
            } else {
                format!("{by:?}")
            };
            format!("{:?} by {who}", call.method())
        }
        other => format!("{other:?}"),
    }
}

fn by_relay(delivery: &Delivery, method: Method) -> Delivery {
    Delivery {
        state: State::Claimed {
            epoch: 1,
            method,
            relay: Some(RELAY),
        },
        ..delivery.clone()
    }
}

fn after(world: &World, delivery: &Delivery, (method, outcome): (Method, &Outcome)) -> String {
    let changes = after_call(
        &by_relay(delivery, method),
        &world.facts(),
        (method, outcome),
        NOW_MS,
        &mut fresh(),
    );
    told(&changes).trim_end().to_owned()
}

/// Promise: plain words of clients go by any bot, author lines included; whatever else the frontend alone can do it does.
#[test]
fn words_of_clients_go_by_any_bot() {
    let ann = world(Desk::with_ann());
    let words = ann.delivery(&client_event(from_ann(text("hi"))));
    assert!(matches!(words.job, Job::Text { .. }));
    let club = world(Desk::with_club());
    let in_group = club.delivery(&client_event(in_club(person(77, "Bo"), text("hi"))));
    let sticker = club.delivery(&client_event(in_club(
        person(77, "Bo"),
        media(MediaKind::Sticker, ""),
    )));
    let below = Delivery {
        step: 1,
        header_message: Some(50),
        ..sticker.clone()
    };
    let tried = Delivery {
        attempts: 1,
        ..words.clone()
    };
    let photo = ann.delivery(&client_event(from_ann(photo("look"))));
    let answer = ann.delivery(&group_event(operator(text("hello"))));
    let notice = Job::Notice {
        notice: Notice::RepeatMark,
        about: None,
        buttons: Vec::new(),
    };
    let rows = [
        who(&ann, &words),
        who(&club, &in_group),
        who(&club, &sticker),
        who(&club, &below),
        who(&ann, &tried),
        who(&ann, &photo),
        who(&ann, &answer),
        who(&ann, &desk_words(Direction::ToTopic, notice)),
    ];
    assert_snapshot!(rows.join("\n"), @"
    SendText by any bot
    SendText by any bot
    SendText by any bot
    Copy by the frontend
    SendText by the frontend
    Copy by the frontend
    SendText by the frontend
    SendText by the frontend
    ");
}

/// Promise: words are said anew only where relays can help, and where a bot can say them as they stand.
#[test]
fn words_are_copied_where_nobody_helps() {
    let alone = World::of(Desk::with_ann());
    let copied = alone.delivery(&client_event(from_ann(text("hi"))));
    assert!(matches!(copied.job, Job::Copy { .. }));
    let mut message = from_ann(text("hi"));
    message.content = relevo_telegram::Content::Text(Text {
        text: "🙂".into(),
        entities: vec![Entity {
            kind: EntityKind::CustomEmoji("5".into()),
            offset: 0,
            length: 2,
        }],
    });
    let emoji = world(Desk::with_ann()).delivery(&client_event(message));
    assert!(matches!(emoji.job, Job::Copy { .. }));
}

/// Promise: a copy is changed by the bot that posted it; if that is gone or out of service, the new version answers the copy.
#[test]
fn edits_go_by_whoever_posted() {
    let mut world = world(Desk::with_ann());
    let words = world.delivery(&client_event(from_ann(text("hi"))));
    let edit = Delivery {
        job: Job::Edit {
            version: Version::Text {
                text: Text::plain("hi!"),
                no_preview: false,
            },
            in_place: true,
            anew: Box::new(words.job.clone()),
        },
        reply: Some(ReplySource {
            message: 3,
            quote: None,
        }),
        ..words
    };
    world.reply_target = Some(20);
    let mut rows = vec![who(&world, &edit)];
    world.copy_by = Some(RELAY);
    rows.push(who(&world, &edit));
    world.relays[0].out = Some(RelayOut::Token);
    rows.push(world.next(&edit));
    world.relays.clear();
    rows.push(world.next(&edit));
    assert_snapshot!(rows.join("\n"), @r#"
    EditText by the frontend
    EditText by IdentityId(7)
    replace 100 ToTopic of 5: text "hi" answering 3 because of 42/3
    replace 100 ToTopic of 5: text "hi" answering 3 because of 42/3
    "#);
}

/// Promise: whatever is wrong with a relay is told once and is no trouble of the group; the message goes on at once. What a relay
/// says about the group is asked of the frontend.
#[test]
fn a_refused_relay_is_out_of_service() {
    let mut world = world(Desk::with_ann());
    let words = world.delivery(&client_event(from_ann(text("hi"))));
    let send = |refusal| (Method::SendText, Outcome::Refused(refusal));
    let mut rows = Vec::new();
    for refusal in [
        Refusal::NotMember,
        Refusal::RightMissing(Right::Send),
        Refusal::TokenInvalid,
        Refusal::TopicClosed,
        Refusal::NotForum,
        Refusal::TopicMissing,
    ] {
        let (method, outcome) = send(refusal);
        rows.push(after(&world, &words, (method, &outcome)));
    }
    world.relays[0].out = Some(RelayOut::NotMember);
    for refusal in [Refusal::NotMember, Refusal::TokenInvalid] {
        let (method, outcome) = send(refusal);
        rows.push(after(&world, &words, (method, &outcome)));
    }
    // It was removed meanwhile.
    world.relays.clear();
    let (method, outcome) = send(Refusal::NotMember);
    rows.push(after(&world, &words, (method, &outcome)));
    assert_snapshot!(rows.join("\n\n"), @"
    IdentityId(7) is out: Some(NotMember)
    deliver 100 Aside: say RelayOut { why: NotMember } about None buttons []
    100 now Waiting { due_ms: 1000000 } attempts 0

    IdentityId(7) is out: Some(Send)
    deliver 100 Aside: say RelayOut { why: Send } about None buttons []
    100 now Waiting { due_ms: 1000000 } attempts 0

    IdentityId(7) is out: Some(Token)
    deliver 100 Aside: say RelayOut { why: Token } about None buttons []
    100 now Waiting { due_ms: 1000000 } attempts 0

    100 now Waiting { due_ms: 1000000 } attempts 1

    100 now Waiting { due_ms: 1000000 } attempts 1

    now conversation 5 chat 42 None last author 0
    record TopicLost
    100 now Waiting { due_ms: 1000000 } attempts 1

    100 now Waiting { due_ms: 1000000 } attempts 0

    IdentityId(7) is out: Some(Token)
    100 now Waiting { due_ms: 1000000 } attempts 0

    100 now Waiting { due_ms: 1000000 } attempts 0
    ");
}

/// Promise: what only a relay could do, changing its post, is done in another way where it finds the topic closed or gone: asked again,
/// it would say the same.
#[test]
fn an_edit_that_a_relay_may_not_make_answers_the_copy() {
    let mut world = world(Desk::with_ann());
    let words = world.delivery(&client_event(from_ann(text("hi"))));
    let edit = Delivery {
        job: Job::Edit {
            version: Version::Text {
                text: Text::plain("hi!"),
                no_preview: false,
            },
            in_place: true,
            anew: Box::new(words.job.clone()),
        },
        ..words
    };
    world.reply_target = Some(20);
    world.copy_by = Some(RELAY);
    let after = |refusal| {
        after(
            &world,
            &edit,
            (Method::EditText, &Outcome::Refused(refusal)),
        )
    };
    let rows = [Refusal::TopicClosed, Refusal::NotForum].map(after);
    assert_snapshot!(rows.join("\n"), @r#"
    replace 100 ToTopic of 5: text "hi" because of 42/3
    replace 100 ToTopic of 5: text "hi" because of 42/3
    "#);
}

/// Promise: a relay's success brings it back into service and links the message with it, but says nothing about the group; its wait
/// is its own; what it may have sent is sent again with a mark.
#[test]
fn what_a_relay_has_done() {
    let mut world = world(Desk::with_ann());
    world.relays[0].out = Some(RelayOut::Send);
    world.desk.cell.state = CellState::Paused(PauseWhy::Send);
    let words = world.delivery(&client_event(from_ann(text("hi"))));
    let done = Outcome::Done(Receipt::Message(MessageId(60)));
    let changes = after_call(
        &by_relay(&words, Method::SendText),
        &world.facts(),
        (Method::SendText, &done),
        NOW_MS,
        &mut fresh(),
    );
    let linked = changes.iter().find_map(|change| match change {
        crate::Change::Link(link) => Some(link.relay),
        _ => None,
    });
    assert_eq!(linked, Some(Some(RELAY)));
    let rows = [
        told(&changes).trim_end().to_owned(),
        after(
            &world,
            &words,
            (Method::SendText, &Outcome::Wait(Duration::from_secs(30))),
        ),
        after(&world, &words, (Method::SendText, &Outcome::Unknown)),
        after(
            &world,
            &words,
            (
                Method::SendText,
                &Outcome::Done(Receipt::Misplaced(vec![MessageId(61)])),
            ),
        ),
    ];
    assert_snapshot!(rows.join("\n\n"), @"
    IdentityId(7) is out: None
    link Client: client 42/3 topic 60
    remove 100
    cause Delivered

    100 now Waiting { due_ms: 1000000 } attempts 0

    100 now Waiting { due_ms: 1001000 } attempts 1 repeat

    deliver 100 Aside of 5: IdentityId(7) deletes 61
    cell Paused(NotForum)
    100 now Waiting { due_ms: 1060000 } attempts 1
    ");
}
