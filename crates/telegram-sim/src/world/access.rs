//! What a bot may do where, with Telegram's words for a refusal.

use serde_json::Value;

use super::chat::{Chat, ChatKind};
use super::member::Standing;
use super::message::Place;
use super::{Kind, World};
use crate::request::ApiError;

fn chat_not_found() -> ApiError {
    ApiError::bad_request("chat not found")
}

fn kind_words(chat: &Chat) -> &'static str {
    match chat.kind {
        ChatKind::Group => "group chat",
        ChatKind::Supergroup => "supergroup chat",
        ChatKind::Channel => "channel chat",
    }
}

impl World {
    /// The number behind a `chat_id`, which may be an `@username` of a public chat.
    pub(crate) fn chat_id(&self, value: Option<&Value>) -> Result<i64, ApiError> {
        match value {
            Some(Value::String(text)) => match text.strip_prefix('@') {
                Some(name) => self
                    .usernames
                    .get(&name.to_lowercase())
                    .copied()
                    .filter(|id| *id < 0)
                    .ok_or_else(chat_not_found),
                None => text.parse().map_err(|_| chat_not_found()),
            },
            Some(value) => value.as_i64().ok_or_else(chat_not_found),
            None => Err(ApiError::bad_request("chat_id is empty")),
        }
    }

    /// A place that the bot knows and may read.
    pub(crate) fn readable(&self, bot: i64, id: i64) -> Result<Place, ApiError> {
        let place = Place::seen(bot, id);
        match place {
            Place::Private(low, high) => {
                let known = id != bot
                    && self.account(id).is_some()
                    && (self.dialogs.contains_key(&(low, high)) || self.have_met(bot, id));
                if known {
                    Ok(place)
                } else {
                    Err(chat_not_found())
                }
            }
            Place::Chat(id) => {
                let chat = self.chats.get(&id).ok_or_else(chat_not_found)?;
                let member = chat.members.get(&bot).ok_or_else(chat_not_found)?;
                let words = kind_words(chat);
                match &member.standing {
                    Standing::Kicked => Err(ApiError::forbidden(format!(
                        "bot was kicked from the {words}"
                    ))),
                    standing if standing.inside() => Ok(place),
                    _ => Err(ApiError::forbidden(format!(
                        "bot is not a member of the {words}"
                    ))),
                }
            }
        }
    }

    /// A place in which the bot may do anything at all.
    pub(crate) fn workable(&self, bot: i64, id: i64) -> Result<Place, ApiError> {
        if let Some(chat) = self
            .chats
            .get(&id)
            .filter(|chat| chat.members.contains_key(&bot))
        {
            if let Some(to) = chat.migrated_to {
                return Err(ApiError::migrated(to));
            }
            if chat.deleted {
                return Err(ApiError::forbidden("the group chat was deleted"));
            }
        }
        let place = self.readable(bot, id)?;
        if let Place::Private(low, high) = place {
            let other = self.account(id).ok_or_else(chat_not_found)?;
            let dialog = self.dialogs.get(&(low, high));
            if other.is_bot() {
                return Err(ApiError::forbidden(
                    "the bot can't send messages to the bot",
                ));
            }
            if other.deleted {
                return Err(ApiError::forbidden("user is deactivated"));
            }
            if dialog.is_some_and(|dialog| dialog.blocked) {
                return Err(ApiError::forbidden("bot was blocked by the user"));
            }
            if !dialog.is_some_and(|dialog| dialog.started) {
                return Err(ApiError::forbidden(
                    "bot can't initiate conversation with a user",
                ));
            }
        }
        Ok(place)
    }

    /// Whether the account may post a message of this kind in the place (topics aside).
    pub(crate) fn may_post(&self, account: i64, place: Place, kind: Kind) -> Result<(), ApiError> {
        let Some(chat) = self.chat_of(place) else {
            return self.may_receive(place.id_for(account), kind);
        };
        let standing = chat.standing(account);
        if chat.is_channel() {
            return if standing.has(|rights| rights.can_post_messages) {
                Ok(())
            } else {
                Err(ApiError::bad_request(
                    "need administrator rights in the channel chat",
                ))
            };
        }
        let (permission, words) = kind.permission();
        let allowed = match standing {
            Standing::Owner { .. } | Standing::Administrator(_) => true,
            Standing::Member => chat.permissions.to_send(permission),
            Standing::Restricted {
                permissions,
                inside,
            } => *inside && permissions.to_send(permission) && chat.permissions.to_send(permission),
            Standing::Left | Standing::Kicked => {
                return Err(ApiError::bad_request("have no write access to the chat"));
            }
        };
        if allowed {
            Ok(())
        } else {
            Err(ApiError::bad_request(format!(
                "not enough rights to send {words} to the chat"
            )))
        }
    }

    fn may_receive(&self, receiver: i64, kind: Kind) -> Result<(), ApiError> {
        let refuses = self.account(receiver).is_some_and(|who| who.no_voice);
        match kind {
            Kind::Voice | Kind::VideoNote if refuses => {
                Err(ApiError::bad_request("VOICE_MESSAGES_FORBIDDEN"))
            }
            _ => Ok(()),
        }
    }

    /// The topic into which a message with this `message_thread_id` goes. Outside forums the thread is
    /// ignored without an error, as Telegram does after a forum was switched off.
    pub(crate) fn postable_thread(
        &self,
        account: i64,
        place: Place,
        thread: Option<i64>,
    ) -> Result<Option<i64>, ApiError> {
        let no_thread = || ApiError::bad_request("message thread not found");
        let Some(chat) = self.chat_of(place) else {
            return thread.map_or(Ok(None), |_| Err(no_thread()));
        };
        if !chat.is_forum {
            return Ok(None);
        }
        let bot = self.bot(account).is_some();
        let closed_to = match thread {
            None => chat.general.closed,
            Some(id) => {
                let topic = chat
                    .topics
                    .get(&id)
                    .filter(|topic| !(topic.deleted || bot && topic.root_lost))
                    .ok_or_else(no_thread)?;
                topic.closed && topic.creator != account
            }
        };
        if closed_to && !chat.may_manage_topics(account) {
            return Err(ApiError::bad_request("TOPIC_CLOSED"));
        }
        Ok(thread)
    }

    /// Whether the two share a chat, so that the bot knows the user.
    pub(super) fn have_met(&self, bot: i64, user: i64) -> bool {
        self.chats
            .values()
            .any(|chat| chat.members.contains_key(&bot) && chat.members.contains_key(&user))
    }
}
