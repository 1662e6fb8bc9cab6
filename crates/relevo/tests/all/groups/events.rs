//! What happens to a client group, and who of the team is in it.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(comings_and_goings_are_lines_if_wanted);
on_both!(titles_follow_names_in_few_calls);
on_both!(a_title_given_by_the_team_stays);
on_both!(operators_in_client_groups_are_marked);

/// Promise: with `GROUP_EVENTS` who joins, leaves and pins is one line each in the group's topic.
async fn comings_and_goings_are_lines_if_wanted(backend: Backend) {
    let params = [("MONITOR_GROUPS", "TRUE"), ("GROUP_EVENTS", "TRUE")];
    let mut stage = Stage::new(backend, &params).await;
    let (olga, ben) = (stage.person("Olga"), stage.person("Ben"));
    let acme = stage.client_group("Acme", &[olga]);
    stage.settle().await;
    stage.say(olga, acme, Say::text("hello"));
    stage.settle().await;
    stage.sim.with(|world| {
        world.add(olga, acme, ben).expect("Ben is added");
        world.leave(ben, acme).expect("Ben leaves");
    });
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    3 bot [Service]: 
    4 bot: 🟢 Olga ⏎ hello
    5 bot: → Ben joined
    6 bot: ← Ben left
    ") };
}

/// Promise: a new title of a group, or a new name of a private client, renames the topic; ten changes in a minute are at most two calls,
/// and without a topic none.
async fn titles_follow_names_in_few_calls(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (anna, olga) = (stage.client("Anna"), stage.person("Olga"));
    let acme = stage.client_group("Acme", &[olga]);
    let rename = |stage: &Stage, title: &str| {
        stage
            .sim
            .with(|world| world.rename_chat(olga, acme, title))
            .expect("Olga may rename it");
    };
    rename(&stage, "Acme 0");
    stage.pass(Duration::from_secs(40)).await;
    assert_eq!(stage.calls("editForumTopic"), 0);
    stage.say(olga, acme, Say::text("hello"));
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    for number in 1..=10 {
        rename(&stage, &format!("Acme {number}"));
        stage.pass(Duration::from_secs(6)).await;
    }
    assert!(stage.calls("editForumTopic") <= 2);
    stage
        .sim
        .with(|world| world.rename_account(anna, "Anna", Some("Berg")));
    stage.say(anna, stage.bot, Say::text("I am married now"));
    stage.pass(Duration::from_secs(40)).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme 10
    3 bot [Service]: 
    5 bot: 🔵 Olga ⏎ hello
    7 bot [Service]: 
    9 bot [Service]: 
    # 🟪 Anna Berg
    4 bot [Service]: 
    6 bot: hello
    8 bot: I am married now
    10 bot [Service]:
    ") };
}

/// Promise: a title that a person of the team gave is not taken away by the client's.
async fn a_title_given_by_the_team_stays(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (owner, group, olga) = (stage.owner, stage.group, stage.person("Olga"));
    let acme = stage.client_group("Acme", &[olga]);
    stage.settle().await;
    stage.say(olga, acme, Say::text("hello"));
    stage.settle().await;
    let topic = stage.topic("Acme");
    stage
        .sim
        .with(|world| {
            world
                .rename_topic(owner, group, topic, "VIP")
                .and_then(|()| world.rename_chat(olga, acme, "Acme 2"))
        })
        .expect("both may rename");
    stage.pass(Duration::from_secs(40)).await;
    assert_eq!(stage.topic("VIP"), topic);
}

/// Promise: what a member of the team writes in a client group from their own account is mirrored and marked, until they leave.
async fn operators_in_client_groups_are_marked(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (marta, olga) = (stage.operator("Marta"), stage.person("Olga"));
    let acme = stage.client_group("Acme", &[olga, marta]);
    stage.settle().await;
    stage.say(olga, acme, Say::text("is it mended?"));
    stage.say(marta, acme, Say::text("it is"));
    stage.say(marta, acme, Say::photo("see"));
    stage.settle().await;
    stage
        .sim
        .with(|world| world.leave(marta, stage.group))
        .expect("Marta leaves the team");
    stage.settle().await;
    stage.say(marta, acme, Say::text("goodbye"));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    4 bot [Service]: 
    5 bot: 🔵 Olga ⏎ is it mended?
    6 bot: 🟢 Marta 👤 ⏎ it is
    7 bot [Photo]: 🟢 Marta 👤 ⏎ see
    9 bot: 🟢 Marta ⏎ goodbye
    ") };
}
