//! The error text: who is told that a message could not be taken, and who is not.

use insta::assert_snapshot;
use relevo_telegram::{MessageId, Method, Outcome, Receipt, Refusal};

use super::{World, claimed};
use crate::call::after_call;
use crate::decide::tests::desk::{
    ANN, Desk, NOW_MS, answering, card, client_event, fresh, from_ann, group_event, in_club,
    operator, person, text, told,
};
use crate::params::ChatKinds;
use crate::{Change, ContentKind, Delivery, FailReason, Job, Notice};

/// A desk that tells.
fn telling(mut desk: Desk) -> World {
    let params = &mut desk.connection.params;
    params.welcome = None;
    for (name, value) in [
        ("SILENT_MODE", "FALSE"),
        (
            "ERROR_TEXT",
            "Sorry, {first_name}.\n[es]\nLo siento, {title}.",
        ),
    ] {
        params.set(name, value).expect("a value");
    }
    World::of(desk)
}

fn placeholder(of: &Delivery, reason: FailReason) -> Delivery {
    let job = Job::Notice {
        notice: Notice::Placeholder {
            kind: ContentKind::Photo,
            reason,
        },
        about: None,
        buttons: Vec::new(),
    };
    Delivery { job, ..of.clone() }
}

fn message(world: &World) -> Delivery {
    let message = match world.desk.conversation.as_ref().map(|known| known.chat.0) {
        Some(ANN) => from_ann(text("hello")),
        _ => in_club(person(8, "Bob"), text("hello")),
    };
    world.delivery(&client_event(message))
}

fn follows(world: &World, delivery: &Delivery, outcome: &Outcome) -> Vec<Change> {
    let call = (Method::SendText, outcome);
    let delivery = claimed(delivery, Method::SendText);
    after_call(&delivery, &world.facts(), call, NOW_MS, &mut fresh())
}

/// What the client is told.
fn said(world: &World, delivery: &Delivery, outcome: &Outcome) -> String {
    let changes = follows(world, delivery, outcome);
    let said = changes.iter().find_map(|change| match change {
        Change::Deliver(Delivery {
            direction: crate::Direction::ToClient,
            cause: None,
            job: Job::Text { text, .. },
            ..
        }) => Some(text.text.clone()),
        _ => None,
    });
    said.unwrap_or_else(|| "-".into())
}

fn done() -> Outcome {
    Outcome::Done(Receipt::Message(MessageId(40)))
}

fn refused() -> Outcome {
    Outcome::Refused(Refusal::Other {
        code: 400,
        text: "Bad Request".into(),
    })
}

