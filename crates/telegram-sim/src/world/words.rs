//! What an account may say with entities: people are mentioned only if it knows them, and custom emoji are for bots whose
//! owner has Premium. The words stay, the entity goes.

use serde_json::Value;

use super::entity::{Styled, settle};
use super::message::Place;
use super::{Content, Kind, World};
use crate::request::ApiError;

impl World {
    /// Words of an account as Telegram stores them.
    pub(crate) fn settled(
        &self,
        who: i64,
        text: &str,
        entities: Vec<Value>,
    ) -> Result<Styled, ApiError> {
        let (text, entities) = self.quoted(who, text, entities)?;
        Ok((text, self.without_emoji(who, entities)))
    }

    /// As [`World::settled`], with custom emoji: whoever quotes must name them.
    pub(crate) fn quoted(
        &self,
        who: i64,
        text: &str,
        entities: Vec<Value>,
    ) -> Result<Styled, ApiError> {
        let (text, mut entities) = settle(text, entities)?;
        entities.retain_mut(|entity| match mentioned(entity) {
            Some(user) if self.knows(who, user) => {
                entity["user"] = self.user_json(user);
                true
            }
            mentioned => mentioned.is_none(),
        });
        Ok((text, entities))
    }

    /// A copied content without the custom emoji that the bot may not use.
    pub(crate) fn copied_words(&self, bot: i64, mut content: Content) -> Content {
        content.entities = self.without_emoji(bot, content.entities);
        if content.kind == Kind::RichMessage || self.may_use_emoji(bot) {
            return content;
        }
        if let Some(poll) = content.fields.get_mut("poll") {
            let options = poll.get_mut("options").and_then(Value::as_array_mut);
            for option in options
                .into_iter()
                .flatten()
                .filter_map(Value::as_object_mut)
            {
                option.remove("text_entities");
            }
            if let Some(poll) = poll.as_object_mut() {
                poll.remove("question_entities");
            }
        }
        content
    }

    fn without_emoji(&self, who: i64, mut entities: Vec<Value>) -> Vec<Value> {
        if !self.may_use_emoji(who) {
            entities.retain(|entity| entity["type"] != "custom_emoji");
        }
        entities
    }

    fn may_use_emoji(&self, who: i64) -> bool {
        self.bot(who).is_none_or(|bot| bot.owner_premium)
    }

    /// Whether an account can mention a user by id: people all, bots those whom they have met.
    fn knows(&self, who: i64, user: i64) -> bool {
        let Some(account) = self.account(user) else {
            return false;
        };
        let dialog = match Place::seen(who, user) {
            Place::Private(low, high) => self.dialogs.contains_key(&(low, high)),
            Place::Chat(_) => false,
        };
        !account.deleted
            && (self.bot(who).is_none() || user == who || dialog || self.have_met(who, user))
    }
}

/// The user whom an entity mentions by id.
fn mentioned(entity: &Value) -> Option<i64> {
    (entity["type"] == "text_mention").then(|| entity["user"]["id"].as_i64().unwrap_or(0))
}
