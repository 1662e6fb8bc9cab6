//! Relays: further bots that post clients' words, each with a budget of its own. ADR 16.

mod budgets;
mod clients;
mod service;
mod unstored;
mod words;

use std::sync::Arc;

use relevo::app::Pump;
use relevo::connect::{Added, ConnectError, add_relay};
use relevo::directory::Shared;
use relevo::secrets::Secret;
use relevo::sim_wire::SimWire;
use relevo::store::By;
use relevo_core::Budgets;
use relevo_telegram::ChatId;
use relevo_telegram_bot::Bot;
use relevo_telegram_sim::control::NewBot;
use relevo_telegram_sim::world::AdminRights;

use crate::stage::Stage;

impl Stage {
    /// A bot that is an administrator of the backend group: its id and token.
    pub(crate) fn spare_bot(&self, username: &str, rights: &AdminRights) -> (i64, String) {
        let made = self.sim.with(|world| {
            let made = world.make_bot(NewBot {
                username: username.into(),
                privacy: false,
                ..NewBot::default()
            });
            world
                .add(self.owner, self.group, made.id)
                .and_then(|()| world.promote(self.owner, self.group, made.id, rights.clone()))
                .expect("the owner makes the bot an administrator");
            made
        });
        self.call(made.id, username);
        (made.id, made.token)
    }

    /// A relay of the backend group.
    pub(crate) async fn relay(&self, username: &str) -> i64 {
        let (bot, token) = self.spare_bot(username, &AdminRights::all());
        self.try_relay(&token).await.expect("the relay is added");
        bot
    }

    /// What comes of adding a bot as a relay.
    pub(crate) async fn try_relay(&self, token: &str) -> Result<Added, ConnectError> {
        let wire = SimWire::new(Arc::clone(&self.sim), token.to_owned());
        let line = Bot::over(Arc::new(wire));
        let group = Some(ChatId(self.group));
        add_relay(
            &self.store,
            &line,
            (&Secret::new(token.to_owned()), group),
            By::command_line(0),
        )
        .await
    }

    /// The desk ends in peace and starts anew, with these budgets.
    pub(crate) fn restart(&mut self, budgets: Budgets) {
        let mut app = self.pump.app.clone();
        app.shared = Shared::default();
        app.budgets = budgets;
        self.pump = Pump::new(app);
    }

    /// What has been done to the backend group since a place in the log: who, with which method, when, and the refusal's code.
    pub(crate) fn deeds_since(&self, place: usize) -> Vec<(i64, String, i64, u16)> {
        self.sim.with(|world| {
            let deeds = world.log().iter().skip(place);
            deeds
                .filter(|deed| deed.chat == self.group)
                .map(|deed| (deed.who, deed.what.to_string(), deed.at_ms, deed.refused))
                .collect()
        })
    }

    /// How long the log is.
    pub(crate) fn log_len(&self) -> usize {
        self.sim.with(|world| world.log().len())
    }
}
