//! A ban: the look at who asked for it, and what each outcome makes of it.

use std::time::Duration;

use insta::assert_snapshot;
use relevo_telegram::{
    ChatId, Membership, MessageId, Method, Outcome, Receipt, Refusal, Right, UserId,
};

use super::{World, claimed, desk_words};
use crate::call::after_call;
use crate::decide::tests::desk::{ANN, Desk, NOW_MS, fresh, told};
use crate::params::LIST_ENTRIES_MAX;
use crate::{Ban, Banned, Delivery, Direction, Job};

fn ban(on: bool) -> Delivery {
    let ban = Ban {
        by: UserId(77),
        whom: ANN,
        who: Banned::Client,
        on,
        about: MessageId(30),
    };
    desk_words(Direction::Aside, Job::Ban(ban))
}

fn after(world: &World, delivery: &Delivery, outcome: &Outcome) -> String {
    let method = Method::GetMember;
    let delivery = claimed(delivery, method);
    let ended = (method, outcome);
    let changes = after_call(&delivery, &world.facts(), ended, NOW_MS, &mut fresh());
    told(&changes)
}

fn place(place: Membership) -> Outcome {
    Outcome::Done(Receipt::Member(place))
}

fn administrator(restrict_members: bool) -> Membership {
    Membership::Administrator {
        manage_topics: true,
        delete_messages: true,
        restrict_members,
        pin_messages: true,
    }
}

/// Promise: whoever asked is looked at in the backend group, for nothing of its budget, and only an owner and an administrator who may
/// ban are obeyed; what Telegram refuses to say is taken for the less.
#[test]
fn only_who_may_ban_is_obeyed() {
    let world = World::of(Desk::with_ann());
    let mut rows = vec![world.next(&ban(true))];
    let other = Refusal::Other {
        code: 400,
        text: "Bad Request: PARTICIPANT_ID_INVALID".into(),
    };
    for (who, outcome) in [
        ("owner", place(Membership::Owner)),
        ("may ban", place(administrator(true))),
        ("may not ban", place(administrator(false))),
        ("member", place(Membership::Member)),
        ("restricted", place(Membership::Restricted { member: true })),
        ("left", place(Membership::Left)),
        ("banned", place(Membership::Banned)),
        ("strange", place(Membership::Other)),
        ("not said", Outcome::Refused(other)),
        (
            "a right is missing",
            Outcome::Refused(Refusal::RightMissing(Right::Administer)),
        ),
    ] {
        rows.push(format!("{who}\n{}", after(&world, &ban(true), &outcome)));
    }
    assert_snapshot!(rows.join("\n"), @"
    GetMember(ChatId(-100500), UserId(77)) for 0
    owner
    42 ignored by 77
    deliver 100 ToTopic of 5: say Answer(Ban { who: Client, on: true }) about Some(30) buttons []
    remove 100

    may ban
    42 ignored by 77
    deliver 100 ToTopic of 5: say Answer(Ban { who: Client, on: true }) about Some(30) buttons []
    remove 100

    may not ban
    deliver 100 ToTopic of 5: say Answer(MayNotBan { command: Ban }) about Some(30) buttons []
    remove 100

    member
    deliver 100 ToTopic of 5: say Answer(MayNotBan { command: Ban }) about Some(30) buttons []
    remove 100

    restricted
    deliver 100 ToTopic of 5: say Answer(MayNotBan { command: Ban }) about Some(30) buttons []
    remove 100

    left
    deliver 100 ToTopic of 5: say Answer(MayNotBan { command: Ban }) about Some(30) buttons []
    remove 100

    banned
    deliver 100 ToTopic of 5: say Answer(MayNotBan { command: Ban }) about Some(30) buttons []
    remove 100

    strange
    deliver 100 ToTopic of 5: say Answer(MayNotBan { command: Ban }) about Some(30) buttons []
    remove 100

    not said
    deliver 100 ToTopic of 5: say Answer(MayNotBan { command: Ban }) about Some(30) buttons []
    remove 100

    a right is missing
    deliver 100 ToTopic of 5: say Answer(MayNotBan { command: Ban }) about Some(30) buttons []
    remove 100
    ");
}

/// Promise: while nobody knows, it waits and is asked again, as often as it takes: what asks changes nothing.
#[test]
fn what_is_not_known_is_asked_again() {
    let world = World::of(Desk::with_ann());
    let mut rows = Vec::new();
    for (what, outcome) in [
        ("wait", Outcome::Wait(Duration::from_secs(7))),
        ("not sent", Outcome::NotSent),
        ("unknown", Outcome::Unknown),
        ("unreadable", Outcome::Done(Receipt::Nothing)),
        ("token", Outcome::Refused(Refusal::TokenInvalid)),
        ("outside", Outcome::Refused(Refusal::NotMember)),
        (
            "upgraded",
            Outcome::Refused(Refusal::Migrated(ChatId(-100_900))),
        ),
    ] {
        rows.push(format!("{what}\n{}", after(&world, &ban(true), &outcome)));
    }
    assert_snapshot!(rows.join("\n"), @"
    wait
    100 now Waiting { due_ms: 1007000 } attempts 0

    not sent
    100 now Waiting { due_ms: 1001000 } attempts 1

    unknown
    100 now Waiting { due_ms: 1001000 } attempts 1

    unreadable
    100 now Waiting { due_ms: 1001000 } attempts 1

    token
    cell Paused(Token)
    record CellPaused
    100 now Waiting { due_ms: 1060000 } attempts 1

    outside
    cell Paused(NotMember)
    record CellPaused
    100 now Waiting { due_ms: 1060000 } attempts 1

    upgraded
    cell's group -100900
    record GroupMigrated
    100 now Waiting { due_ms: 1000000 } attempts 0
    ");
}

/// Promise: what is so already changes nothing; what is stored goes before what the connection was read with; and a list that is
/// full stays as it is.
#[test]
fn what_is_so_already_changes_nothing() {
    let mut world = World::of(Desk::with_ann());
    let owner = place(Membership::Owner);
    let mut rows = vec![after(&world, &ban(false), &owner)];
    world.desk.connection.params.ignore_chats = vec![ANN];
    rows.push(after(&world, &ban(true), &owner));
    rows.push(after(&world, &ban(false), &owner));
    world.ignored = Some(vec![777_000]);
    rows.push(after(&world, &ban(true), &owner));
    rows.push(after(&world, &ban(false), &owner));
    world.ignored = Some((1_000_000..).take(LIST_ENTRIES_MAX).collect());
    rows.push(after(&world, &ban(true), &owner));
    rows.push(after(&world, &ban(false), &owner));
    assert_snapshot!(rows.join("\n"), @"
    deliver 100 ToTopic of 5: say Answer(BanAsBefore { on: false }) about Some(30) buttons []
    remove 100

    deliver 100 ToTopic of 5: say Answer(BanAsBefore { on: true }) about Some(30) buttons []
    remove 100

    42 not ignored by 77
    deliver 100 ToTopic of 5: say Answer(Ban { who: Client, on: false }) about Some(30) buttons []
    remove 100

    42 ignored by 77
    deliver 100 ToTopic of 5: say Answer(Ban { who: Client, on: true }) about Some(30) buttons []
    remove 100

    deliver 100 ToTopic of 5: say Answer(BanAsBefore { on: false }) about Some(30) buttons []
    remove 100

    deliver 100 ToTopic of 5: say Answer(BansFull) about Some(30) buttons []
    remove 100

    deliver 100 ToTopic of 5: say Answer(BanAsBefore { on: false }) about Some(30) buttons []
    remove 100
    ");
}
