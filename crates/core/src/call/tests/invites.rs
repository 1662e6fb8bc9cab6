//! A link into a client's group: the call, and what each outcome makes of it.

use std::time::Duration;

use insta::assert_snapshot;
use relevo_telegram::{ChatId, MessageId, Method, Outcome, Receipt, Refusal, Right};

use super::{World, claimed, desk_words};
use crate::call::after_call;
use crate::decide::tests::desk::{Desk, NOW_MS, fresh, told};
use crate::{Delivery, Direction, Invite, Job};

fn invite() -> Delivery {
    let invite = Invite {
        about: MessageId(30),
        named: false,
    };
    desk_words(Direction::Aside, Job::Invite(invite))
}

fn after(world: &World, outcome: &Outcome) -> String {
    let method = Method::CreateInviteLink;
    let delivery = claimed(&invite(), method);
    let changes = after_call(
        &delivery,
        &world.facts(),
        (method, outcome),
        NOW_MS,
        &mut fresh(),
    );
    told(&changes)
}

/// Promise: the link is made in the client's chat, for nothing of a budget; every refusal is an answer, none pauses the team's group or is
/// taken for its upgrade, and what nobody knows is asked again.
#[test]
fn every_outcome_ends_in_an_answer() {
    let world = World::of(Desk::with_club());
    let mut rows = vec![World::of(Desk::with_club()).next(&invite())];
    let link = Outcome::Done(Receipt::Link("https://t.me/+abc".into()));
    for (what, outcome) in [
        ("made", link),
        (
            "a right is missing",
            Outcome::Refused(Refusal::RightMissing(Right::Administer)),
        ),
        ("not there", Outcome::Refused(Refusal::NotMember)),
        (
            "upgraded",
            Outcome::Refused(Refusal::Migrated(ChatId(-100_900))),
        ),
        ("wait", Outcome::Wait(Duration::from_secs(3))),
        ("not sent", Outcome::NotSent),
        ("unknown", Outcome::Unknown),
    ] {
        rows.push(format!("{what}\n{}", after(&world, &outcome)));
    }
    assert_snapshot!(rows.join("\n"), @r#"
    CreateInviteLink { chat: ChatId(-100700), name: "Relevo" } for 0
    made
    deliver 100 ToTopic of 5: say Answer(Invite { link: "https://t.me/+abc", named: false }) about Some(30) buttons []
    remove 100

    a right is missing
    deliver 100 ToTopic of 5: say Answer(MayNotInvite) about Some(30) buttons []
    remove 100

    not there
    deliver 100 ToTopic of 5: say Answer(NoInvite) about Some(30) buttons []
    remove 100

    upgraded
    now conversation 5 chat -100900 Open(ThreadId(11)) last author 0
    record GroupMigrated
    100 now Waiting { due_ms: 1000000 } attempts 0

    wait
    100 now Waiting { due_ms: 1003000 } attempts 0

    not sent
    100 now Waiting { due_ms: 1001000 } attempts 1

    unknown
    100 now Waiting { due_ms: 1001000 } attempts 1
    "#);
}
