//! Which bot hears of what: privacy mode, administrators, other bots, own messages, and the kinds of
//! updates that each bot asked for.

use serde_json::{Value, json};

use super::message::{Message, MessageKey, Place, Reply};
use super::queue::Fresh;
use super::{Kind, World};

impl World {
    /// Gives the message (or its new version) to every bot that may know it.
    pub(crate) fn announce(&mut self, key: MessageKey, edited: bool) {
        let place = self.message(key).place;
        self.announce_business(key, edited);
        let bots = self.bots_in(place);
        if bots.is_empty() {
            return;
        }
        let channel = self.chat_of(place).is_some_and(|chat| chat.is_channel());
        let kind = match (channel, edited) {
            (false, false) => "message",
            (false, true) => "edited_message",
            (true, false) => "channel_post",
            (true, true) => "edited_channel_post",
        };
        for bot in bots {
            let wants = self.bot(bot).is_some_and(|bot| bot.queue.wants(kind));
            if wants && self.hears(bot, key) {
                let payload = self.message_json(key, bot);
                let message = self.message(key);
                let event_ms = message.edited.unwrap_or(message.date()) * 1_000;
                let lane = format!("chat{}", place.id_for(bot));
                self.enqueue(
                    bot,
                    Fresh {
                        kind,
                        payload,
                        lane,
                        event_ms,
                    },
                );
            }
        }
    }

    /// Puts an update into a bot's queue.
    pub(crate) fn enqueue(&mut self, bot: i64, fresh: Fresh) {
        let now_ms = self.now_ms;
        if let Some(bot) = self
            .accounts
            .get_mut(&bot)
            .and_then(|account| account.bot.as_deref_mut())
        {
            bot.queue.push(fresh, now_ms, &mut self.seed);
        }
    }

    pub(crate) fn bots_in(&self, place: Place) -> Vec<i64> {
        match place {
            Place::Chat(id) => self
                .chats
                .get(&id)
                .map_or_else(Vec::new, |chat| chat.bots.clone()),
            Place::Private(low, high) => [low, high]
                .into_iter()
                .filter(|id| self.bot(*id).is_some())
                .collect(),
        }
    }

    /// Whether `bot`, a member of the chat, receives this message.
    pub(crate) fn hears(&self, bot: i64, key: MessageKey) -> bool {
        let message = self.message(key);
        let service = message.content.kind == Kind::Service;
        if message.id_for(bot).is_none() {
            return false;
        }
        if message.author.account == bot {
            // Own service messages come back, own ordinary messages do not.
            return service && message.edited.is_none();
        }
        let Some(chat) = self.chat_of(message.place) else {
            return true;
        };
        if chat.is_channel() {
            return true;
        }
        let admin = chat.standing(bot).is_admin();
        let all = admin || chat.members.get(&bot).is_some_and(|member| member.sees_all);
        if self.bot(message.author.account).is_some() && !service {
            return self.hears_bot(bot, message, all);
        }
        service || all || message.via_bot == Some(bot) || self.meant_for(message) == Some(bot)
    }

    /// The bot-to-bot matrix: a command to it or a reply to it if one of the two has the mode on;
    /// everything if it has the mode on itself and is an administrator or without privacy mode.
    fn hears_bot(&self, bot: i64, message: &Message, all: bool) -> bool {
        let mode = |id: i64| self.bot(id).is_some_and(|bot| bot.bot_to_bot);
        if mode(bot) && all {
            return true;
        }
        let addressed =
            self.command_target(message) == Some(bot) || self.reply_target(message) == Some(bot);
        addressed && (mode(bot) || mode(message.author.account))
    }

    /// The one bot with privacy mode that this message is for.
    fn meant_for(&self, message: &Message) -> Option<i64> {
        if let Some(bot) = self.command_target(message) {
            return Some(bot);
        }
        if let Some(bot) = self.reply_target(message) {
            return Some(bot);
        }
        let general_command = message.content.kind == Kind::Text
            && message.content.text.starts_with('/')
            && !self.first_word(message).contains('@');
        if general_command {
            return self.chat_of(message.place)?.last_bot;
        }
        None
    }

    fn first_word<'a>(&self, message: &'a Message) -> &'a str {
        message
            .content
            .text
            .split_whitespace()
            .next()
            .unwrap_or_default()
    }

    /// The bot named in `/command@Bot`.
    fn command_target(&self, message: &Message) -> Option<i64> {
        let word = self.first_word(message).strip_prefix('/')?;
        let (_, username) = word.split_once('@')?;
        self.usernames.get(&username.to_lowercase()).copied()
    }

    fn reply_target(&self, message: &Message) -> Option<i64> {
        match message.reply.as_deref()? {
            Reply::Here { to, .. } => {
                let author = self.message(*to).author.account;
                self.bot(author).is_some().then_some(author)
            }
            Reply::Elsewhere { .. } => None,
        }
    }

    /// Tells about a changed membership: the bot concerned by `my_chat_member`, administrating bots
    /// by `chat_member`.
    pub(crate) fn announce_member(
        &mut self,
        place: Place,
        who: (i64, i64),
        old: &Value,
        new: &Value,
    ) {
        let (performer, subject) = who;
        let mut readers = self.bots_in(place);
        if self.bot(subject).is_some() && !readers.contains(&subject) {
            readers.push(subject);
        }
        for bot in readers {
            let own = bot == subject || matches!(place, Place::Private(..));
            let admin = self
                .chat_of(place)
                .is_some_and(|chat| chat.standing(bot).is_admin());
            if !own && !admin {
                continue;
            }
            let kind = if own { "my_chat_member" } else { "chat_member" };
            let payload = json!({
                "chat": self.chat_json(place, bot),
                "from": self.user_json(performer),
                "date": self.now_s(),
                "old_chat_member": old,
                "new_chat_member": new,
            });
            let lane = format!("{kind}{}", place.id_for(bot));
            let event_ms = self.now_ms;
            self.enqueue(
                bot,
                Fresh {
                    kind,
                    payload,
                    lane,
                    event_ms,
                },
            );
        }
    }
}
