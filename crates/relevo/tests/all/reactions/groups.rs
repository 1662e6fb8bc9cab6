//! In client groups, where people see each other and the bot hears of reactions only as an administrator, and in channels, which
//! tell counts.

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::{AdminRights, Kind};

use super::{react, seen};
use serde_json::json;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_groups_reactions_follow);
on_both!(without_the_right_nothing_comes);
on_both!(a_channels_counts_are_one_reaction);
on_both!(filters_hold_for_reactions);
on_both!(a_channels_name_reacts_too);
on_both!(another_connections_topics_are_left_alone);

fn promote(stage: &Stage, owner: i64, chat: i64) {
    stage
        .sim
        .with(|world| world.promote(owner, chat, stage.bot, AdminRights::all()))
        .expect("the owner promotes the bot");
}

/// Promise: participants' reactions show in the topic, the newest of them; an operator's reaction to a copy, or to the author line
/// above it, shows under the participant's message.
async fn a_groups_reactions_follow(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (marta, anna, ben) = (
        stage.operator("Marta"),
        stage.person("Anna"),
        stage.person("Ben"),
    );
    let club = stage.client_group("Club", &[anna, ben]);
    promote(&stage, anna, club);
    stage.settle().await;
    let words = stage.say(anna, club, Say::text("words"));
    let sticker = stage.say(ben, club, Say::media(Kind::Sticker, ""));
    stage.settle().await;
    react(&stage, ben, (club, words), &["👍"]);
    react(&stage, anna, (club, sticker), &["🔥"]);
    react(&stage, anna, (club, words), &["🎉"]);
    let group = stage.group;
    let line = stage.find(group, marta, "Ben");
    react(&stage, marta, (group, line), &["👀"]);
    react(
        &stage,
        marta,
        (group, stage.find(group, marta, "words")),
        &["❤"],
    );
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(seen(&stage, group, marta), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: 🔵 Anna ⏎ words Marta ❤ bot 🎉
    6 bot: 🟣 Ben Marta 👀
    7 bot [Sticker]:  bot 🔥
    ") };
    allow_duplicates! { assert_snapshot!(seen(&stage, club, ben), @"
    1 Anna [Service]: 
    2 Anna [Service]: 
    3 Anna [Service]: 
    4 Anna: words Ben 👍 Anna 🎉 bot ❤
    5 Ben [Sticker]:  Anna 🔥 bot 👀
    ") };
    // The line and the message are one.
    let copy = stage.rows(group, marta).last().expect("there").message_id;
    react(&stage, marta, (group, line), &[]);
    react(&stage, marta, (group, copy), &["🫡"]);
    react(&stage, anna, (club, words), &[]);
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(seen(&stage, group, marta), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: 🔵 Anna ⏎ words Marta ❤ bot 👍
    6 bot: 🟣 Ben
    7 bot [Sticker]:  bot 🔥 Marta 🫡
    ") };
    allow_duplicates! { assert_snapshot!(seen(&stage, club, ben), @"
    1 Anna [Service]: 
    2 Anna [Service]: 
    3 Anna [Service]: 
    4 Anna: words Ben 👍 bot ❤
    5 Ben [Sticker]:  Anna 🔥 bot 🫡
    ") };
}

/// Promise: a bot that does not administrate the group hears of no reaction, and nothing goes wrong; it sets the team's.
async fn without_the_right_nothing_comes(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.person("Anna"));
    let club = stage.client_group("Club", &[anna]);
    stage.settle().await;
    let words = stage.say(anna, club, Say::text("words"));
    stage.settle().await;
    react(&stage, anna, (club, words), &["👍"]);
    let group = stage.group;
    react(
        &stage,
        marta,
        (group, stage.find(group, marta, "words")),
        &["❤"],
    );
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(seen(&stage, group, marta), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: 🔵 Anna ⏎ words Marta ❤
    ") };
    allow_duplicates! { assert_snapshot!(seen(&stage, club, anna), @"
    1 Anna [Service]: 
    2 Anna [Service]: 
    3 Anna: words Anna 👍 bot ❤
    ") };
}

/// Promise: of a channel's counts the most frequent shows, of equals the first; nobody left takes it away.
async fn a_channels_counts_are_one_reaction(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_CHANNELS", "TRUE")]).await;
    let owner = stage.person("Olaf");
    let readers = ["Ada", "Bea", "Cleo"].map(|name| stage.person(name));
    let channel = stage.sim.with(|world| {
        let channel = world.make_channel("News", owner);
        world
            .add(owner, channel, stage.bot)
            .expect("the bot is added");
        for reader in readers {
            world.join(reader, channel).expect("the reader joins");
        }
        channel
    });
    promote(&stage, owner, channel);
    stage.settle().await;
    let post = stage.say(owner, channel, Say::text("news"));
    stage.settle().await;
    let mut shown = String::new();
    let steps: [(usize, &[&str]); 6] = [
        (0, &["👍"]),
        (1, &["🔥"]),
        (2, &["🔥"]),
        (1, &["👍"]),
        (0, &[]),
        (1, &[]),
    ];
    for (reader, emoji) in steps.into_iter().chain([(2, &[][..])]) {
        react(&stage, readers[reader], (channel, post), emoji);
        stage.settle().await;
        let topic = seen(&stage, stage.group, stage.owner);
        let line = topic.lines().last().expect("a post").to_owned();
        let name = stage.name(readers[reader]);
        shown.push_str(&format!("{name} {}: {line}\n", emoji.concat()));
    }
    allow_duplicates! { assert_snapshot!(shown, @"
    Ada 👍: 4 bot: 🟢 News ⏎ news bot 👍
    Bea 🔥: 4 bot: 🟢 News ⏎ news bot 👍
    Cleo 🔥: 4 bot: 🟢 News ⏎ news bot 🔥
    Bea 👍: 4 bot: 🟢 News ⏎ news bot 👍
    Ada : 4 bot: 🟢 News ⏎ news bot 🔥
    Bea : 4 bot: 🟢 News ⏎ news bot 🔥
    Cleo : 4 bot: 🟢 News ⏎ news
    ") };
}

/// Promise: who is ignored is ignored here too, and so is a bot.
async fn filters_hold_for_reactions(backend: Backend) {
    let params = [("MONITOR_GROUPS", "TRUE")];
    let mut stage = Stage::new(backend, &params).await;
    let (anna, ben) = (stage.person("Anna"), stage.person("Ben"));
    let club = stage.client_group("Club", &[anna, ben]);
    promote(&stage, anna, club);
    stage.set_parameter("IGNORE_CHATS", &ben.to_string()).await;
    stage.settle().await;
    let words = stage.say(anna, club, Say::text("words"));
    stage.settle().await;
    react(&stage, anna, (club, words), &["👍"]);
    react(&stage, ben, (club, words), &["💩"]);
    stage.settle().await;
    let topic = seen(&stage, stage.group, stage.owner);
    assert!(topic.ends_with("words bot 👍\n"), "{topic}");
}

/// Promise: who reacts in the name of a channel is one actor of their own, and nobody learns who they are.
async fn a_channels_name_reacts_too(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let anna = stage.person("Anna");
    let club = stage.client_group("Club", &[anna]);
    promote(&stage, anna, club);
    stage.settle().await;
    let words = stage.say(anna, club, Say::text("words"));
    stage.settle().await;
    let channel = stage
        .sim
        .with(|world| world.make_channel("Anna's news", anna));
    react(&stage, anna, (club, words), &["👍"]);
    let as_channel = |stage: &Stage, list: serde_json::Value| {
        let list = list.as_array().cloned().unwrap_or_default();
        stage
            .sim
            .with(|world| world.react_on_behalf_of(channel, anna, (club, words), list))
            .expect("the channel is theirs");
    };
    let mut shown = String::new();
    for list in [json!([{"type": "emoji", "emoji": "🔥"}]), json!([])] {
        as_channel(&stage, list);
        stage.settle().await;
        let topic = seen(&stage, stage.group, stage.owner);
        shown.push_str(&format!("{}\n", topic.lines().last().expect("a message")));
    }
    allow_duplicates! { assert_snapshot!(shown, @"
    4 bot: 🟢 Anna ⏎ words bot 🔥
    4 bot: 🟢 Anna ⏎ words bot 👍
    ") };
}

/// Promise: a reaction in a topic goes to that topic's client, by that connection's bot, and never twice.
async fn another_connections_topics_are_left_alone(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let second = stage.second_bot(&[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage
        .sim
        .with(|world| world.start_bot(anna, second, None))
        .expect("the person starts the bot");
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("to one"));
    stage.say(anna, second, Say::text("to the other"));
    stage.settle().await;
    let group = stage.group;
    for (words, emoji) in [("to one", "👍"), ("to the other", "🔥")] {
        react(
            &stage,
            marta,
            (group, stage.find(group, marta, words)),
            &[emoji],
        );
    }
    stage.settle().await;
    assert_eq!(stage.calls("setMessageReaction"), 2);
    allow_duplicates! { assert_snapshot!(seen(&stage, stage.bot, anna), @"
    8138 Anna: /start
    8140 Anna: to one bot 👍
    ") };
    allow_duplicates! { assert_snapshot!(seen(&stage, second, anna), @"
    8139 Anna: /start
    8141 Anna: to the other second bot 🔥
    ") };
}
