//! By whom calls are made for a connected account, and what follows where its owner does not let them be made.

use relevo_telegram::{Call, MediaKind, Method, Outcome, Refusal};

use super::{World, claimed, told_call};
use crate::call::{after_call, next_call};
use crate::decide::tests::accounts::{ACCOUNT, VIA, alive, own, own_event};
use crate::decide::tests::desk::{
    Desk, NOW_MS, client_event, fresh, from_ann, group_event, matter, media, operator, photo, text,
    told,
};
use crate::{Delivery, Event, IdentityId, Job, Next, Notice};

fn world() -> World {
    let mut desk = alive(Desk::with_ann());
    // Of no interest here.
    desk.conversation.as_mut().unwrap().handling.client_wrote_ms = i64::MAX;
    World::of(desk)
}

/// The delivery that brings the event's message.
fn bringing(world: &World, event: &Event) -> Delivery {
    let mut all = world.deliveries(event);
    all.retain(|one| one.cause.is_some());
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn call(world: &World, delivery: &Delivery) -> (Call, IdentityId) {
    match next_call(delivery, &world.facts(), NOW_MS) {
        Next::Call { call, by, .. } => (call, by),
        Next::Settle(changes) => panic!("{}", told(&changes)),
        Next::NotYet { .. } => panic!("no album"),
    }
}

/// Promise: whatever goes to the client goes by the account, whatever goes to the topic by its bot, and nothing is copied either way.
#[test]
fn the_account_writes_and_the_bot_posts() {
    let world = world();
    let contents = [
        text("words"),
        photo("a picture"),
        media(MediaKind::Sticker, ""),
        media(MediaKind::VideoNote, ""),
        media(MediaKind::Voice, "spoken"),
        matter::location(false),
        matter::location(true),
        matter::poll(false),
        matter::checklist(),
    ];
    for content in contents {
        let out = bringing(&world, &group_event(operator(content.clone())));
        let (made, by) = call(&world, &out);
        assert_eq!(by, ACCOUNT, "{}", told_call(&made));
        assert!(made.is_on_behalf(), "{}", told_call(&made));
        for event in [
            client_event(from_ann(content.clone())),
            own_event(own(content.clone())),
        ] {
            let inward = bringing(&world, &event);
            let by = match inward.job {
                Job::CopyOr { .. } => VIA,
                _ => call(&world, &inward).1,
            };
            assert_eq!(by, VIA);
        }
    }
}

/// Promise: a copy with a substitute is replaced by it without being tried.
#[test]
fn a_substitute_comes_at_once() {
    let world = world();
    for content in [matter::contact(), matter::venue(), matter::rich()] {
        let inward = bringing(&world, &client_event(from_ann(content)));
        assert!(matches!(inward.job, Job::CopyOr { .. }));
        let Next::Settle(changes) = next_call(&inward, &world.facts(), NOW_MS) else {
            panic!("no call");
        };
        assert!(told(&changes).contains("anew"), "{}", told(&changes));
    }
    let story = bringing(
        &world,
        &client_event(from_ann(relevo_telegram::Content::Story)),
    );
    let Next::Settle(changes) = next_call(&story, &world.facts(), NOW_MS) else {
        panic!("no call");
    };
    assert!(told(&changes).contains("Lost"), "{}", told(&changes));
}

/// Promise: a job that would copy out of the account's chat, wherever it may come from, is never made.
#[test]
#[should_panic(expected = "copies out of an account's chat")]
fn a_blind_copy_is_never_made() {
    let world = world();
    let mut inward = bringing(&world, &client_event(from_ann(text("words"))));
    inward.job = Job::Forward;
    let _ = next_call(&inward, &world.facts(), NOW_MS);
}

fn refused(refusal: Refusal, attempts: u32) -> String {
    let world = world();
    let delivery = Delivery {
        attempts,
        ..bringing(&world, &group_event(operator(text("hello"))))
    };
    let ended = (Method::SendText, &Outcome::Refused(refusal));
    let changes = after_call(
        &claimed(&delivery, Method::SendText),
        &world.facts(),
        ended,
        NOW_MS,
        &mut fresh(),
    );
    told(&changes)
}

/// Promise: a connection that Telegram does not know is tried again, as its new name may be on the way; then the message is held, as
/// where the owner forbids it. After a day of silence it fails with a way to try again.
#[test]
fn refusals_are_told_apart() {
    assert!(refused(Refusal::BusinessGone, 0).contains("Waiting"));
    for held in [
        refused(Refusal::BusinessGone, 3),
        refused(Refusal::BusinessForbidden, 0),
    ] {
        assert!(held.contains("Held(AccountAway)"), "{held}");
        assert!(held.contains("HeldByAccount"), "{held}");
    }
    let quiet = refused(Refusal::BusinessQuiet, 0);
    assert!(quiet.contains("Failed(AccountQuiet)"), "{quiet}");
    let notice = Notice::HeldByAccount {
        reason: crate::FailReason::AccountAway,
    };
    assert_eq!(notice.buttons(), 2);
}
