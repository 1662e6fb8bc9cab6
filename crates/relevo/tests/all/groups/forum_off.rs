//! Topics are switched off in the backend group, which Telegram answers with no error: nothing goes astray for long, and all goes on by
//! itself when they are back.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::{CellState, PauseWhy};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Fault, Rule, When};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_copy_is_not_made_into_a_group_without_topics);
on_both!(one_look_is_enough_for_everybody);
on_both!(what_was_misplaced_is_taken_back_and_sent_again);
on_both!(the_team_shows_that_topics_are_off);

impl Stage {
    fn topics_are(&self, on: bool) {
        self.sim
            .with(|world| world.set_forum(self.group, on))
            .expect("the owner may do so");
    }

    async fn is_paused(&self) -> bool {
        let status = self.store.status().await.expect("the store answers");
        status.connections[0].cell_state == CellState::Paused(PauseWhy::NotForum)
    }
}

/// Promise: after a quiet minute it is looked whether the group is a forum before anything is copied; while it is none, messages wait,
/// and clients are answered.
async fn a_copy_is_not_made_into_a_group_without_topics(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("one"));
    stage.settle().await;
    stage.topics_are(false);
    stage.pass(Duration::from_secs(61)).await;
    stage.say(anna, stage.bot, Say::text("two"));
    stage.say(anna, stage.bot, Say::text("three"));
    stage.pass(Duration::from_secs(5)).await;
    assert!(stage.is_paused().await);
    assert_eq!(stage.general(), "", "nothing went astray");
    stage.topics_are(true);
    stage.pass(Duration::from_secs(70)).await;
    assert!(!stage.is_paused().await);
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    4 bot: one
    6 bot: two
    7 bot: three
    ") };
}

/// Promise: after a quiet minute one look serves all who wait, and none is needed while something else shows the topics.
async fn one_look_is_enough_for_everybody(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let clients: Vec<i64> = (0..8).map(|n| stage.client(&format!("C{n}"))).collect();
    let all_say = |stage: &Stage, words: &str| {
        for client in &clients {
            stage.say(*client, stage.bot, Say::text(words));
        }
    };
    stage.settle().await;
    let rule = Rule {
        method: Some("getChat".into()),
        when: When::Nth(1_000),
        ..Rule::new(Fault::RequestLost)
    };
    stage.sim.faults(|faults| faults.add(rule));
    let looks = |stage: &Stage| stage.sim.faults(|faults| faults.list()[0].seen);
    all_say(&stage, "one");
    stage.settle().await;
    assert_eq!(looks(&stage), 0, "the topics have just been made");
    stage.pass(Duration::from_secs(120)).await;
    all_say(&stage, "two");
    stage.settle().await;
    assert_eq!(looks(&stage), 1);
    let arrived = |stage: &Stage, words: &str| {
        let rows = stage.rows(stage.group, stage.owner);
        rows.iter().filter(|row| row.text == words).count()
    };
    assert_eq!(arrived(&stage, "two"), 8, "at once, without waiting");
}

/// Promise: what was posted into a group without topics is deleted there, and stands in its topic when there are topics again.
async fn what_was_misplaced_is_taken_back_and_sent_again(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let olga = stage.person("Olga");
    let acme = stage.client_group("Acme", &[olga]);
    stage.settle().await;
    stage.say(olga, acme, Say::text("one"));
    stage.settle().await;
    stage.topics_are(false);
    stage.say(olga, acme, Say::text("two"));
    stage.say(olga, acme, Say::text("three"));
    stage.pass(Duration::from_secs(5)).await;
    assert!(stage.is_paused().await);
    assert_eq!(stage.general(), "", "the misplaced post is gone");
    stage.topics_are(true);
    stage.pass(Duration::from_secs(130)).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    3 bot [Service]: 
    4 bot: 🟢 Olga ⏎ one
    7 bot: 🟢 Olga ⏎ two
    8 bot: 🟢 Olga ⏎ three
    ") };
    allow_duplicates! { assert_snapshot!(stage.general(), @"
    ⏸ The topics cannot be written to: please switch on Topics in this group’s settings. Until then everything waits, and then it goes on by itself.
    ▶ The topics can be written to again. What had waited since 2026-11-23 09:00 UTC follows now, in its order.
    ") };
}

/// Promise: a message of the team that comes without topics pauses the group, and one that comes with them lets it go on at once.
async fn the_team_shows_that_topics_are_off(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("one"));
    stage.settle().await;
    stage.topics_are(false);
    stage.say(marta, stage.group, Say::text("where are our topics?"));
    stage.settle().await;
    assert!(stage.is_paused().await);
    stage.topics_are(true);
    stage.say(marta, stage.group, Say::text("there they are"));
    stage.settle().await;
    assert!(!stage.is_paused().await);
    stage.say(anna, stage.bot, Say::text("two"));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: one
    8 bot: two
    ") };
}
