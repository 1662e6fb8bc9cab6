//! The line that says how many of a client's messages wait.

use insta::assert_snapshot;
use relevo_telegram::{MessageId, Method, Outcome, Receipt, Refusal, Right, ThreadId};

use super::{World, claimed, desk_words};
use crate::decide::tests::desk::{Desk, NOW_MS, fresh, told};
use crate::{
    Backlog, BacklogFacts, Delivery, Direction, Job, Line, Notice, PauseWhy, Said, Seq, Topic,
    after_call,
};

const OWN: ThreadId = ThreadId(11);
const POSTING: Line = Line::Posting(OWN);
const STANDS: Line = Line::Stands {
    thread: OWN,
    message: MessageId(60),
    changing: false,
};
const CHANGING: Line = Line::Stands {
    thread: OWN,
    message: MessageId(60),
    changing: true,
};

/// A line that was to say so many, counted so long ago.
fn line(line: Line, said: Option<(u32, i64)>) -> Delivery {
    let said = said.map(|(more, ago_ms)| Said {
        more,
        minutes: None,
        last: Seq(90),
        at_ms: NOW_MS - ago_ms,
    });
    desk_words(Direction::Aside, Job::Backlog(Backlog { line, said }))
}

fn world(waiting: u32) -> World {
    let mut world = World::of(Desk::with_ann());
    world.backlog = Some(BacklogFacts {
        waiting,
        left: waiting.min(20),
        last: Seq(99),
        lines: 1,
    });
    world
}

fn after(world: &World, delivery: &Delivery, (method, outcome): (Method, Outcome)) -> String {
    let delivery = claimed(delivery, method);
    let ended = (method, &outcome);
    told(&after_call(
        &delivery,
        &world.facts(),
        ended,
        NOW_MS,
        &mut fresh(),
    ))
}

/// Promise: a line is posted where more than twenty wait, once it is noted what it says; it changes when the number does; it is
/// deleted when none waits. One whose topic is gone begins anew; one that may stand somewhere else is not posted a second time.
#[test]
fn what_a_line_does() {
    let (many, few, none) = (world(30), world(20), world(0));
    let elsewhere = Line::Posting(ThreadId(12));
    let mut rows = vec![
        ("many, nothing yet", many.next(&line(Line::None, None))),
        ("few, nothing yet", few.next(&line(Line::None, None))),
        ("many, noted", many.next(&line(POSTING, Some((30, 5_000))))),
        ("few, noted", few.next(&line(POSTING, Some((30, 5_000))))),
        (
            "many, noted long ago",
            many.next(&line(POSTING, Some((25, 40_000)))),
        ),
        (
            "stands, the same number",
            many.next(&line(STANDS, Some((30, 60_000)))),
        ),
        (
            "stands, another number",
            few.next(&line(STANDS, Some((30, 60_000)))),
        ),
        (
            "stands, noted",
            few.next(&line(CHANGING, Some((20, 1_000)))),
        ),
        ("stands, none", none.next(&line(STANDS, Some((3, 60_000))))),
        (
            "stands, none, undeletable",
            none.next(&line(STANDS, Some((0, 1_000)))),
        ),
        ("gone, many", many.next(&line(Line::Gone(OWN), None))),
        ("gone, none", none.next(&line(Line::Gone(OWN), None))),
        (
            "in another topic",
            many.next(&line(elsewhere, Some((30, 0)))),
        ),
    ];
    let mut without = world(30);
    without.desk.conversation.as_mut().expect("there").topic = Topic::None;
    rows.push(("no topic", without.next(&line(Line::None, None))));
    let rows = rows
        .into_iter()
        .map(|(case, row)| format!("{case}: {row}\n"));
    assert_snapshot!(rows.collect::<String>());
}

/// Promise: what follows from its calls is a line that is kept true or is gone, never a second one, and never a loop.
#[test]
fn what_becomes_of_a_line() {
    let (many, none) = (world(30), world(0));
    let posted = || Outcome::Done(Receipt::Message(MessageId(60)));
    let done = || Outcome::Done(Receipt::Nothing);
    let refused = Outcome::Refused;
    let posting = line(POSTING, Some((30, 0)));
    let changing = line(CHANGING, Some((30, 0)));
    let over = line(CHANGING, Some((0, 0)));
    let other = || Refusal::Other {
        code: 400,
        text: "Bad Request: strange".into(),
    };
    let misplaced = Outcome::Done(Receipt::Misplaced(vec![MessageId(61)]));
    let send = |outcome| after(&many, &posting, (Method::SendText, outcome));
    let edit = |outcome| after(&many, &changing, (Method::EditText, outcome));
    let delete = |outcome| after(&none, &changing, (Method::Delete, outcome));
    let rows = [
        ("posted", send(posted())),
        (
            "posted, none waits",
            after(&none, &posting, (Method::SendText, posted())),
        ),
        ("posted, unknown", send(Outcome::Unknown)),
        ("posted, not sent", send(Outcome::NotSent)),
        ("posted into nowhere", send(misplaced)),
        (
            "posted, topic missing",
            send(refused(Refusal::TopicMissing)),
        ),
        (
            "posted, no right",
            send(refused(Refusal::RightMissing(Right::Send))),
        ),
        ("posted, refused", send(refused(other()))),
        ("changed", edit(done())),
        ("changed, the same", edit(refused(Refusal::NotModified))),
        ("changed, unknown", edit(Outcome::Unknown)),
        (
            "changed, deleted by hand",
            edit(refused(Refusal::SourceMissing)),
        ),
        ("changed, refused", edit(refused(other()))),
        ("deleted", delete(done())),
        ("deleted, unknown", delete(Outcome::Unknown)),
        ("deleted by hand", delete(refused(Refusal::SourceMissing))),
        ("undeletable", delete(refused(other()))),
        (
            "all has arrived",
            after(&none, &over, (Method::EditText, done())),
        ),
        (
            "all has arrived, refused",
            after(&none, &over, (Method::EditText, refused(other()))),
        ),
    ];
    let rows = rows.map(|(case, row)| format!("{case}:\n{row}"));
    assert_snapshot!(rows.concat());
}

/// Promise: a group that cannot be written to is not found out by such a line twice.
#[test]
fn a_paused_group_is_left_alone() {
    let mut many = world(30);
    many.desk.cell.state = crate::CellState::Paused(PauseWhy::NotForum);
    let posting = line(POSTING, Some((30, 0)));
    let refusal = Outcome::Refused(Refusal::NotForum);
    let row = after(&many, &posting, (Method::SendText, refusal));
    assert!(
        row.contains("due_ms: 1060000") && !row.contains("record"),
        "{row}"
    );
    assert_eq!(Notice::BacklogGone.buttons(), 0);
}
