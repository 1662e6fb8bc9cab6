//! The usual stage, and beside the bot's own connection one of Olga's account in the same group.

use std::sync::Arc;
use std::time::Duration;

use relevo::connect::{Connected, NewAccount, connect_business};
use relevo::parameters::{self, ParametersError, Wanted};
use relevo::secrets::Secret;
use relevo::sim_wire::SimWire;
use relevo::store::By;
use relevo_telegram::{ChatId, UserId};
use relevo_telegram_bot::Bot;
use relevo_telegram_sim::control::Say;
use serde_json::{Value, json};

use crate::database::Backend;
use crate::stage::Stage;

/// See the module.
pub(crate) struct Office {
    pub(crate) stage: Stage,
    /// Whose account it is.
    pub(crate) olga: i64,
    /// Of the team.
    pub(crate) marta: i64,
}

/// Everything that the desk can use.
pub(crate) fn rights() -> Value {
    json!({ "can_reply": true, "can_delete_sent_messages": true })
}

impl Office {
    /// Olga's account is connected, and she has connected the bot.
    pub(crate) async fn new(backend: Backend, params: &[(&str, &str)]) -> Office {
        let mut office = Office::closed(backend, params).await;
        office.open(&rights());
        office.stage.settle().await;
        office
    }

    /// The same before she has.
    pub(crate) async fn closed(backend: Backend, params: &[(&str, &str)]) -> Office {
        let stage = Stage::new(backend, &[]).await;
        let olga = stage.person("Olga");
        let marta = stage.operator("Marta");
        let office = Office { stage, olga, marta };
        office.connect(params).await;
        office
    }

    /// Connects the account to the group.
    pub(crate) async fn connect(&self, params: &[(&str, &str)]) -> Connected {
        let stage = &self.stage;
        let wire = SimWire::new(Arc::clone(&stage.sim), stage.token.clone());
        let new = NewAccount {
            token: Secret::new(stage.token.clone()),
            account: UserId(self.olga),
            group: ChatId(stage.group),
            owner: None,
            params: params
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            by: By::command_line(stage.clock.now_ms()),
        };
        connect_business(&stage.store, &Bot::over(Arc::new(wire)), new)
            .await
            .unwrap()
    }

    /// Olga connects the bot, or changes what it may do: the connection gets another name.
    pub(crate) fn open(&self, rights: &Value) {
        let (olga, bot) = (self.olga, self.stage.bot);
        self.stage
            .sim
            .with(|world| world.connect_business(olga, bot, rights.clone()))
            .unwrap();
    }

    /// She takes the bot off.
    pub(crate) fn close(&self) {
        let olga = self.olga;
        self.stage.sim.with(|world| world.disconnect_business(olga));
    }

    /// She pauses the bot in one chat, or lets it go on there.
    pub(crate) fn pause(&self, client: i64, paused: bool) {
        let olga = self.olga;
        self.stage
            .sim
            .with(|world| world.pause_business(olga, paused, Some(client)))
            .unwrap();
    }

    /// Sets a parameter of the account's connection, or gives it its default again.
    pub(crate) async fn set(&self, name: &str, value: Option<&str>) -> Result<(), ParametersError> {
        let store = &self.stage.store;
        let connections = store.connections().await.unwrap();
        let of = connections.iter().find(|one| one.account().is_some());
        let wanted = [Wanted {
            name: name.into(),
            value: value.map(str::to_owned),
        }];
        let by = By::command_line(self.stage.clock.now_ms());
        let changed = parameters::change(store, of.unwrap().id, &wanted, by).await;
        changed.map(drop)
    }

    /// Somebody writes to her.
    pub(crate) fn writes(&self, client: i64, words: &str) -> i64 {
        self.stage.say(client, self.olga, Say::text(words))
    }

    /// Marta answers in a topic.
    pub(crate) fn answers(&self, topic: &str, words: &str) -> i64 {
        let thread = self.stage.topic(topic);
        let say = Say::text(words).thread(thread);
        self.stage.say(self.marta, self.stage.group, say)
    }

    /// The chat with Olga, as a client sees it.
    pub(crate) fn seen_by(&self, client: i64) -> String {
        self.stage.chat(self.olga, client)
    }

    /// The words of that chat, without who said them.
    pub(crate) fn words(&self, client: i64) -> Vec<String> {
        let rows = self.stage.rows(self.olga, client);
        rows.into_iter().map(|row| row.text).collect()
    }

    /// General, as Marta sees it.
    pub(crate) fn general(&self) -> String {
        let rows = self.stage.rows(self.stage.group, self.marta).into_iter();
        let said = rows.filter(|row| row.thread.is_none() && row.from == self.stage.bot);
        said.map(|row| format!("{}\n", row.text)).collect()
    }

    /// Presses a button under the newest notice that holds these words.
    pub(crate) async fn press(&mut self, words: &str, button: usize) {
        let (group, marta) = (self.stage.group, self.marta);
        let notice = self.stage.find(group, marta, words);
        self.stage
            .sim
            .with(|world| world.press_button(marta, group, notice, button))
            .unwrap();
        self.stage.settle().await;
    }

    /// Time for whatever waits for a budget.
    pub(crate) async fn rest(&mut self) {
        self.stage.jump(Duration::from_secs(65)).await;
    }

    /// What was asked of Telegram about a private chat: the method, and whether in Olga's name.
    pub(crate) fn asked_about(&self, person: i64) -> Vec<(&'static str, bool)> {
        let asked = self.stage.asked.lock().unwrap();
        let about = asked
            .iter()
            .filter(|(_, params)| params["chat_id"] == person);
        about
            .map(|(method, params)| (*method, params["business_connection_id"].is_string()))
            .collect()
    }
}
