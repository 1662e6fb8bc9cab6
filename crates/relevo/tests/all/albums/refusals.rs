//! Albums that Telegram refuses, as a whole or in one item: what can be brought is brought, and the rest is told.

use std::time::Duration;

use insta::{allow_duplicates, assert_debug_snapshot, assert_snapshot};
use relevo::retry::{Tried, again, list};
use relevo_telegram_sim::control::Edit;
use relevo_telegram_sim::fault::{Deed, Fault, Rule, When};

use super::photos;
use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(a_refused_album_goes_item_by_item);
on_both!(a_failure_in_the_middle_is_unknown);
on_both!(a_client_who_is_gone_is_told_of_once);
on_both!(each_item_is_told_of_by_its_own_notice);
on_both!(what_was_refused_is_taken_back_with_the_rest);

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
    # 🟪 Anna
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
    # 🟪 Anna
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
    17 bot ▦7 [Photo]: never as one
    18 bot ▦7 [Photo]: 
    19 bot ▦8 [Photo]: never as one
    20 bot ▦8 [Photo]: 
    21 bot ▦9 [Photo]: never as one
    22 bot ▦9 [Photo]: 
    23 bot [Photo]: never as one
    24 bot [Photo]: 
    25 bot [Photo]: 
    26 bot ↩23: ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.
    27 bot ↩24: ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.
    28 bot ↩25: ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.
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
    # 🟪 Anna
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

/// An album of Marta's goes item by item, and its first item is refused.
async fn first_is_refused(room: &mut Room) -> Vec<i64> {
    fault(room, "sendMediaGroup", &REFUSED, 1);
    let ours = room.marta_sends("marta", photos(3, "three"));
    room.stage.settle().await;
    let (marta, group) = (room.marta, room.stage.group);
    room.stage
        .sim
        .with(|world| world.delete(marta, group, ours[0]))
        .expect("Marta may");
    ours
}

/// Promise: where one item of an album is refused and nobody knows of the last one, each of the two is told of by its own notice, and can be
/// tried again by it.
async fn each_item_is_told_of_by_its_own_notice(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    first_is_refused(&mut room).await;
    let last = Rule {
        method: Some("copyMessage".into()),
        when: When::Nth(3),
        ..Rule::new(Fault::Reset { deed: Deed::Before })
    };
    room.stage.sim.faults(|faults| faults.add(last));
    room.gathered().await;
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    7 Marta ▦1 [Photo]: 
    8 Marta ▦1 [Photo]: 
    9 bot ↩8: ❔ Telegram did not say whether this message reached the client. To avoid sending it twice, nothing more happens unless you choose. ⌨
    10 bot: ⚠️ 1 of 3 items of this album was not delivered. Photo: It was deleted before it could be sent. ⌨
    ") };
    let waits = list(&room.stage.store).await.expect("the store answers");
    let words = waits.iter().map(|one| {
        let at = one.told_at.expect("a notice tells of it").message.0;
        let rows = room.stage.rows(room.stage.group, room.stage.owner);
        let row = rows.into_iter().find(|row| row.message_id == at);
        (one.what.has_failed(), row.expect("it is there").text)
    });
    let words: Vec<(bool, String)> = words.collect();
    allow_duplicates! { assert_debug_snapshot!(words, @r#"
    [
        (
            false,
            "❔ Telegram did not say whether this message reached the client. To avoid sending it twice, nothing more happens unless you choose.",
        ),
        (
            true,
            "⚠\u{fe0f} 1 of 3 items of this album was not delivered. Photo: It was deleted before it could be sent.",
        ),
    ]
    "#) };
    for one in &waits {
        let id = (one.what.delivery.cell, one.what.delivery.seq);
        let now_ms = room.stage.clock.now_ms();
        let tried = again(&room.stage.store, id, now_ms).await;
        assert_eq!(tried.expect("the store answers"), Tried::Again);
    }
    room.stage.pass(Duration::from_secs(9)).await;
    let left = list(&room.stage.store).await.expect("the store answers");
    assert_eq!(left, [], "by their files they arrive");
    assert_eq!(room.seen_by_anna().matches("bot [Photo]").count(), 3);
}

/// Promise: an album that is taken back while it goes item by item is taken back with what was refused of it.
async fn what_was_refused_is_taken_back_with_the_rest(backend: Backend) {
    let mut told = String::new();
    for (is_withdrawn, is_last) in [(true, false), (false, false), (true, true), (false, true)] {
        let mut room = Room::new(backend, &[]).await;
        let ours = first_is_refused(&mut room).await;
        let calls = room.calls("copyMessage") + if is_last { 3 } else { 2 };
        room.until_called("copyMessage", calls).await;
        room.stage.adds_up().await;
        if is_withdrawn {
            room.marta_withdraws(ours[1]);
        } else {
            room.marta_edits(ours[1], Edit::text("/ the second"));
        }
        room.stage.settle().await;
        room.stage.adds_up().await;
        room.stage.pass(Duration::from_secs(9)).await;
        told += &format!(
            "== withdrawn: {is_withdrawn}, the last one's call: {is_last}\n{}{}",
            room.stage.topics(),
            room.seen_by_anna()
        );
    }
    allow_duplicates! { assert_snapshot!(told, @"
    == withdrawn: true, the last one's call: false
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    7 Marta ▦1 [Photo]: 
    8 Marta ▦1 [Photo]: 
    9 Marta ↩7: /del
    10 bot ↩7: 🗑 Withdrawn: the client no longer has this message.
    8120 Anna: /start
    8121 Anna: hello
    == withdrawn: false, the last one's call: false
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    7 Marta ▦1 [Photo]: / the second
    8 Marta ▦1 [Photo]: 
    9 bot ↩7: 📝 This is a note now. The client still has what you sent before. ⌨
    8120 Anna: /start
    8121 Anna: hello
    8122 bot [Photo]: 
    == withdrawn: true, the last one's call: true
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    7 Marta ▦1 [Photo]: 
    8 Marta ▦1 [Photo]: 
    9 Marta ↩7: /del
    10 bot ↩7: 🗑 Withdrawn: the client no longer has this message.
    11 bot ↩8: 🗑 Withdrawn: the client no longer has this message.
    8120 Anna: /start
    8121 Anna: hello
    == withdrawn: false, the last one's call: true
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    7 Marta ▦1 [Photo]: / the second
    8 Marta ▦1 [Photo]: 
    9 bot ↩7: 📝 This is a note now. The client still has what you sent before. ⌨
    10 bot ↩8: 📝 This is a note now. The client still has what you sent before. ⌨
    8120 Anna: /start
    8121 Anna: hello
    8122 bot [Photo]: 
    8123 bot [Photo]:
    ") };
}
