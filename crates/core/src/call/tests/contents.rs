//! Contents made anew, copies with a substitute, what hangs under a copy, and moves of live locations.

use insta::assert_snapshot;
use relevo_telegram::{
    Call, Content, LinkButton, MediaKind, Message, MessageId, Method, Outcome, Poll, Receipt,
    Refusal, Text,
};

use super::{World, claimed};
use crate::call::{after_call, next_call};
use crate::decide::tests::desk::{
    Desk, NOW_MS, client_event, fresh, from_ann, group_event, in_club, matter, media, operator,
    person, told,
};
use crate::{Change, Delivery, Job, Next, ReplySource};

fn refused(world: &World, delivery: &Delivery, method: Method, refusal: Refusal) -> String {
    let ended = (method, &Outcome::Refused(refusal));
    let changes = after_call(
        &claimed(delivery, method),
        &world.facts(),
        ended,
        NOW_MS,
        &mut fresh(),
    );
    told(&changes)
}

fn call(world: &World, delivery: &Delivery, now_ms: i64) -> Call {
    match next_call(delivery, &world.facts(), now_ms) {
        Next::Call { call, .. } => call,
        Next::Settle(changes) => panic!("{}", told(&changes)),
        Next::NotYet { .. } => panic!("only albums wait to be complete"),
    }
}

