//! Albums that Telegram refuses, as a whole or in one item: what can be brought is brought, and the rest is told.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Edit;
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use super::photos;
use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(a_refused_album_goes_item_by_item);
on_both!(a_failure_in_the_middle_is_unknown);
on_both!(a_client_who_is_gone_is_told_of_once);

fn fault(room: &Room, method: &str, fault: &Fault, times: usize) {
    for _ in 0..times {
        let rule = Rule {
            method: Some(method.into()),
            ..Rule::new(fault.clone())
        };
        room.stage.sim.faults(|faults| faults.add(rule));
    }
}

const REFUSED: Fault = Fault::ServerError {
    code: 400,
    deed: Deed::Before,
};

/// Promise: an album that is refused as one is brought item by item, in order; what cannot be brought is told with its number, and
/// to a client it can be tried again.
async fn a_refused_album_goes_item_by_item(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    fault(&room, "sendMediaGroup", &REFUSED, 2);
    let theirs = room.anna_sends("anna", photos(4, "four"));
    let ours = room.marta_sends("marta", photos(4, "four of ours"));
    let (anna, bot) = (room.anna, room.stage.bot);
    let (marta, group) = (room.marta, room.stage.group);
    room.stage.settle().await;
    room.stage.sim.with(|world| {
        world.delete(anna, bot, theirs[1]).expect("Anna may");
        world.delete(marta, group, ours[0]).expect("Marta may");
        world.delete(marta, group, ours[2]).expect("Marta may");
    });
    room.gathered().await;
    room.stage.pass(Duration::from_secs(15)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # Anna
    4 bot [Service]: 
    5 bot: hello
    7 Marta ▦1 [Photo]: 
    9 Marta ▦1 [Photo]: 
    10 bot [Photo]: four
    11 bot [Photo]: 
    12 bot [Photo]: 
    13 bot: ⚠️ 1 of 4 items of the client's album could not be brought here. Photo: It was deleted before it could be sent.
    14 bot: ⚠️ 2 of 4 items of this album were not delivered. Photo: It was deleted before it could be sent. ⌨
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna ▦2 [Photo]: four
    8124 Anna ▦2 [Photo]: 
    8125 Anna ▦2 [Photo]: 
    8126 bot [Photo]: 
    8127 bot [Photo]:
    ") };
    room.marta_presses(0);
    room.stage.pass(Duration::from_secs(15)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna ▦2 [Photo]: four
    8124 Anna ▦2 [Photo]: 
    8125 Anna ▦2 [Photo]: 
    8126 bot [Photo]: 
    8127 bot [Photo]: 
    8128 bot ▦3 [Photo]: four of ours
    8129 bot ▦3 [Photo]:
    ") };
}

/// Promise: a failure in the middle may have left something behind: in the topic the album comes again, marked; about a client's the
/// operator is asked. One that never ends goes item by item.
async fn a_failure_in_the_middle_is_unknown(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let bot = room.stage.bot;
    let breaks = |room: &Room| {
        room.stage
            .sim
            .with(|world| world.break_next_multi_send(bot, 3));
    };
    breaks(&room);
    room.anna_sends("anna", photos(3, "three"));
    room.gathered().await;
    room.stage.pass(Duration::from_secs(5)).await;
    breaks(&room);
    room.marta_sends("marta", photos(3, "three of ours"));
    room.gathered().await;
    room.marta_presses(0);
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot ▦1 [Photo]: three
    7 bot ▦1 [Photo]: 
    8 bot ▦2 [Photo]: three
    9 bot ▦2 [Photo]: 
    10 bot ▦2 [Photo]: 
    11 bot ↩8: ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.
    12 Marta ▦3 [Photo]: three of ours
    13 Marta ▦3 [Photo]: 
    14 Marta ▦3 [Photo]: 
    15 bot ↩12: ✓ Tried again, and it arrived.
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna ▦4 [Photo]: three
    8123 Anna ▦4 [Photo]: 
    8124 Anna ▦4 [Photo]: 
    8125 bot ▦5 [Photo]: three of ours
    8126 bot ▦5 [Photo]: 
    8127 bot ▦6 [Photo]: three of ours
    8128 bot ▦6 [Photo]: 
    8129 bot ▦6 [Photo]:
    ") };
    room.stage.pass_minutes(1).await;
    room.anna_sends("never", photos(3, "never as one"));
    for _ in 0..9 {
        breaks(&room);
        room.gathered().await;
    }
    let topics = room.stage.topics();
    let never = topics.split_inclusive('\n');
    let never = never.skip_while(|line| !line.contains("never as one"));
    allow_duplicates! { assert_snapshot!(never.collect::<String>(), @"
    16 bot ▦7 [Photo]: never as one
    17 bot ▦7 [Photo]: 
    18 bot ▦8 [Photo]: never as one
    19 bot ▦8 [Photo]: 
    20 bot ▦9 [Photo]: never as one
    21 bot ▦9 [Photo]: 
    22 bot [Photo]: never as one
    23 bot [Photo]: 
    24 bot [Photo]: 
    25 bot ↩22: ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.
    26 bot ↩23: ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.
    27 bot ↩24: ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.
    ") };
}

/// Promise: what is about the client and not about an item is told once for the whole album, which can be sent again.
async fn a_client_who_is_gone_is_told_of_once(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let (anna, bot) = (room.anna, room.stage.bot);
    room.stage.sim.with(|world| world.block_bot(anna, bot));
    let ours = room.marta_sends("marta", photos(3, "three"));
    room.gathered().await;
    room.marta_edits(ours[2], Edit::text("the third"));
    room.stage.settle().await;
    room.stage
        .sim
        .with(|world| world.start_bot(anna, bot, None))
        .expect("Anna may");
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(2)).await;
    room.marta_presses(0);
    room.stage.pass(Duration::from_secs(5)).await;
    // What is said of a later item finds it where it went.
    room.marta_edits(ours[1], Edit::text("the second"));
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta ▦1 [Photo]: three
    7 Marta ▦1 [Photo]: the second
    8 Marta ▦1 [Photo]: the third
    9 bot: 🚫 The client has blocked the bot or deleted their account. What you write will not arrive until they come back.
    10 bot ↩6: ✓ Tried again, and it arrived.
    11 bot: ✅ The client can be reached again.
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: /start
    8123 bot ▦2 [Photo]: three
    8124 bot ▦2 [Photo]: the second
    8125 bot ▦2 [Photo]: the third
    ") };
}
