//! Edits follow, both ways, and words are taken back: with the transcript that each side sees. ADR 9.

mod by_clients;
mod by_team;
mod faults;
mod previews;
mod while_stopped;
mod withdrawals;

use std::time::Duration;

use relevo_telegram_sim::control::{Edit, Say};

use crate::database::Backend;
use crate::stage::Stage;

/// A desk with an operator and a client whose topic is there.
pub(crate) struct Room {
    pub(crate) stage: Stage,
    pub(crate) marta: i64,
    pub(crate) anna: i64,
    pub(crate) topic: i64,
}

impl Room {
    pub(crate) async fn new(backend: Backend, params: &[(&str, &str)]) -> Room {
        let mut stage = Stage::new(backend, params).await;
        let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
        stage.settle().await;
        stage.say(anna, stage.bot, Say::text("hello"));
        stage.settle().await;
        let topic = stage.topic("Anna");
        Room {
            stage,
            marta,
            anna,
            topic,
        }
    }

    /// Anna writes to the bot.
    pub(crate) fn anna_says(&self, say: Say) -> i64 {
        self.stage.say(self.anna, self.stage.bot, say)
    }

    /// Marta writes in Anna's topic.
    pub(crate) fn marta_says(&self, say: Say) -> i64 {
        self.stage
            .say(self.marta, self.stage.group, say.thread(self.topic))
    }

    pub(crate) fn anna_edits(&self, message: i64, edit: Edit) {
        self.stage.edit(self.anna, self.stage.bot, message, edit);
    }

    pub(crate) fn marta_edits(&self, message: i64, edit: Edit) {
        self.stage.edit(self.marta, self.stage.group, message, edit);
    }

    /// Marta answers a message with the command that takes it back.
    pub(crate) fn marta_withdraws(&self, message: i64) -> i64 {
        self.marta_says(Say::text("/del").reply_to(message))
    }

    pub(crate) fn seen_by_anna(&self) -> String {
        self.stage.chat(self.stage.bot, self.anna)
    }

    /// Presses the newest button in the group.
    pub(crate) fn marta_presses(&self, button: usize) {
        let rows = self.stage.rows(self.stage.group, self.marta);
        let question = rows.iter().rev().find(|row| row.markup.is_some());
        let question = question.expect("there is a button").message_id;
        let (marta, group) = (self.marta, self.stage.group);
        self.stage
            .sim
            .with(|world| world.press_button(marta, group, question, button))
            .expect("the button is there");
    }

    /// How many requests of this method Telegram has seen.
    pub(crate) fn calls(&self, method: &str) -> usize {
        self.stage.calls(method)
    }

    /// Until so many calls of this method were made; the outcome of the last one is not recorded.
    pub(crate) async fn until_called(&mut self, method: &str, calls: usize) {
        for _ in 0..100 {
            if self.calls(method) >= calls {
                return;
            }
            if !self.stage.pump.round().await.expect("the store works") {
                self.stage.tick(Duration::from_millis(100));
            }
        }
        panic!("{method} was not called");
    }
}