/// Promise: once the placeholder stands, or could not be put there either, the client is told; it is noted when, and nothing else changes.
#[test]
fn what_follows_from_a_failure() {
    let ann = telling(Desk::with_ann());
    let failed = placeholder(&message(&ann), FailReason::TooLong);
    let given_up = Delivery {
        attempts: 8,
        ..failed.clone()
    };
    let rows = [(&failed, done()), (&given_up, refused())]
        .map(|(delivery, outcome)| told(&follows(&ann, delivery, &outcome)));
    assert_snapshot!(rows.join("\n"), @r#"
    link Client: client 42/3 topic 40
    remove 100
    cause Failed
    now conversation 5 chat 42 Open(ThreadId(11)) last author 0
    deliver 100 ToClient of 5: text "Sorry, Ann."

    100 now Failed(Other { code: 400, text: "Bad Request" }) attempts 8
    cause Failed
    record DeliveryFailed
    now conversation 5 chat 42 Open(ThreadId(11)) last author 0
    deliver 100 ToClient of 5: text "Sorry, Ann."
    "#);
    let noted = follows(&ann, &failed, &done()).into_iter().any(|change| {
        matches!(change, Change::UpdateConversation(now) if now.handling.error_told_ms == NOW_MS)
    });
    assert!(noted);
}

/// Promise: only what failed for good is told, only in private, only to whom words may and can reach, at most once a minute, in their
/// language, and only if the owner wants it.
#[test]
fn who_is_told() {
    let mut rows = Vec::new();
    let mut row = |what: &str, said: String| rows.push(format!("{what}: {said}"));
    let ann = telling(Desk::with_ann());
    let copy = message(&ann);
    let failed = placeholder(&copy, FailReason::TooLong);
    row("a placeholder", said(&ann, &failed, &done()));
    for reason in [FailReason::Uncopyable, FailReason::SourceMissing] {
        let what = format!("{reason:?}");
        row(&what, said(&ann, &placeholder(&copy, reason), &done()));
    }
    row("a copy that arrives", said(&ann, &copy, &done()));
    row("a copy that is refused", said(&ann, &copy, &refused()));
    row(
        "a placeholder that is tried again",
        said(&ann, &failed, &refused()),
    );
    let version = Delivery {
        reply: message_answered(&ann, 3),
        ..failed.clone()
    };
    row("a new version", said(&ann, &version, &done()));
    let answer = Delivery {
        reply: message_answered(&ann, 2),
        ..failed.clone()
    };
    row("an answer", said(&ann, &answer, &done()));
    let team = ann.delivery(&group_event(operator(text("hello"))));
    row("the team's message", said(&ann, &team, &refused()));
    let own = Delivery {
        cause: None,
        ..team
    };
    row("the text itself", said(&ann, &own, &refused()));

    let mut eva = telling(Desk::with_ann());
    eva.card = crate::Card {
        language: Some("es-MX".into()),
        ..card("Eva")
    };
    row("in Spanish", said(&eva, &failed, &done()));
    let club = telling(Desk::with_club());
    let in_club = placeholder(&message(&club), FailReason::TooLong);
    row("in a group", said(&club, &in_club, &done()));
    type Set = fn(&mut Desk);
    let others: [(&str, Set); 8] = [
        ("silent", |desk| desk.connection.params.silent_mode = true),
        ("no words", |desk| desk.connection.params.error_text = None),
        ("ignored", |desk| {
            desk.connection.params.ignore_chats.push(ANN);
        }),
        ("blocked", |desk| {
            desk.conversation.as_mut().expect("there").unreachable = true;
        }),
        ("a minute ago", |desk| told_before(desk, 60_000)),
        ("59 s ago", |desk| told_before(desk, 59_999)),
        ("by a clock set back", |desk| told_before(desk, -5_000)),
        ("left closed", |desk| {
            desk.connection.params.leave_closed = ChatKinds {
                private: true,
                ..ChatKinds::default()
            };
        }),
    ];
    for (what, set) in others {
        let mut world = telling(Desk::with_ann());
        set(&mut world.desk);
        row(what, said(&world, &failed, &done()));
    }
    assert_snapshot!(rows.join("\n"), @"
    a placeholder: Sorry, Ann.
    Uncopyable: Sorry, Ann.
    SourceMissing: -
    a copy that arrives: -
    a copy that is refused: -
    a placeholder that is tried again: -
    a new version: -
    an answer: Sorry, Ann.
    the team's message: -
    the text itself: -
    in Spanish: Lo siento, Eva.
    in a group: -
    silent: -
    no words: -
    ignored: -
    blocked: -
    a minute ago: Sorry, Ann.
    59 s ago: -
    by a clock set back: Sorry, Ann.
    left closed: Sorry, Ann.
    ");
}

fn told_before(desk: &mut Desk, ms: i64) {
    let known = desk.conversation.as_mut().expect("there");
    known.handling.error_told_ms = NOW_MS - ms;
}

fn message_answered(world: &World, to: i64) -> Option<crate::ReplySource> {
    let event = client_event(answering(from_ann(text("see")), 2));
    let reply = world.delivery(&event).reply;
    reply.map(|reply| crate::ReplySource {
        message: to,
        ..reply
    })
}
