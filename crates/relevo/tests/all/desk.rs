//! The desk in the group: whose turn it is, what commands do, and who may.

mod assign;
mod away;
mod bans;
mod closing;
mod commands;
mod error_text;
mod exports;
mod icons;
mod info;
mod invite;
mod links;
mod lists;
mod marks;
mod menus;
mod places;
mod requests;
mod retry;
mod rights;
mod statuses;
mod uploads;
mod what_holds;

use relevo_telegram_sim::control::Say;

use crate::database::Backend;
use crate::stage::Stage;

/// Anna, who has written, and Marta and Olivia of the team. Olivia owns the group, Marta is a member.
pub(crate) struct Room {
    pub(crate) stage: Stage,
    pub(crate) anna: i64,
    pub(crate) marta: i64,
    pub(crate) topic: i64,
}

impl Room {
    pub(crate) async fn new(backend: Backend, params: &[(&str, &str)]) -> Room {
        let mut stage = Stage::new(backend, params).await;
        let (anna, marta) = (stage.client("Anna"), stage.operator("Marta"));
        stage.settle().await;
        stage.say(anna, stage.bot, Say::text("hello"));
        stage.settle().await;
        let topic = stage.topic("Anna");
        Room {
            stage,
            anna,
            marta,
            topic,
        }
    }

    /// Marta writes in Anna's topic.
    pub(crate) async fn marta_says(&mut self, words: &str) -> i64 {
        let say = Say::text(words).thread(self.topic);
        let said = self.stage.say(self.marta, self.stage.group, say);
        self.stage.settle().await;
        said
    }

    /// Marta writes in General.
    pub(crate) async fn marta_asks(&mut self, words: &str) {
        let group = self.stage.group;
        self.stage.say(self.marta, group, Say::text(words));
        self.stage.settle().await;
    }

    pub(crate) async fn anna_says(&mut self, words: &str) {
        self.stage.say(self.anna, self.stage.bot, Say::text(words));
        self.stage.settle().await;
    }

    /// What Anna sees.
    pub(crate) fn seen(&self) -> String {
        self.stage.chat(self.stage.bot, self.anna)
    }

    /// The title of Anna's topic, and whether it is closed.
    pub(crate) fn title(&self) -> String {
        let topics = self.stage.sim.with(|world| world.topics(self.stage.group));
        let topic = topics.iter().find(|topic| topic.thread == self.topic);
        let topic = topic.expect("the topic is there");
        let closed = if topic.closed { " (closed)" } else { "" };
        format!("{}{closed}", topic.name)
    }

    /// Marta presses a button of the newest message that has some.
    pub(crate) async fn marta_presses(&mut self, button: usize) {
        let rows = self.stage.rows(self.stage.group, self.marta);
        let newest = rows.iter().rev().find(|row| row.markup.is_some());
        let message = newest.expect("there is a button").message_id;
        let (marta, group) = (self.marta, self.stage.group);
        self.stage
            .sim
            .with(|world| world.press_button(marta, group, message, button))
            .expect("the button is there");
        self.stage.settle().await;
    }
}
