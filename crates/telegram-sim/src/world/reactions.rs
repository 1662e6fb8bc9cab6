//! Reactions. Bots hear of people's reactions if they administrate the chat and asked for the kind;
//! of reactions in channels they hear counts only. Nobody hears of a bot's reaction. Who reacts in the name of a channel is
//! that channel.

use serde_json::{Value, json};

use super::World;
use super::message::{MessageKey, Place};
use super::queue::Fresh;

/// Messages before an item among which the rest of its album is looked for.
const ALBUM_REACH: usize = 100;

impl World {
    /// Replaces everything by which `actor`, an account or a chat, reacted to the message.
    pub(crate) fn react_as(&mut self, key: MessageKey, actor: i64, new: Vec<Value>) {
        let message = self.message_mut(key);
        let position = message.reactions.iter().position(|(who, _)| *who == actor);
        let old = position.map_or_else(Vec::new, |at| message.reactions.remove(at).1);
        let told = old != new;
        let shown = new.clone();
        if !new.is_empty() {
            message.reactions.push((actor, new));
        }
        if told && self.bot(actor).is_none() {
            self.announce_reaction(key, actor, (&old, &shown));
        }
    }

    /// Whether a chat lets people react with this emoji.
    pub(crate) fn allows_reaction(&self, place: Place, emoji: &str) -> bool {
        self.chat_of(place)
            .and_then(|chat| chat.reactions.as_ref())
            .is_none_or(|allowed| allowed.iter().any(|one| one == emoji))
    }

    /// The first item that is left of a message's album; the message itself if it is in none.
    pub(crate) fn first_of_album(&self, key: MessageKey) -> MessageKey {
        let message = self.message(key);
        let Some(album) = &message.album else {
            return key;
        };
        let all = match message.place {
            Place::Chat(id) => self.chats.get(&id).map(|chat| &chat.messages),
            Place::Private(low, high) => self.dialogs.get(&(low, high)).map(|chat| &chat.messages),
        };
        let before = all.map_or(&[][..], |all| {
            let end = all.partition_point(|one| *one < key);
            &all[end.saturating_sub(ALBUM_REACH)..end]
        });
        let same = |one: &&MessageKey| {
            let other = self.message(**one);
            other.album.as_ref() == Some(album) && !other.deleted
        };
        before.iter().find(same).copied().unwrap_or(key)
    }

    fn announce_reaction(&mut self, key: MessageKey, actor: i64, change: (&[Value], &[Value])) {
        let place = self.message(key).place;
        let channel = self.chat_of(place).is_some_and(|chat| chat.is_channel());
        let kind = if channel {
            "message_reaction_count"
        } else {
            "message_reaction"
        };
        for bot in self.bots_in(place) {
            let may = match self.chat_of(place) {
                Some(chat) => chat.standing(bot).is_admin(),
                None => self.switches.private_reactions,
            };
            let wants = self.bot(bot).is_some_and(|bot| bot.queue.wants(kind));
            let Some(message_id) = self.message(key).id_for(bot) else {
                continue;
            };
            if !may || !wants {
                continue;
            }
            let mut payload = json!({
                "chat": self.chat_json(place, bot),
                "message_id": message_id,
                "date": self.now_s(),
            });
            if channel {
                payload["reactions"] = self.reaction_counts(key).into();
            } else {
                let (field, who) = match actor {
                    ..0 => ("actor_chat", self.chat_json(Place::Chat(actor), bot)),
                    _ => ("user", self.user_json(actor)),
                };
                payload[field] = who;
                payload["old_reaction"] = change.0.into();
                payload["new_reaction"] = change.1.into();
            }
            let event_ms = self.now_ms;
            self.enqueue(
                bot,
                Fresh {
                    kind,
                    payload,
                    lane: format!("reaction{}", place.id_for(bot)),
                    event_ms,
                },
            );
        }
    }

    fn reaction_counts(&self, key: MessageKey) -> Vec<Value> {
        let mut counts: Vec<(Value, i64)> = Vec::new();
        for reaction in self
            .message(key)
            .reactions
            .iter()
            .flat_map(|(_, list)| list)
        {
            match counts.iter_mut().find(|(known, _)| known == reaction) {
                Some((_, count)) => *count += 1,
                None => counts.push((reaction.clone(), 1)),
            }
        }
        counts
            .into_iter()
            .map(|(reaction, count)| json!({"type": reaction, "total_count": count}))
            .collect()
    }

    /// Tells a bot that a person blocked or unblocked it.
    pub(crate) fn announce_block(&mut self, person: i64, bot: i64, blocked: bool) {
        let user = self.user_json(bot);
        let member = json!({"status": "member", "user": user});
        let kicked = json!({"status": "kicked", "user": user, "until_date": 0});
        let (old, new) = if blocked {
            (member, kicked)
        } else {
            (kicked, member)
        };
        self.announce_member(Place::seen(bot, person), (person, bot), &old, &new);
    }
}
