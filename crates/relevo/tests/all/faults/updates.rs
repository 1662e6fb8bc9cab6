//! Updates of a shape that nobody expects, and a backend group that changes its number: nothing else suffers.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Fault, Strange};
use relevo_telegram_sim::world::AdminRights;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(an_update_of_an_unknown_kind_is_left_out);
on_both!(a_malformed_update_is_shown);
on_both!(the_backend_group_is_upgraded_before_our_eyes);
on_both!(the_backend_group_was_upgraded_while_we_were_away);

/// Three messages of Anna, the first of which arrives in this shape.
async fn strange(backend: Backend, how: Strange) -> Stage {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.pass(Duration::from_secs(12)).await;
    stage.goes_wrong("getUpdates", Fault::StrangeUpdate { how }, 1);
    for words in ["strange", "two", "three"] {
        stage.say(anna, stage.bot, Say::text(words));
    }
    stage.settle().await;
    stage
}

/// Promise: an update of a kind that no version knows is counted and left out; the rest of its page goes through.
async fn an_update_of_an_unknown_kind_is_left_out(backend: Backend) {
    let stage = strange(backend, Strange::UnknownKind).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    4 bot: two
    5 bot: three
    ") };
    let left_out = stage.left_out().await;
    assert!(left_out.contains("NotActedOn 1"), "{left_out}");
    assert_eq!(stage.general(), "");
}

/// Promise: an update of a known kind that cannot be read is quarantined and shown; the rest of its page goes through.
async fn a_malformed_update_is_shown(backend: Backend) {
    let stage = strange(backend, Strange::Malformed).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    5 bot: two
    6 bot: three
    ") };
    allow_duplicates! { assert_snapshot!(stage.general(), @"⚠️ Something that Telegram reported could not be processed. It is kept for seven days; everything else goes on.") };
    let status = stage.store.status().await.expect("the store answers");
    assert_eq!(status.connections[0].quarantined, 1);
}

/// A desk, an ordinary group with its bot, and a client.
async fn small_group(backend: Backend) -> (Stage, i64, i64) {
    let mut stage = Stage::new(backend, &[]).await;
    let (owner, bot) = (stage.owner, stage.bot);
    stage.settle().await;
    let small = stage.sim.with(|world| {
        let group = world.make_group("Small", owner);
        world.add(owner, group, bot).expect("the bot is added");
        group
    });
    stage.settle().await;
    let anna = stage.client("Anna");
    (stage, small, anna)
}

impl Stage {
    /// The store knows the backend group under this number.
    async fn group_is_known_as(&self, group: i64) {
        let script = format!(
            "UPDATE cells SET group_chat = {group}; UPDATE counters SET next = next + 1 WHERE name = 'config'"
        );
        self.database.run(&script).await;
    }

    /// The owner upgrades the group, with topics and a bot that may manage them.
    fn upgrade(&mut self, small: i64) {
        let (owner, bot) = (self.owner, self.bot);
        self.group = self.sim.with(|world| {
            let large = world.upgrade_group(small).expect("the group is upgraded");
            world.set_forum(large, true).expect("topics are on");
            world
                .promote(owner, large, bot, AdminRights::all())
                .expect("the bot is promoted");
            large
        });
    }
}

/// Promise: a backend group that becomes a supergroup keeps its desk: Telegram's own message tells the new number.
async fn the_backend_group_is_upgraded_before_our_eyes(backend: Backend) {
    let (mut stage, small, anna) = small_group(backend).await;
    stage.group_is_known_as(small).await;
    stage.pass(Duration::from_secs(2)).await;
    stage.upgrade(small);
    stage.say(anna, stage.bot, Say::text("one"));
    stage.pass_minutes(2).await;
    talks_on(&mut stage, anna).await;
}

/// Promise: also where only the error of a call tells the new number.
async fn the_backend_group_was_upgraded_while_we_were_away(backend: Backend) {
    let (mut stage, small, anna) = small_group(backend).await;
    stage.upgrade(small);
    stage.settle().await;
    stage.group_is_known_as(small).await;
    stage.say(anna, stage.bot, Say::text("one"));
    stage.pass_minutes(2).await;
    talks_on(&mut stage, anna).await;
}

async fn talks_on(stage: &mut Stage, anna: i64) {
    let marta = stage.operator("Marta");
    let topic = stage.topic("Anna");
    stage.say(marta, stage.group, Say::text("an answer").thread(topic));
    stage.say(anna, stage.bot, Say::text("two"));
    stage.pass(Duration::from_secs(2)).await;
    assert_eq!(stage.received(anna), ["an answer"]);
    assert_eq!((stage.rows_saying("one"), stage.rows_saying("two")), (1, 1));
    assert_eq!(stage.standing().await, (0, 0, 0));
    let cells = stage.store.cells().await.expect("the store answers");
    assert_eq!(cells[0].group.0, stage.group);
}
