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
    assert_snapshot!(rows.join("\n"), @"");
}