/// Promise: what Telegram will not copy is made anew, under the same line; where that is impossible a placeholder says what it
/// was.
#[test]
fn a_refused_copy_has_its_substitute() {
    let bob = |content: Content| client_event(in_club(person(8, "Bob"), content));
    let world = World::of(Desk::with_club());
    let rows = [
        matter::contact(),
        matter::rich(),
        Content::Uncopyable("invoice".into()),
        Content::Story,
    ];
    let rows = rows.map(|content| {
        let delivery = Delivery {
            step: 1,
            header_message: Some(39),
            ..world.delivery(&bob(content))
        };
        let refused = refused(&world, &delivery, Method::Copy, Refusal::Uncopyable);
        format!("{}\n{refused}", world.next(&delivery))
    });
    assert_snapshot!(rows.join("\n"), @r#"
    Copy -100700/3 to -100500/11 for 1
    replace 100 ToTopic of 5: anew contact "Carla" under "🟠 Bob" because of -100700/3
    
    Copy -100700/3 to -100500/11 for 1
    replace 100 ToTopic of 5: anew rich {"blocks":[]} under "🟠 Bob" because of -100700/3
    
    Copy -100700/3 to -100500/11 for 1
    replace 100 ToTopic of 5: say Lost { kind: Invoice, title: None, stars: None } about None buttons [] because of -100700/3
    
    Copy -100700/3 to -100500/11 for 1
    replace 100 ToTopic of 5: say Placeholder { kind: Story, reason: Uncopyable } about None buttons [] because of -100700/3
    "#);
}

/// Promise: in the topic a poll says in the desk's words that it is a copy, a quiz without its answer that it was one; the
/// client gets what the operator made.
#[test]
fn a_poll_says_that_it_is_a_copy() {
    let world = World::of(Desk::with_ann());
    let poll = |description: &str, quiz: bool, correct: Vec<u8>| {
        let Content::Poll(poll) = matter::poll(quiz) else {
            unreachable!("a poll")
        };
        Content::Poll(Box::new(Poll {
            description: Text::plain(description),
            correct,
            ..*poll
        }))
    };
    let sent = |delivery: &Delivery| match call(&world, delivery, NOW_MS) {
        Call::SendPoll { poll, .. } => (poll.description.text.clone(), poll.quiz),
        other => panic!("{other:?}"),
    };
    let to_topic = |content| sent(&world.delivery(&client_event(from_ann(content))));
    let said = |words: &str, quiz| (words.to_owned(), quiz);
    assert_eq!(to_topic(poll("", false, vec![])), said("PollIsCopy", false));
    assert_eq!(
        to_topic(poll("Please", false, vec![])),
        said("Please\nPollIsCopy", false)
    );
    assert_eq!(to_topic(poll("", true, vec![])), said("QuizIsCopy", false));
    assert_eq!(to_topic(poll("", true, vec![1])), said("PollIsCopy", true));
    let (long, _) = to_topic(poll(&"é🙂".repeat(341), false, vec![]));
    assert!(long.ends_with("…\nPollIsCopy"), "{long}");
    assert!(long.encode_utf16().count() <= 1_024);
    let to_client = world.delivery(&group_event(operator(poll("Please", true, vec![1]))));
    assert_eq!(sent(&to_client), said("Please", true));
}

/// Promise: a live location that waited is live for what is left of its time.
#[test]
fn waiting_costs_a_live_location_its_time() {
    let world = World::of(Desk::with_ann());
    let message = Message {
        date: NOW_MS / 1_000,
        ..from_ann(matter::location(true))
    };
    let delivery = world.delivery(&client_event(message));
    let left = |after_s: i64| match call(&world, &delivery, NOW_MS + after_s * 1_000) {
        Call::SendLocation { location, .. } => location.live.map(|live| live.period_s),
        other => panic!("{other:?}"),
    };
    assert_eq!(left(0), Some(900));
    assert_eq!(left(840), Some(60));
    assert_eq!(left(841), None);
}

/// Promise: what is left over of a message answers its copy, and a reply to it means the message; what becomes of it says nothing
/// about the message.
#[test]
fn what_hangs_under_a_copy_belongs_to_it() {
    let mut world = World::of(Desk::with_ann());
    let message = Message {
        buttons: vec![LinkButton {
            label: "Shop".into(),
            url: Some("https://shop.example".into()),
        }],
        ..from_ann(media(MediaKind::Sticker, ""))
    };
    let under = world.deliveries(&client_event(message)).remove(1);
    world.reply_target = Some(40);
    let done = Outcome::Done(Receipt::Message(MessageId(41)));
    let changes = after_call(
        &claimed(&under, Method::SendText),
        &world.facts(),
        (Method::SendText, &done),
        NOW_MS,
        &mut fresh(),
    );
    assert_snapshot!(format!("{}\n{}", world.next(&under), told(&changes)), @r#"
    SendText to -100500/11 answering 40: "Shop" for 1
    link Under: client 42/3 topic 41
    remove 101
    "#);
    let invalid = Refusal::Other {
        code: 400,
        text: "wrong address".into(),
    };
    assert_snapshot!(refused(&world, &under, Method::SendText, invalid), @r"
    remove 101
    record DeliveryFailed
    ");
}

/// Promise: a move changes the copy, waits for one that is on its way, and is dropped without a word when Telegram refuses.
#[test]
fn moves_are_silent() {
    let mut world = World::of(Desk::with_ann());
    let moved = |period| {
        let Content::Location(place) = matter::location(period) else {
            unreachable!("a place")
        };
        let of = world.delivery(&client_event(from_ann(matter::location(true))));
        Delivery {
            job: Job::Edit {
                version: crate::Version::Location(place),
                in_place: true,
                anew: Box::new(Job::Forward),
            },
            reply: Some(ReplySource {
                message: 3,
                quote: None,
            }),
            ..of
        }
    };
    let (step, end) = (moved(true), moved(false));
    let patient = Delivery {
        attempts: 10,
        ..step.clone()
    };
    let without_copy = [world.next(&step), world.next(&patient)];
    world.reply_target = Some(40);
    let refusals = [
        Refusal::TooLate,
        Refusal::SourceMissing,
        Refusal::NotModified,
    ];
    let mut rows = without_copy.to_vec();
    rows.extend([&step, &end].map(|one| format!("{:?}", call(&world, one, NOW_MS).method())));
    rows.extend(refusals.map(|refusal| refused(&world, &step, Method::EditLocation, refusal)));
    assert_snapshot!(rows.join("\n"), @r"
    100 now Waiting { due_ms: 1060000 } attempts 1
    remove 100
    cause Internal
    EditLocation
    StopLocation
    remove 100
    cause Internal
    
    remove 100
    cause Internal
    
    copies of 42/3 hold 17
    remove 100
    cause Delivered
    ");
    let paused = after_call(
        &claimed(&step, Method::EditLocation),
        &world.facts(),
        (Method::EditLocation, &Outcome::Refused(Refusal::NotMember)),
        NOW_MS,
        &mut fresh(),
    );
    assert!(
        paused
            .iter()
            .any(|change| matches!(change, Change::Cell { .. }))
    );
}
