//! A client's basic group becomes a supergroup: what was before, what is on its way, and what is told late or not at all.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Fault, Rule};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(what_an_upgraded_group_had_before_stays);
on_both!(what_waits_while_a_group_is_upgraded_is_refused_in_words);
on_both!(what_was_written_before_and_comes_late_finds_its_topic);
on_both!(an_upgrade_that_nobody_told_of_is_said_in_the_old_topic);

/// A basic group with a client and the bot.
async fn acme(stage: &mut Stage) -> (i64, i64) {
    let (olga, bot) = (stage.person("Olga"), stage.bot);
    let small = stage.sim.with(|world| {
        let group = world.make_group("Acme", olga);
        world.add(olga, group, bot).expect("the bot is added");
        group
    });
    stage.settle().await;
    (olga, small)
}

/// Promise: what a client group had before it was upgraded is not touched: an edit (also into a note) or a withdrawal of it is refused
/// in words, once, and an answer to it goes without the reply.
async fn what_an_upgraded_group_had_before_stays(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let marta = stage.operator("Marta");
    let (olga, small) = acme(&mut stage).await;
    stage.say(olga, small, Say::text("before"));
    stage.settle().await;
    let topic = stage.topic("Acme");
    let say = |stage: &Stage, say: Say| stage.say(marta, stage.group, say.thread(topic));
    let old = say(&stage, Say::text("an answer"));
    let noted = say(&stage, Say::text("for whom?"));
    stage.settle().await;
    let large = stage
        .sim
        .with(|world| world.upgrade_group(small))
        .expect("the group is upgraded");
    stage.settle().await;
    let before = stage.find(stage.group, marta, "before");
    say(&stage, Say::text("still there?").reply_to(before));
    stage.edit(marta, stage.group, old, Edit::text("another answer"));
    say(&stage, Say::text("/del").reply_to(old));
    for words in ["/ for us", "/ for us alone"] {
        stage.edit(marta, stage.group, noted, Edit::text(words));
    }
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    4 bot [Service]: 
    5 bot: 🔵 Olga ⏎ before
    6 Marta: another answer
    7 Marta: / for us alone
    8 Marta ↩5: still there?
    9 Marta ↩6: /del
    10 bot ↩6: ✏️ The client still has what you wrote before: It was sent before the client's group was upgraded, and Telegram lets nothing of that time be changed.
    11 bot ↩9: ⚠️ Not withdrawn, the client still has it: It was sent before the client's group was upgraded, and Telegram lets nothing of that time be changed.
    12 bot ↩7: ✏️ The client still has what you wrote before: It was sent before the client's group was upgraded, and Telegram lets nothing of that time be changed.
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(large, olga), @"
    1 Olga [Service]: 
    2 bot: still there?
    ") };
}

/// Promise: an edit or a withdrawal that waits while the client's group is upgraded is refused in the same words, and nothing of it
/// stays in its lane.
async fn what_waits_while_a_group_is_upgraded_is_refused_in_words(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let marta = stage.operator("Marta");
    let (olga, small) = acme(&mut stage).await;
    stage.say(olga, small, Say::text("before"));
    stage.settle().await;
    let topic = stage.topic("Acme");
    let say = |stage: &Stage, say: Say| stage.say(marta, stage.group, say.thread(topic));
    let changed = say(&stage, Say::text("an answer"));
    let taken_back = say(&stage, Say::text("for whom?"));
    stage.settle().await;
    let rule = Rule {
        chat: Some(small),
        times: 2,
        ..Rule::new(Fault::TooMany { retry_after: 7 })
    };
    stage.sim.faults(|faults| faults.add(rule));
    stage.edit(marta, stage.group, changed, Edit::text("another answer"));
    say(&stage, Say::text("/del").reply_to(taken_back));
    stage.settle().await;
    let large = stage
        .sim
        .with(|world| world.upgrade_group(small))
        .expect("the group is upgraded");
    stage.pass(Duration::from_secs(60)).await;
    say(&stage, Say::text("still there?"));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟨 Acme
    4 bot [Service]: 
    5 bot: 🔵 Olga ⏎ before
    6 Marta: another answer
    7 Marta: for whom?
    8 Marta ↩7: /del
    9 bot ↩6: ✏️ The client still has what you wrote before: It was sent before the client's group was upgraded, and Telegram lets nothing of that time be changed.
    10 bot ↩7: ⚠️ Not withdrawn, the client still has it: It was sent before the client's group was upgraded, and Telegram lets nothing of that time be changed.
    11 bot [Service]: 
    12 Marta: still there?
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(large, olga), @"
    1 Olga [Service]: 
    2 bot: still there?
    ") };
    stage.adds_up().await;
}

/// Promise: what was written in the group before its upgrade, and is told after it, goes to the same topic, as does an edit of it.
async fn what_was_written_before_and_comes_late_finds_its_topic(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (olga, small) = acme(&mut stage).await;
    stage.say(olga, small, Say::text("before"));
    stage.settle().await;
    let rule = Rule {
        method: Some("getUpdates".into()),
        times: 3,
        ..Rule::new(Fault::LateUpdate)
    };
    stage.sim.faults(|faults| faults.add(rule));
    let late = stage.say(olga, small, Say::text("late"));
    stage.edit(olga, small, late, Edit::text("late, and edited"));
    let large = stage
        .sim
        .with(|world| world.upgrade_group(small))
        .expect("the group is upgraded");
    stage.settle().await;
    stage.pass(Duration::from_secs(60)).await;
    stage.say(olga, large, Say::text("after"));
    stage.pass(Duration::from_secs(60)).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    3 bot [Service]: 
    4 bot: 🟢 Olga ⏎ before
    5 bot: 🟢 Olga ⏎ late, and edited
    6 bot: 🟢 Olga ⏎ after
    ") };
    stage.adds_up().await;
}

/// Promise: where the desk learns of an upgrade only when the supergroup has a topic of its own, what is written in the old topic is
/// refused in words that say so.
async fn an_upgrade_that_nobody_told_of_is_said_in_the_old_topic(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let marta = stage.operator("Marta");
    let bot = stage.bot;
    let (olga, small) = acme(&mut stage).await;
    stage.say(olga, small, Say::text("before"));
    stage.settle().await;
    let topic = stage.topic("Acme");
    let large = stage.sim.with(|world| {
        world.kick(olga, small, bot).expect("the bot is removed");
        let large = world.upgrade_group(small).expect("the group is upgraded");
        world.add(olga, large, bot).expect("the bot is added");
        large
    });
    stage.settle().await;
    stage.say(olga, large, Say::text("after"));
    stage.settle().await;
    let rule = Rule {
        chat: Some(small),
        ..Rule::new(Fault::Refused {
            code: 400,
            description: "Bad Request: group chat was upgraded to a supergroup chat".into(),
            migrate_to_chat_id: Some(large),
        })
    };
    stage.sim.faults(|faults| faults.add(rule));
    let say = Say::text("still there?").thread(topic);
    stage.say(marta, stage.group, say);
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    4 bot [Service]: 
    5 bot: 🔵 Olga ⏎ before
    6 bot: The bot is no longer in this group. What you write here will not arrive.
    9 Marta: still there?
    10 bot ↩9: ⚠️ Not delivered: The client's group was upgraded, and has another topic here since. Please write there. ⌨
    # 🟪 Acme
    7 bot [Service]: 
    8 bot: 🔵 Olga ⏎ after
    ") };
    stage.adds_up().await;
}
