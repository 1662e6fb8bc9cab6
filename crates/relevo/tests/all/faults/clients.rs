//! Clients who go, and messages that cannot be carried: told where they were written, and nothing behind them waits.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::Kind;

use super::refused;
use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(a_client_blocks_and_unblocks);
on_both!(a_client_deletes_the_account);
on_both!(what_is_too_large_is_said);
on_both!(a_source_deleted_before_the_copy);

/// A room in which nothing of the beginning waits any more.
async fn settled(backend: Backend) -> Room {
    let mut room = Room::new(backend, &[]).await;
    room.stage.pass(Duration::from_secs(12)).await;
    room
}

/// Promise: a block and its end are told once each; what was written meanwhile has failed visibly, and the next message arrives.
async fn a_client_blocks_and_unblocks(backend: Backend) {
    let mut room = settled(backend).await;
    let (anna, bot) = (room.anna, room.stage.bot);
    room.stage.sim.with(|world| world.block_bot(anna, bot));
    for words in ["one", "two"] {
        room.marta_says(Say::text(words));
        room.stage.pass(Duration::from_secs(2)).await;
    }
    room.stage.sim.with(|world| world.unblock_bot(anna, bot));
    room.stage.settle().await;
    room.marta_says(Say::text("three"));
    room.stage.pass(Duration::from_secs(2)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one
    7 bot: 🚫 The client has blocked the bot or deleted their account. What you write will not arrive until they come back.
    8 bot ↩6: ⚠️ Not delivered: The client has blocked the bot. ⌨
    9 Marta: two
    10 bot ↩9: ⚠️ Not delivered: The client has blocked the bot. ⌨
    11 bot: ✅ The client can be reached again.
    12 Marta: three
    ") };
    assert_eq!(room.stage.received(anna), ["three"]);
    assert_eq!(room.stage.standing().await, (0, 0, 2));
}

/// Promise: that an account is gone is told with the message that found out, also where Telegram tells only then.
async fn a_client_deletes_the_account(backend: Backend) {
    let mut room = settled(backend).await;
    let anna = room.anna;
    room.stage.sim.with(|world| world.delete_account(anna));
    for words in ["one", "two"] {
        room.marta_says(Say::text(words));
        room.stage.pass(Duration::from_secs(2)).await;
    }
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one
    7 bot ↩6: ⚠️ Not delivered: The client's account was deleted. ⌨
    8 Marta: two
    9 bot ↩8: ⚠️ Not delivered: The client's account was deleted. ⌨
    ") };
    assert_eq!(room.stage.standing().await, (0, 0, 2));
}

/// Promise: what Telegram finds too long or too large is said on the spot, in both directions, and what follows is not held up.
async fn what_is_too_large_is_said(backend: Backend) {
    let mut room = settled(backend).await;
    let (anna, stage) = (room.anna, &room.stage);
    stage.goes_wrong(
        "sendMessage",
        refused(400, "Bad Request: message is too long"),
        1,
    );
    stage.goes_wrong("copyMessage", refused(413, "Request Entity Too Large"), 1);
    room.marta_says(Say::text("long words"));
    room.marta_says(Say::text("short words"));
    room.stage.settle().await;
    room.anna_says(Say::sample(Kind::Video));
    room.anna_says(Say::text("did you get it?"));
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: long words
    7 Marta: short words
    8 bot ↩6: ⚠️ Not delivered: It is too long or too large for Telegram. ⌨
    9 bot: 📎 The client sent something that could not be copied here. Video: It is too long or too large for Telegram.
    10 bot: did you get it?
    ") };
    assert_eq!(room.stage.received(anna), ["short words"]);
    assert_eq!(room.stage.standing().await.0, 0);
}

/// Promise: a message that is gone before it could be copied leaves a word at its place, on either side, and nothing behind it waits.
async fn a_source_deleted_before_the_copy(backend: Backend) {
    let mut room = settled(backend).await;
    let (anna, marta) = (room.anna, room.marta);
    let (bot, group) = (room.stage.bot, room.stage.group);
    let video = room.anna_says(Say::sample(Kind::Video));
    room.anna_says(Say::text("one"));
    room.stage
        .sim
        .with(|world| world.delete(anna, bot, video))
        .expect("Anna may delete it");
    let photo = room.marta_says(Say::photo("an answer"));
    room.marta_says(Say::text("two"));
    room.stage
        .sim
        .with(|world| world.delete(marta, group, photo))
        .expect("Marta may delete it");
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    7 Marta: two
    8 bot: 📎 The client sent something that could not be copied here. Video: It was deleted before it could be sent.
    9 bot: one
    10 bot: ⚠️ Not delivered: It was deleted before it could be sent. ⌨
    ") };
    assert_eq!(room.stage.received(anna), ["two"]);
    assert_eq!(room.stage.standing().await.0, 0);
}
