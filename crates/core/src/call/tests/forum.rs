//! The backend group is no forum any more, and nobody says so.

use insta::assert_snapshot;
use relevo_telegram::{Chat, ChatKind, Membership, MessageId, Method, Outcome, Receipt, Refusal};

use super::{World, claimed, desk_words};
use crate::call::after_call;
use crate::decide::tests::desk::{
    Desk, GROUP, NOW_MS, client_event, fresh, from_ann, group_event, operator, photo, text, told,
};
use crate::{CellState, Delivery, Direction, Job, PauseWhy};

fn after(world: &World, delivery: &Delivery, (method, outcome): (Method, &Outcome)) -> String {
    let delivery = claimed(delivery, method);
    let ended = (method, outcome);
    told(&after_call(
        &delivery,
        &world.facts(),
        ended,
        NOW_MS,
        &mut fresh(),
    ))
}

fn chat(forum: bool) -> Outcome {
    Outcome::Done(Receipt::Chat(Chat {
        id: GROUP,
        kind: ChatKind::Supergroup,
        title: None,
        forum,
    }))
}

/// Promise: a look at the group lets a message go on, or pauses the group; it resumes only what was paused for this reason, and what
/// Telegram does not answer is asked again later.
#[test]
fn a_look_tells_whether_the_message_may_go() {
    let mut world = World::of(Desk::with_ann());
    let copy = world.delivery(&client_event(from_ann(photo("look"))));
    let mut rows = vec![
        after(&world, &copy, (Method::GetChat, &chat(true))),
        after(&world, &copy, (Method::GetChat, &chat(false))),
        after(&world, &copy, (Method::GetChat, &Outcome::NotSent)),
        after(
            &world,
            &copy,
            (Method::GetChat, &Outcome::Refused(Refusal::NotMember)),
        ),
    ];
    for why in [PauseWhy::NotForum, PauseWhy::Send] {
        world.desk.cell.state = CellState::Paused(why);
        rows.push(after(&world, &copy, (Method::GetChat, &chat(true))));
    }
    assert_snapshot!(rows.join("\n"), @"
    100 now Waiting { due_ms: 1000000 } attempts 0

    cell Paused(NotForum)
    record CellPaused
    deliver 100 Aside: say GroupPaused { why: NotForum } about None buttons []
    100 now Waiting { due_ms: 1060000 } attempts 1

    100 now Waiting { due_ms: 1001000 } attempts 1

    cell Paused(NotMember)
    record CellPaused
    100 now Waiting { due_ms: 1060000 } attempts 1

    cell Running
    record CellResumed
    100 now Waiting { due_ms: 1000000 } attempts 0

    100 now Waiting { due_ms: 1000000 } attempts 0
    ");
}

/// Promise: while the right to manage topics is missing only a look at the desk's place tells that it is there again: words that
/// arrive in a topic that is open, or in General, prove nothing.
#[test]
fn a_look_tells_whether_the_right_is_there() {
    let mut world = World::of(Desk::with_ann());
    let copy = world.delivery(&client_event(from_ann(photo("look"))));
    world.desk.cell.state = CellState::Paused(PauseWhy::ManageTopics);
    world.desk.cell.paused_ms = Some(NOW_MS - 60_000);
    let place = |place| Outcome::Done(Receipt::Member(place));
    let with = |manage_topics| Membership::Administrator {
        manage_topics,
        delete_messages: true,
        restrict_members: true,
        pin_messages: true,
    };
    let arrived = Outcome::Done(Receipt::Message(MessageId(90)));
    let rows = [
        after(&world, &copy, (Method::GetMember, &place(with(true)))),
        after(&world, &copy, (Method::GetMember, &place(with(false)))),
        after(
            &world,
            &copy,
            (Method::GetMember, &place(Membership::Banned)),
        ),
        after(&world, &copy, (Method::Copy, &arrived)),
    ];
    assert_snapshot!(rows.join("\n"), @"
    cell Running
    record CellResumed
    deliver 100 Aside: say GroupResumed { since_s: 940 } about None buttons []
    100 now Waiting { due_ms: 1000000 } attempts 0

    100 now Waiting { due_ms: 1060000 } attempts 1

    100 now Waiting { due_ms: 1060000 } attempts 1

    link Client: client 42/3 topic 90
    remove 100
    cause Delivered
    ");
}

/// Promise: a misplaced post is deleted and goes again later; what a client has has arrived, wherever it stands.
#[test]
fn a_misplaced_post_is_deleted() {
    let world = World::of(Desk::with_club());
    let misplaced = Outcome::Done(Receipt::Misplaced(vec![MessageId(90)]));
    let words = desk_words(
        Direction::ToTopic,
        Job::Text {
            text: relevo_telegram::Text::plain("hi"),
            no_preview: false,
        },
    );
    let answer = world.delivery(&group_event(operator(text("hi"))));
    let delete = desk_words(
        Direction::Aside,
        Job::Unpost {
            message: 90,
            relay: None,
        },
    );
    let gone = Outcome::Refused(Refusal::SourceMissing);
    let rows = [
        after(&world, &words, (Method::SendText, &misplaced)),
        after(&world, &answer, (Method::SendText, &misplaced)),
        world.next(&delete),
        after(&world, &delete, (Method::Delete, &gone)),
    ];
    assert_snapshot!(rows.join("\n"), @"
    deliver 100 Aside of 5: delete 90
    cell Paused(NotForum)
    record CellPaused
    deliver 101 Aside: say GroupPaused { why: NotForum } about None buttons []
    100 now Waiting { due_ms: 1060000 } attempts 1

    link Team: client -100700/90 topic 30
    remove 100
    cause Delivered

    Delete -100500/90 for 0
    remove 100
    ");
}
