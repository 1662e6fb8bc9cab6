//! The line to Telegram itself: a token that is no longer valid, a second receiver, a day without an answer. Said once, with the fix.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo::store::Trouble;
use relevo_core::PauseWhy;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault};

use crate::database::{Backend, on_both};
use crate::edits::Room;
use crate::log::Log;
use crate::stage::Stage;

on_both!(a_revoked_token_is_said_once);
on_both!(a_token_refused_for_a_while_pauses_the_group);
on_both!(a_second_receiver_is_said_once);
on_both!(a_day_without_an_answer_is_named);
on_both!(an_idle_week_is_no_gap);

impl Stage {
    async fn trouble(&self) -> Option<Trouble> {
        let identities = self.store.identities().await.expect("the store answers");
        identities[0].trouble
    }
}

/// What a server answers that does not look at the request.
fn always(code: u16) -> Fault {
    let deed = Deed::Before;
    Fault::ServerError { code, deed }
}

/// Promise: a token revoked while the desk runs is said once in the log and shown by `relevo status`; with the new one everything goes
/// on, in both directions and in order.
async fn a_revoked_token_is_said_once(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.stage.pass(Duration::from_secs(10)).await;
    let log = Log::listen();
    room.anna_says(Say::text("one"));
    room.stage.settle().await;
    room.marta_says(Say::text("an answer"));
    let bot = room.stage.bot;
    let token = room.stage.sim.with(|world| world.revoke_token(bot));
    room.anna_says(Say::text("two"));
    room.stage.pass_minutes(10).await;
    assert_eq!(room.stage.trouble().await, Some(Trouble::Token));
    assert_eq!(log.count("Telegram refuses this bot's updates"), 1);
    assert_eq!(log.count("the token is not valid any more"), 1);
    let token = token.expect("a new token");
    room.stage.connect_with(&token, &[]).await;
    room.anna_says(Say::text("three"));
    room.stage.pass_minutes(2).await;
    assert_eq!(room.stage.trouble().await, None);
    assert_eq!(room.stage.standing().await, (0, 0, 0));
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: one
    7 Marta: an answer
    8 bot: two
    9 bot: three
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: one
    8123 Anna: two
    8124 Anna: three
    8125 bot: an answer
    ") };
}

/// Promise: calls refused because of the token pause everything; when it counts again nobody's message is lost or has failed.
async fn a_token_refused_for_a_while_pauses_the_group(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.stage.goes_wrong("copyMessage", always(401), 1);
    room.stage.goes_wrong("sendMessage", always(401), 1);
    room.anna_says(Say::text("one"));
    room.marta_says(Say::text("an answer"));
    room.stage.pass(Duration::from_secs(2)).await;
    assert_eq!(room.stage.paused().await, Some(PauseWhy::Token));
    room.stage.pass_minutes(3).await;
    assert_eq!(room.stage.paused().await, None);
    assert_eq!(room.stage.standing().await, (0, 0, 0));
    assert!(room.seen_by_anna().contains("an answer"));
    assert_eq!(room.stage.rows_saying("one"), 1);
}

/// Promise: a second program that receives this bot's updates is said once, and again only if it comes back; what it left is taken in.
async fn a_second_receiver_is_said_once(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.pass(Duration::from_secs(2)).await;
    let log = Log::listen();
    for round in 1..=2 {
        stage.goes_wrong("getUpdates", always(409), 1_000_000);
        stage.say(anna, stage.bot, Say::text("hello"));
        stage.pass_minutes(5).await;
        assert_eq!(stage.trouble().await, Some(Trouble::SecondPoller));
        assert_eq!(log.count("another program receives"), round);
        stage.sim.faults(|faults| faults.clear());
        stage.pass(Duration::from_secs(2)).await;
        assert_eq!(stage.trouble().await, None);
        assert_eq!(log.count("gets its updates again"), round);
        assert_eq!(stage.rows_saying("hello"), round);
    }
}

/// Promise: after more than a day without Telegram General names the time of which nothing is there, once; what is there follows.
async fn a_day_without_an_answer_is_named(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    stage.goes_wrong("getUpdates", Fault::RefuseConnection, 1_000_000);
    stage.pass(Duration::from_secs(2)).await;
    stage.say(anna, stage.bot, Say::text("lost"));
    for _ in 0..30 {
        stage.jump(Duration::from_secs(3_600)).await;
    }
    stage.say(anna, stage.bot, Say::text("kept"));
    stage.sim.faults(|faults| faults.clear());
    stage.pass_minutes(10).await;
    allow_duplicates! { assert_snapshot!(stage.general(), @"⚠️ For more than a day nothing came from Telegram. It keeps what people write for 24 hours: what was written between 2026-11-23 09:00 UTC and 2026-11-23 15:00 UTC is not here.") };
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    5 bot: kept
    ") };
}

/// Promise: a week in which nobody writes is no gap, and afterwards, when Telegram numbers anew, everything is taken in.
async fn an_idle_week_is_no_gap(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.say(anna, stage.bot, Say::text("before"));
    stage.settle().await;
    for week in 1..=4 {
        for _ in 0..8 * 24 {
            stage.jump(Duration::from_secs(3_600)).await;
        }
        for words in ["one", "two"] {
            let words = format!("{words} of week {week}");
            stage.say(anna, stage.bot, Say::text(&words));
        }
        stage.pass(Duration::from_secs(2)).await;
    }
    assert_eq!(stage.general(), "");
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    4 bot: before
    5 bot: one of week 1
    6 bot: two of week 1
    7 bot: one of week 2
    8 bot: two of week 2
    9 bot: one of week 3
    10 bot: two of week 3
    11 bot: one of week 4
    12 bot: two of week 4
    ") };
}
