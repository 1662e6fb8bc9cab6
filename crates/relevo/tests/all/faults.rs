//! Faults: what goes wrong in Telegram and in us heals by itself, or is asked about. (Every fault on every method: `every_fault`.)

mod clients;
mod late;
mod lines;
mod pauses;
mod steps;
mod storage;
mod topics;
mod unknown;
mod updates;
mod waits;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault, Rule, When};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(four_first_messages_make_one_topic);
on_both!(a_deleted_topic_is_made_anew_with_that_message_first);
on_both!(an_unknown_outcome_is_asked_about);
on_both!(a_poisonous_update_spoils_nobody_else);
on_both!(updates_that_come_twice_count_once);
on_both!(a_claim_left_by_a_crash_has_an_unknown_outcome);

impl Stage {
    /// Every call of this method goes wrong so many times.
    pub(crate) fn goes_wrong(&self, method: &str, fault: Fault, times: u32) {
        let rule = Rule {
            method: Some(method.into()),
            times,
            ..Rule::new(fault)
        };
        self.sim.faults(|faults| faults.add(rule));
    }

    /// How many deliveries wait, are held, have failed.
    pub(crate) async fn standing(&self) -> (i64, i64, i64) {
        let status = self.store.status().await.expect("the store answers");
        let one = &status.connections[0];
        (one.waiting + one.claimed, one.held, one.failed)
    }

    /// The desk's words for what it cannot write to, if it cannot.
    pub(crate) async fn paused(&self) -> Option<relevo_core::PauseWhy> {
        let cells = self.store.cells().await.expect("the store answers");
        match cells[0].state {
            relevo_core::CellState::Paused(why) => Some(why),
            relevo_core::CellState::Running => None,
        }
    }
}

/// A refusal in Telegram's words.
pub(crate) fn refused(code: u16, description: &str) -> Fault {
    Fault::Refused {
        code,
        description: description.into(),
        migrate_to_chat_id: None,
    }
}

/// Promise: four first messages at once make one topic.
async fn four_first_messages_make_one_topic(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    for words in ["one", "two", "three", "four"] {
        stage.say(anna, stage.bot, Say::text(words));
    }
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    4 bot: one
    5 bot: two
    6 bot: three
    7 bot: four
    ") };
}

/// Promise: a topic deleted by hand is made anew, and the message that found out is its first.
async fn a_deleted_topic_is_made_anew_with_that_message_first(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("before"));
    stage.settle().await;
    let topic = stage.topic("Anna");
    let (owner, group) = (stage.owner, stage.group);
    stage
        .sim
        .with(|world| world.delete_topic(owner, group, topic))
        .expect("the owner deletes the topic");
    stage.say(anna, stage.bot, Say::text("after"));
    stage.say(anna, stage.bot, Say::text("and more"));
    stage.settle().await;
    let anew = stage.topic("Anna");
    assert_ne!(anew, topic);
    stage.say(marta, stage.group, Say::text("I am here").thread(anew));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    6 bot [Service]: 
    7 bot: after
    8 bot: and more
    9 Marta: I am here
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(stage.bot, anna), @"
    8120 Anna: /start
    8121 Anna: before
    8122 Anna: after
    8123 Anna: and more
    8124 bot: I am here
    ") };
}

/// Promise: what may or may not have reached a client is held, the operator is asked, and both answers do what they say.
async fn an_unknown_outcome_is_asked_about(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let topic = stage.topic("Anna");
    for (words, deed, button) in [("not sent", Deed::Before, 0), ("was sent", Deed::After, 1)] {
        let rule = Rule {
            method: Some("sendMessage".into()),
            ..Rule::new(Fault::Reset { deed })
        };
        stage.sim.faults(|faults| faults.add(rule));
        stage.say(marta, stage.group, Say::text(words).thread(topic));
        stage.say(
            marta,
            stage.group,
            Say::text("later words pass").thread(topic),
        );
        stage.settle().await;
        let question = stage
            .rows(stage.group, marta)
            .into_iter()
            .rev()
            .find(|row| row.markup.is_some());
        let question = question.expect("the operator is asked").message_id;
        let group = stage.group;
        stage
            .sim
            .with(|world| world.press_button(marta, group, question, button))
            .expect("the button is there");
        stage.settle().await;
        stage.pass(std::time::Duration::from_secs(5)).await;
    }
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: not sent
    7 Marta: later words pass
    8 bot ↩6: ✓ Tried again, and it arrived.
    9 Marta: was sent
    10 Marta: later words pass
    11 bot ↩9: ✓ Noted: it arrived.
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(stage.bot, anna), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: later words pass
    8123 bot: not sent
    8124 bot: was sent
    8125 bot: later words pass
    ") };
}

/// Promise: one page of updates with a poisonous one in the middle: the rest goes through, the offender is quarantined and shown.
async fn a_poisonous_update_spoils_nobody_else(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("before"));
    stage.poison();
    stage.say(anna, stage.bot, Say::text("after"));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    5 bot: before
    6 bot: after
    ") };
    let general = stage.rows(stage.group, stage.owner);
    let shown = general
        .iter()
        .filter(|row| row.thread.is_none() && row.from == stage.bot)
        .count();
    assert_eq!(shown, 1, "one line in General says so");
    let status = stage.store.status().await.expect("the store answers");
    assert_eq!(
        status.connections[0].quarantined, 1,
        "`relevo status` lists it"
    );
}

/// Promise: an update that Telegram delivers twice, or late, counts once and keeps its place.
async fn updates_that_come_twice_count_once(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (anna, ben) = (stage.client("Anna"), stage.client("Ben"));
    stage.settle().await;
    for fault in [Fault::DoubleUpdates, Fault::LateUpdate] {
        let rule = Rule {
            method: Some("getUpdates".into()),
            when: When::Nth(1),
            times: 3,
            ..Rule::new(fault)
        };
        stage.sim.faults(|faults| faults.add(rule));
        for words in ["one", "two", "three"] {
            stage.say(anna, stage.bot, Say::text(words));
            stage.say(ben, stage.bot, Say::text(words));
        }
        stage.settle().await;
        stage.pass(std::time::Duration::from_secs(61)).await;
    }
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    5 bot: one
    6 bot: two
    8 bot: three
    11 bot: one
    13 bot: two
    15 bot: three
    # 🟪 Ben
    4 bot [Service]: 
    7 bot: one
    9 bot: two
    10 bot: three
    12 bot: one
    14 bot: two
    16 bot: three
    ") };
}

/// Promise: what was claimed when the process died counts as unknown: again with a mark into the topic, asked about for a client.
async fn a_claim_left_by_a_crash_has_an_unknown_outcome(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let topic = stage.topic("Anna");
    stage.say(anna, stage.bot, Say::text("are you there?"));
    stage.say(marta, stage.group, Say::text("yes").thread(topic));
    stage.crash_after_the_calls().await;
    stage.settle().await;
    stage.pass(std::time::Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: yes
    7 bot: are you there?
    8 bot: are you there?
    9 bot ↩6: ❔ Telegram did not say whether this message reached the client. To avoid sending it twice, nothing more happens unless you choose. ⌨
    10 bot ↩8: ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(stage.bot, anna), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: are you there?
    8123 bot: yes
    ") };
}
