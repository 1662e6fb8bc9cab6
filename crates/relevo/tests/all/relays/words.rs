//! What relays say, and what follows from it later: edits, answers, reactions, and what only the frontend can bring.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo::store::By;
use relevo_telegram_sim::control::{Edit, Say};

use crate::database::{Backend, on_both};
use crate::reactions::{react, seen};
use crate::stage::Stage;

on_both!(a_talk_over_two_bots);
on_both!(what_a_removed_relay_said_is_answered_anew);

/// Promise: texts of a client come by the bot that the topic sticks to; media by the frontend; edits by whoever posted; answers,
/// reactions and what the team writes are the same as without relays, and nothing of a relay is taken for the team's.
async fn a_talk_over_two_bots(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.relay("relay").await;
    let marta = stage.operator("Marta");
    let anna = stage.client("Anna");
    let say = |stage: &Stage, say: Say| stage.say(anna, stage.bot, say);
    say(&stage, Say::text("hello"));
    stage.settle().await;
    let one = say(&stage, Say::text("one"));
    say(&stage, Say::photo("a picture"));
    say(&stage, Say::text("an answer").reply_to(one));
    stage.settle().await;
    stage.edit(anna, stage.bot, one, Edit::text("one, corrected"));
    stage.settle().await;
    let copy = stage.find(stage.group, marta, "one, corrected");
    let thread = stage.topic("Anna");
    stage.say(
        marta,
        stage.group,
        Say::text("got it").reply_to(copy).thread(thread),
    );
    react(&stage, marta, (stage.group, copy), &["👍"]);
    react(&stage, anna, (stage.bot, one), &["🔥"]);
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(seen(&stage, stage.group, stage.owner), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Olivia [Service]: 
    4 Marta [Service]: 
    5 bot [Service]: 
    6 relay: hello
    7 relay: one, corrected Marta 👍 bot 🔥
    8 bot [Photo]: a picture
    9 relay ↩7: an answer
    10 Marta ↩7: got it
    ") };
    allow_duplicates! { assert_snapshot!(seen(&stage, stage.bot, anna), @"
    8138 Anna: /start
    8139 Anna: hello
    8140 Anna: one, corrected Anna 🔥 bot 👍
    8141 Anna [Photo]: a picture
    8142 Anna ↩8140: an answer
    8143 bot ↩8140: got it
    ") };
}

/// Promise: what a relay posted cannot be changed once it is removed: the new version answers it.
async fn what_a_removed_relay_said_is_answered_anew(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.relay("relay").await;
    let anna = stage.client("Anna");
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let one = stage.say(anna, stage.bot, Say::text("one"));
    stage.settle().await;
    relevo::connect::remove_relay(&stage.store, "relay", By::command_line(0))
        .await
        .expect("it is removed");
    stage.settle().await;
    stage.edit(anna, stage.bot, one, Edit::text("one, corrected"));
    stage.pass(Duration::from_secs(1)).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 relay: hello
    6 relay: one
    7 bot ↩6: ✏️ one, corrected
    ") };
}
