//! Every outcome of a broadcast's step: its recipient ends, or it waits, and no topic hears of it.

use std::time::Duration;

use insta::assert_snapshot;
use relevo_telegram::{ChatId, MessageId, Method, Outcome, Receipt, Refusal, Text};

use super::{World, claimed, desk_words};
use crate::broadcast::{Go, Why};
use crate::call::{after_call, next_call};
use crate::decide::tests::desk::{Desk, NOW_MS, fresh, told};
use crate::{Change, Conversation, Delivery, Direction, Job, Next};

fn step() -> Delivery {
    let job = Job::Text {
        text: Text::plain("Spring!"),
        no_preview: false,
    };
    desk_words(Direction::Broadcast, job)
}

fn follows(world: &World, outcome: &Outcome) -> Vec<Change> {
    let step = claimed(&step(), Method::SendText);
    let method = Method::SendText;
    after_call(
        &step,
        &world.facts(),
        (method, outcome),
        NOW_MS,
        &mut fresh(),
    )
}

/// Promise: a step goes to its client as words do, and into no topic.
#[test]
fn a_step_is_sent_to_its_client() {
    let world = World::of(Desk::with_ann());
    assert_snapshot!(world.next(&step()), @r#"SendText to 42: "Spring!" for 1"#);
}

/// Promise: a step that may not go any more when its call is about to be made is not sent; one that has begun to arrive goes on.
#[test]
fn a_step_is_asked_again_before_it_goes() {
    let mut world = World::of(Desk::with_ann());
    let mut told_of = |go: Go, begun: bool| {
        world.go = Some(go);
        let step = Delivery {
            step: u8::from(begun),
            ..step()
        };
        match next_call(&step, &world.facts(), NOW_MS) {
            Next::Settle(changes) => told(&changes).trim_end().to_owned(),
            Next::Call { .. } => "sent".into(),
            Next::NotYet { .. } => "not yet".into(),
        }
    };
    let rows = [
        told_of(Go::Now, false),
        told_of(Go::Later, false),
        told_of(Go::Never(Why::OptedOut), false),
        told_of(Go::Forgotten, false),
        told_of(Go::Later, true),
    ];
    assert_snapshot!(rows.join("\n--\n"), @"
    sent
    --
    step 100 ended: Returned
    remove 100
    --
    step 100 ended: LeftOut(OptedOut)
    remove 100
    --
    remove 100
    --
    sent
    ");
}

/// Promise: whatever becomes of a step, nothing is said in a topic and nothing waits for a person; what is unknown is not sent again.
#[test]
fn every_end_of_a_step() {
    use Outcome::{Done, NotSent, Refused, Unknown, Wait};
    let world = World::of(Desk::with_ann());
    let mut rows = String::new();
    for outcome in [
        Done(Receipt::Message(MessageId(40))),
        Done(Receipt::Messages(vec![MessageId(41), MessageId(40)])),
        Done(Receipt::Nothing),
        Wait(Duration::from_secs(7)),
        NotSent,
        Unknown,
        Refused(Refusal::Blocked),
        Refused(Refusal::Deactivated),
        Refused(Refusal::ChatMissing),
        Refused(Refusal::KindForbidden),
        Refused(Refusal::TooLong),
        Refused(Refusal::SourceMissing),
        Refused(Refusal::NotMember),
        Refused(Refusal::TokenInvalid),
        Refused(Refusal::Migrated(ChatId(-100_900))),
    ] {
        let changes = follows(&world, &outcome);
        let said = changes.iter().filter(|change| match change {
            Change::Deliver(notice) => notice.conversation.is_some(),
            Change::PutCallback(_) | Change::Link(_) => true,
            _ => false,
        });
        assert_eq!(said.count(), 0, "{outcome:?}");
        rows += &format!("{outcome:?}\n");
        rows += &told(&changes)
            .lines()
            .map(|line| format!("    {line}\n"))
            .collect::<String>();
    }
    assert_snapshot!(rows, @"
    Done(Message(MessageId(40)))
        step 100 ended: Sent(Some((MessageId(40), MessageId(40))))
        remove 100
    Done(Messages([MessageId(41), MessageId(40)]))
        step 100 ended: Sent(Some((MessageId(40), MessageId(41))))
        remove 100
    Done(Nothing)
        step 100 ended: Sent(None)
        remove 100
    Wait(7s)
        100 now Waiting { due_ms: 1007000 } attempts 0
    NotSent
        100 now Waiting { due_ms: 1001000 } attempts 1
    Unknown
        step 100 ended: Unknown
        remove 100
    Refused(Blocked)
        now conversation 5 chat 42 Open(ThreadId(11)) last author 0 unreachable
        record ClientUnreachable
        step 100 ended: Failed(Blocked)
        remove 100
    Refused(Deactivated)
        now conversation 5 chat 42 Open(ThreadId(11)) last author 0 unreachable
        record ClientUnreachable
        step 100 ended: Failed(Deactivated)
        remove 100
    Refused(ChatMissing)
        step 100 ended: Failed(NoDialog)
        remove 100
    Refused(KindForbidden)
        step 100 ended: Failed(Forbidden)
        remove 100
    Refused(TooLong)
        step 100 ended: Failed(Refused)
        remove 100
    Refused(SourceMissing)
        step 100 ended: ContentGone
        remove 100
    Refused(NotMember)
        step 100 ended: Failed(Blocked)
        remove 100
    Refused(TokenInvalid)
        cell Paused(Token)
        record CellPaused
        100 now Waiting { due_ms: 1060000 } attempts 1
    Refused(Migrated(ChatId(-100900)))
        now conversation 5 chat -100900 Open(ThreadId(11)) last author 0
        record GroupMigrated
        100 now Waiting { due_ms: 1000000 } attempts 0
    ");
}

/// Promise: somebody who was out of reach and gets a step is within reach again, without a word in the topic.
#[test]
fn whoever_is_reached_is_within_reach() {
    let mut world = World::of(Desk::with_ann());
    let known = world.desk.conversation.take();
    world.desk.conversation = known.map(|known| Conversation {
        unreachable: true,
        ..known
    });
    let changes = follows(&world, &Outcome::Done(Receipt::Message(MessageId(40))));
    assert_snapshot!(told(&changes), @"
    now conversation 5 chat 42 Open(ThreadId(11)) last author 0
    record ClientReachable
    step 100 ended: Sent(Some((MessageId(40), MessageId(40))))
    remove 100
    ");
}
