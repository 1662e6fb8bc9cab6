//! The machine's clock is set back, by an hour: nothing stops for that hour.

use std::time::Duration;

use relevo_core::{Budgets, PauseWhy};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::AdminRights;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(budgets_are_not_full_for_an_hour);
on_both!(a_paused_group_is_probed);
on_both!(a_group_is_looked_at);
on_both!(a_relay_out_of_service_is_tried);

const HOUR: Duration = Duration::from_secs(3_600);

impl Stage {
    /// Seconds pass for the desk, whose clock was set back, and for Telegram, whose was not.
    async fn live_on(&mut self, seconds: i64) {
        for _ in 0..seconds {
            self.clock.advance(Duration::from_secs(1));
            self.sim
                .with(|world| world.set_now_ms(world.now_ms() + 1_000));
            self.settle().await;
        }
    }

    fn has_topics(&self, on: bool) {
        let done = self.sim.with(|world| world.set_forum(self.group, on));
        done.expect("the owner may do so");
    }
}

/// Promise: what was posted in an hour that has not come yet counts as posted now, and not when that hour comes.
async fn budgets_are_not_full_for_an_hour(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    for number in 0..30 {
        stage.say(anna, stage.bot, Say::text(&format!("text {number}")));
        stage.live_on(4).await;
    }
    stage.clock.step_back(HOUR);
    stage.restart(Budgets::default());
    stage.say(anna, stage.bot, Say::text("after the step"));
    stage.live_on(90).await;
    assert_eq!(stage.rows_saying("after the step"), 1);
    assert_eq!(stage.standing().await, (0, 0, 0));
}

/// Promise: a paused group is probed every minute all the same.
async fn a_paused_group_is_probed(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("one"));
    stage.live_on(61).await;
    stage.has_topics(false);
    stage.say(anna, stage.bot, Say::text("two"));
    stage.live_on(70).await;
    assert_eq!(stage.paused().await, Some(PauseWhy::NotForum));
    stage.clock.step_back(HOUR);
    stage.has_topics(true);
    stage.live_on(130).await;
    assert_eq!(stage.paused().await, None);
    assert_eq!(stage.rows_saying("two"), 1);
}

/// Promise: that the group was seen to be a forum at a time that has not come yet is no reason not to look.
async fn a_group_is_looked_at(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("one"));
    stage.settle().await;
    stage.clock.step_back(HOUR);
    stage.has_topics(false);
    stage.live_on(61).await;
    stage.say(anna, stage.bot, Say::text("two"));
    stage.live_on(5).await;
    assert_eq!(stage.paused().await, Some(PauseWhy::NotForum));
    let rows = stage.rows(stage.group, stage.owner);
    let astray = rows.iter().filter(|row| row.text == "two").count();
    assert_eq!(astray, 0, "nothing goes astray");
}

/// Promise: a relay that is out of service is tried again within ten minutes.
async fn a_relay_out_of_service_is_tried(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let relay = stage.relay("relay_bot").await;
    let anna = stage.client("Anna");
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("one"));
    stage.settle().await;
    let (owner, group) = (stage.owner, stage.group);
    let done = stage.sim.with(|world| world.kick(owner, group, relay));
    done.expect("the owner may");
    for words in ["two", "three", "four"] {
        stage.say(anna, stage.bot, Say::text(words));
        stage.settle().await;
    }
    let is_out = async |stage: &Stage| {
        let relays = stage.store.relays().await.expect("the store answers");
        relays[0].relay.out.is_some()
    };
    assert!(is_out(&stage).await);
    let done = stage.sim.with(|world| {
        world.unban(owner, group, relay)?;
        world.add(owner, group, relay)?;
        world.promote(owner, group, relay, AdminRights::all())
    });
    done.expect("the owner may");
    stage.clock.step_back(HOUR);
    stage.live_on(601).await;
    for words in ["five", "six", "seven", "eight"] {
        stage.say(anna, stage.bot, Say::text(words));
        stage.settle().await;
    }
    assert!(!is_out(&stage).await);
}
