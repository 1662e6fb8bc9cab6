//! Reactions that come before anybody knows whose message they are about: before its update, its delivery, or its answer.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use crate::database::{Backend, on_both};
use crate::edits::Room;
use crate::stage::OVERTAKEN;

on_both!(a_reaction_comes_before_its_message);
on_both!(a_reaction_waits_as_long_as_its_message);
on_both!(a_reaction_comes_before_the_answer_of_the_call);
on_both!(a_restart_loses_no_reaction);
on_both!(a_reaction_to_a_held_message_waits_for_the_person);

fn fault(room: &Room, method: &str, fault: Fault) {
    let rule = Rule {
        method: Some(method.into()),
        ..Rule::new(fault)
    };
    room.stage.sim.faults(|faults| faults.add(rule));
}

/// Promise: Telegram may tell of a reaction before it tells of the message, also of a client's very first.
async fn a_reaction_comes_before_its_message(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let early = room.anna_says(Say::text(&format!("early {OVERTAKEN}")));
    room.anna_reacts(early, &["👍"]);
    let ours = room.marta_says(Say::text(&format!("ours {OVERTAKEN}")));
    room.marta_reacts(ours, &["🔥"]);
    let ben = room.stage.client("Ben");
    let first = room.stage.say(
        ben,
        room.stage.bot,
        Say::text(&format!("first {OVERTAKEN}")),
    );
    super::react(&room.stage, ben, (room.stage.bot, first), &["🎉"]);
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.anna_sees(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: early ⏪ Anna 👍
    8123 bot: ours ⏪ bot 🔥
    ") };
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello
    6 Marta: ours ⏪ Marta 🔥
    7 bot: early ⏪ bot 👍
    8 bot [Service]: 
    9 bot: first ⏪ bot 🎉
    ") };
}

/// Promise: what waits takes its reactions along, however long it waits and whichever side reacts.
async fn a_reaction_waits_as_long_as_its_message(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    fault(&room, "copyMessage", Fault::TooMany { retry_after: 5_000 });
    fault(&room, "sendMessage", Fault::TooMany { retry_after: 5_000 });
    let theirs = room.anna_says(Say::text("theirs"));
    let ours = room.marta_says(Say::text("ours"));
    room.stage.settle().await;
    room.anna_reacts(theirs, &["👍"]);
    room.marta_reacts(ours, &["🔥"]);
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(4_000)).await;
    assert_eq!(room.calls("setMessageReaction"), 0);
    room.stage.pass(Duration::from_secs(1_100)).await;
    allow_duplicates! { assert_snapshot!(room.anna_sees(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: theirs Anna 👍
    8123 bot: ours bot 🔥
    ") };
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello
    6 Marta: ours Marta 🔥
    7 bot [Service]: 
    8 bot: theirs bot 👍
    ") };
    assert_eq!(room.stage.pump.waiting(), 0);
}

/// Promise: whoever reacts to a copy at once, before the desk knows that it made it, is not forgotten.
async fn a_reaction_comes_before_the_answer_of_the_call(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.marta_says(Say::text("ours"));
    room.anna_says(Say::text("theirs"));
    // Taken in, claimed and called; nobody has recorded it yet.
    room.stage.pump.round().await.expect("the store works");
    let copy = room.stage.find(room.stage.bot, room.anna, "ours");
    let their_copy = room.stage.find(room.stage.group, room.marta, "theirs");
    room.anna_reacts(copy, &["👍"]);
    room.marta_reacts(their_copy, &["🔥"]);
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.anna_sees(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: theirs bot 🔥
    8123 bot: ours Anna 👍
    ") };
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello
    6 Marta: ours bot 👍
    7 bot: theirs Marta 🔥
    ") };
}

/// Promise: a crash loses no reaction and repeats none that matters: neither while it is parked nor while its call is under way.
async fn a_restart_loses_no_reaction(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let hello = room.stage.find(room.stage.bot, room.anna, "hello");
    room.anna_reacts(hello, &["👍"]);
    room.stage.crash_after_the_calls().await;
    room.anna_reacts(hello, &["🔥"]);
    room.stage.crash_after_the_calls().await;
    room.stage.pass(Duration::from_secs(9)).await;
    fault(&room, "copyMessage", Fault::TooMany { retry_after: 60 });
    let later = room.anna_says(Say::text("later"));
    room.stage.settle().await;
    room.anna_reacts(later, &["🎉"]);
    room.stage.settle().await;
    room.stage.crash_after_the_calls().await;
    room.stage.pass(Duration::from_secs(90)).await;
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello bot 🔥
    6 bot: later bot 🎉
    ") };
    assert_eq!(room.stage.pump.waiting(), 0);
}

/// Promise: a reaction to a message that may or may not have arrived follows it when a person has it sent again.
async fn a_reaction_to_a_held_message_waits_for_the_person(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    fault(&room, "sendMessage", Fault::Reset { deed: Deed::Before });
    let ours = room.marta_says(Say::text("ours"));
    room.stage.settle().await;
    room.marta_reacts(ours, &["🔥"]);
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(4_000)).await;
    room.marta_presses(0);
    room.stage.pass(Duration::from_secs(2)).await;
    allow_duplicates! { assert_snapshot!(room.anna_sees(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: ours bot 🔥
    ") };
}
