//! An answer to `/status` on its way: it is given at once or not at all, and it goes away again.

use std::time::Duration;

use insta::assert_snapshot;
use relevo_telegram::{MessageId, Method, Outcome, Receipt, Refusal, Right};

use super::{World, claimed};
use crate::decide::tests::desk::{Desk, NOW_MS, fresh, told};
use crate::{
    CellState, Change, Delivery, DeskStatus, Direction, Job, Lane, Notice, PauseWhy, Priority,
    State, after_call,
};

fn world() -> World {
    World::of(Desk::new())
}

/// An answer to message 30.
fn answer() -> Delivery {
    let notice = Notice::Status {
        paused: None,
        counted: Box::new(DeskStatus::default()),
    };
    let of = &world().desk.connection;
    Delivery {
        job: Job::Notice {
            notice: notice.clone(),
            about: Some(30),
            buttons: Vec::new(),
        },
        ..Delivery::in_general(notice, of, &mut fresh(), NOW_MS)
    }
}

fn after(world: &World, delivery: &Delivery, (method, outcome): (Method, Outcome)) -> Vec<Change> {
    let delivery = claimed(delivery, method);
    after_call(
        &delivery,
        &world.facts(),
        (method, &outcome),
        NOW_MS,
        &mut fresh(),
    )
}

fn sent() -> (Method, Outcome) {
    let receipt = Receipt::Message(MessageId(60));
    (Method::SendText, Outcome::Done(receipt))
}

/// Promise: an answer is a reply in General; one that is ten minutes late is not given.
#[test]
fn it_is_timely() {
    let world = world();
    let mut answer = answer();
    assert_snapshot!(world.next(&answer), @r#"SendText to -100500 answering 30: "Status" for 1"#);
    answer.made_ms = NOW_MS - 599_999;
    assert_snapshot!(world.next(&answer), @r#"SendText to -100500 answering 30: "Status" for 1"#);
    answer.made_ms = NOW_MS - 600_000;
    assert_snapshot!(world.next(&answer), @"remove 100");
}

/// Promise: one that was given is deleted ten minutes later, beside the lanes, so that it keeps up nothing that is said in General;
/// a deletion that Telegram refuses is forgotten.
#[test]
fn it_goes_away() {
    let world = world();
    let changes = after(&world, &answer(), sent());
    assert_snapshot!(told(&changes), @"
    deliver 100 Aside: delete 60
    remove 100
    ");
    let tidying = changes.iter().find_map(|change| match change {
        Change::Deliver(delivery) => Some(delivery.clone()),
        _ => None,
    });
    let tidying = tidying.expect("something takes it away");
    let due_ms = NOW_MS + 600_000;
    assert_eq!(tidying.state, State::Waiting { due_ms });
    let expected = Lane {
        conversation: None,
        direction: Direction::Aside,
        part: 60,
    };
    assert_eq!(tidying.lane(), expected);
    assert_eq!(Priority::of(tidying.lane()), Priority::Notice);
    // Whoever wakes it early finds it too early.
    assert_snapshot!(world.next(&tidying), @"not before 600000");
    let tidying = Delivery {
        state: State::Waiting { due_ms: NOW_MS },
        ..tidying
    };
    assert_snapshot!(world.next(&tidying), @"Delete -100500/60 for 0");
    for outcome in [
        Outcome::Done(Receipt::Nothing),
        Outcome::Refused(Refusal::SourceMissing),
        Outcome::Refused(Refusal::RightMissing(Right::Delete)),
    ] {
        let gone = told(&after(&world, &tidying, (Method::Delete, outcome)));
        assert_eq!(gone, format!("remove {}\n", tidying.seq.0));
    }
}

/// Promise: what goes wrong with an answer is what goes wrong with any line in General.
#[test]
fn it_fails_like_a_notice() {
    let world = world();
    let rows = [
        Outcome::Refused(Refusal::ReplyMissing),
        Outcome::Refused(Refusal::RightMissing(Right::Send)),
        Outcome::Wait(Duration::from_secs(31)),
        Outcome::Unknown,
    ];
    let rows = rows.map(|outcome| {
        let name = format!("{outcome:?}");
        let changes = after(&world, &answer(), (Method::SendText, outcome));
        format!("{name}\n{}", told(&changes))
    });
    assert_snapshot!(rows.concat(), @"
    Refused(ReplyMissing)
    100 now Waiting { due_ms: 1000000 } attempts 0 bare
    Refused(RightMissing(Send))
    cell Paused(Send)
    record CellPaused
    100 now Waiting { due_ms: 1060000 } attempts 1
    Wait(31s)
    100 now Waiting { due_ms: 1031000 } attempts 0
    Unknown
    100 now Waiting { due_ms: 1001000 } attempts 1 repeat
    ");
}

/// Promise: that it stands shows that the desk may write, and nothing about topics; that it was deleted shows nothing.
#[test]
fn what_it_proves() {
    let resumed = |why, delivery: &Delivery, call| {
        let mut world = world();
        world.desk.cell.state = CellState::Paused(why);
        let changes = after(&world, delivery, call);
        let running = |change: &Change| {
            matches!(
                change,
                Change::Cell {
                    state: CellState::Running,
                    ..
                }
            )
        };
        changes.iter().any(running)
    };
    let tidying = Delivery {
        job: Job::Unpost {
            message: 60,
            relay: None,
        },
        ..answer()
    };
    let deleted = || (Method::Delete, Outcome::Done(Receipt::Nothing));
    for (why, stands) in [
        (PauseWhy::Send, true),
        (PauseWhy::NotMember, true),
        (PauseWhy::NotForum, false),
        (PauseWhy::ManageTopics, false),
    ] {
        assert_eq!(resumed(why, &answer(), sent()), stands, "{why:?}");
        assert!(!resumed(why, &tidying, deleted()), "{why:?}");
    }
}
