//! Reactions that Telegram refuses, or whose answer is lost: skipped and counted, or repeated; nobody is troubled.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault, Rule};
use serde_json::json;

use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(what_a_bot_may_not_set_is_skipped);
on_both!(whatever_becomes_of_the_answer_it_shows);
on_both!(a_refusal_troubles_nobody);

/// Promise: custom emoji, paid stars, and what the group does not allow are skipped for the next newest, and counted.
async fn what_a_bot_may_not_set_is_skipped(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let hello = room.stage.find(room.stage.bot, room.anna, "hello");
    let (anna, bot) = (room.anna, room.stage.bot);
    let with = |room: &Room, list: Vec<serde_json::Value>| {
        room.stage
            .sim
            .with(|world| world.react_with(anna, bot, hello, list))
            .expect("the person may react");
    };
    let thumb = json!({"type": "emoji", "emoji": "👍"});
    let custom = json!({"type": "custom_emoji", "custom_emoji_id": "5368324170671202286"});
    let paid = json!({"type": "paid"});
    let mut shown = String::new();
    for list in [
        vec![thumb.clone()],
        vec![thumb.clone(), custom.clone()],
        vec![custom.clone(), paid],
        vec![thumb],
    ] {
        with(&room, list);
        room.stage.settle().await;
        let skipped = room.stage.store.status().await.expect("the store answers");
        let topic = room.team_sees();
        let line = topic.lines().last().expect("a message");
        shown.push_str(&format!("{line} · skipped {}\n", skipped.reactions_skipped));
    }
    room.stage
        .sim
        .with(|world| world.set_reactions(room.stage.group, Some(vec!["👍".to_owned()])))
        .expect("the group is there");
    for emoji in [&["👍", "🔥"][..], &["🔥"], &[]] {
        room.anna_reacts(hello, emoji);
        room.stage.settle().await;
        let skipped = room.stage.store.status().await.expect("the store answers");
        let topic = room.team_sees();
        let line = topic.lines().last().expect("a message");
        shown.push_str(&format!("{line} · skipped {}\n", skipped.reactions_skipped));
    }
    allow_duplicates! { assert_snapshot!(shown, @"
    5 bot: hello bot 👍 · skipped 0
    5 bot: hello bot 👍 · skipped 1
    5 bot: hello · skipped 2
    5 bot: hello bot 👍 · skipped 2
    5 bot: hello bot 👍 · skipped 3
    5 bot: hello · skipped 3
    5 bot: hello · skipped 3
    ") };
}

/// Promise: a 429 is waited for, and a lost answer is asked for again; what was changed meanwhile counts.
async fn whatever_becomes_of_the_answer_it_shows(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let hello = room.stage.find(room.stage.bot, room.anna, "hello");
    let faults = [
        Fault::TooMany { retry_after: 7 },
        Fault::AnswerLost,
        Fault::Reset { deed: Deed::Before },
        Fault::Reset { deed: Deed::After },
        Fault::HalfAnswer,
        Fault::ServerError {
            code: 502,
            deed: Deed::After,
        },
        Fault::RefuseConnection,
    ];
    for (fault, emoji) in faults
        .into_iter()
        .zip(["👍", "🔥", "🎉", "❤", "👏", "👌", "🤔"])
    {
        let rule = Rule {
            method: Some("setMessageReaction".into()),
            ..Rule::new(fault)
        };
        room.stage.sim.faults(|faults| faults.add(rule));
        room.anna_reacts(hello, &["🐳"]);
        room.stage.settle().await;
        room.anna_reacts(hello, &[emoji]);
        room.stage.settle().await;
        room.stage.pass(Duration::from_secs(9)).await;
        let topic = room.team_sees();
        assert!(
            topic.ends_with(&format!("bot: hello bot {emoji}\n")),
            "{topic}"
        );
    }
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    ") };
}

/// Promise: a client who blocked the bot, a message that is gone: no notice, no pause, nothing held or failed, and words go on.
async fn a_refusal_troubles_nobody(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let theirs = room.anna_says(Say::text("theirs"));
    room.stage.settle().await;
    let (group, marta) = (room.stage.group, room.marta);
    let copy = room.stage.find(group, marta, "theirs");
    room.stage
        .sim
        .with(|world| world.delete(room.anna, room.stage.bot, theirs))
        .expect("the client deletes it");
    room.marta_reacts(copy, &["👍"]);
    room.stage.settle().await;
    let hello = room.stage.find(room.stage.bot, room.anna, "hello");
    room.stage
        .sim
        .with(|world| world.block_bot(room.anna, room.stage.bot));
    room.stage.settle().await;
    room.marta_reacts(room.stage.find(group, marta, "hello"), &["🔥"]);
    room.stage.settle().await;
    room.stage
        .sim
        .with(|world| world.unblock_bot(room.anna, room.stage.bot));
    room.anna_reacts(hello, &["👍"]);
    room.marta_says(Say::text("still here"));
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.anna_sees(), @"
    8120 Anna: /start
    8121 Anna: hello Anna 👍
    8123 bot: still here
    ") };
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello Marta 🔥 bot 👍
    6 bot: theirs Marta 👍
    7 bot: 🚫 The client has blocked the bot or deleted their account. What you write will not arrive until they come back.
    8 Marta: still here
    9 bot: ✅ The client can be reached again.
    ") };
    let status = room.stage.store.status().await.expect("the store answers");
    let one = &status.connections[0];
    assert_eq!((one.held, one.failed, one.waiting), (0, 0, 0));
    assert_eq!(status.reactions_skipped, 2);
}
