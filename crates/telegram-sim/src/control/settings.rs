//! Switches of the world itself.

use serde_json::Value;

use crate::world::message::Place;
use crate::world::{Budgets, World};

impl World {
    /// Sets the flood limits for all bots.
    pub fn set_budgets(&mut self, budgets: Budgets) {
        self.spending.limits = budgets;
    }

    /// The flood limits in force.
    pub fn budgets(&self) -> &Budgets {
        &self.spending.limits
    }

    /// People, bots and chats made from here on are numbered from `number` at least: worlds that meet in one database of
    /// the program under test must not share ids. At most 1,000,000,000, so that kinds of ids stay apart.
    pub fn number_from(&mut self, number: i64) {
        self.made = self.made.max(number.min(1_000_000_000));
    }

    /// Whether messages of a topic show the topic's root as the message they reply to.
    pub fn set_root_as_reply(&mut self, on: bool) {
        self.switches.root_as_reply = on;
        self.feed.touch_all();
    }

    /// Whether reactions in private chats reach bots that asked for them.
    pub fn set_private_reactions(&mut self, on: bool) {
        self.switches.private_reactions = on;
    }

    /// The bot's next album or multiple copy fails at this item (from 1), after the earlier ones were
    /// sent. They stay in the chat, although the whole call answers with an error.
    pub fn break_next_multi_send(&mut self, bot: i64, item: usize) {
        self.breaking_items.insert(bot, item.max(1));
    }

    /// Whether the log of deeds grows; off for long measurements.
    pub fn set_logging(&mut self, on: bool) {
        self.switches.log = on;
    }

    /// The parameters of the bot's answer to a pressed button, if it answered.
    pub fn callback_answer(&self, callback_query_id: &str) -> Option<&Value> {
        self.pressed.get(callback_query_id)?.answer.as_ref()
    }

    /// What the bot is shown doing in a chat right now, for instance "typing".
    pub fn chat_action(
        &self,
        bot: i64,
        viewer: i64,
        chat: i64,
        thread: Option<i64>,
    ) -> Option<&str> {
        let place = match Place::seen(viewer, chat) {
            Place::Private(..) => Place::seen(viewer, bot),
            place => place,
        };
        let (action, until_ms) = self.chat_actions.get(&(bot, place, thread))?;
        (self.now_ms() < *until_ms).then_some(action.as_str())
    }
}
