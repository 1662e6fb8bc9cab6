//! Coming, going and changing rank; titles and pins. Every change of standing goes through
//! `set_standing`, which tells the bots concerned.

use serde_json::json;

use super::feed::Touch;
use super::member::{Member, Standing};
use super::message::{MessageKey, Place};
use super::{Content, World};

impl World {
    /// Gives `subject` a new standing, by the hand of `performer`.
    pub(crate) fn set_standing(
        &mut self,
        chat: i64,
        performer: i64,
        subject: i64,
        standing: Standing,
    ) {
        let place = Place::Chat(chat);
        let Some(state) = self.chats.get(&chat) else {
            return;
        };
        let before = state.standing(subject).clone();
        if before == standing {
            return;
        }
        let channel = state.is_channel();
        let old = self.member_json(chat, subject);
        let (was_inside, is_inside) = (before.inside(), standing.inside());
        let is_bot = self.bot(subject).is_some();
        let sees_all = self.bot(subject).is_some_and(|bot| !bot.privacy);
        let joined = MessageKey::try_from(self.messages.len()).expect("fewer messages than a u32");
        self.feed.touch(Touch::Standing {
            chat,
            account: subject,
        });
        let state = self.chats.get_mut(&chat).expect("just seen");
        let member = state.members.entry(subject).or_insert(Member {
            standing: Standing::Left,
            sees_all,
            joined: 0,
        });
        member.standing = standing;
        if is_inside && !was_inside {
            member.sees_all = sees_all;
            member.joined = joined;
        }
        if is_bot {
            state.bots.retain(|bot| *bot != subject);
            if is_inside {
                state.bots.push(subject);
                state.bots.sort_unstable();
            }
        }
        let new = self.member_json(chat, subject);
        self.announce_member(place, (performer, subject), &old, &new);
        if channel || was_inside == is_inside {
            return;
        }
        let user = self.user_json(subject);
        let content = if is_inside {
            Content::service("new_chat_members", json!([user]))
        } else {
            Content::service("left_chat_member", user)
        };
        self.post_service(place, performer, content);
    }

    /// A new invite link of a chat; each is another one.
    pub(crate) fn new_invite_link(&mut self, chat: i64) -> String {
        let secret = self.seed.letters(16);
        let link = format!("https://t.me/+{secret}");
        self.invite_links.insert(secret, chat);
        link
    }

    /// The chat to which a link with this secret part leads.
    pub(crate) fn invited_to(&self, secret: &str) -> Option<i64> {
        let chat = self.invite_links.get(secret).copied()?;
        let state = self.chats.get(&chat)?;
        (!state.deleted && state.migrated_to.is_none()).then_some(chat)
    }

    /// Renames a chat.
    pub(crate) fn set_title(&mut self, chat: i64, who: i64, title: &str) {
        let Some(state) = self.chats.get_mut(&chat) else {
            return;
        };
        title.clone_into(&mut state.title);
        // Every message names its chat.
        self.feed.touch_all();
        let content = Content::service("new_chat_title", title.into());
        self.post_service(Place::Chat(chat), who, content);
    }

    /// Pins a message and says so.
    pub(crate) fn pin(&mut self, place: Place, who: i64, key: MessageKey) {
        *self.pinned_in(place) = Some(key);
        self.post_service(place, who, Content::service("pinned_message", key.into()));
    }

    /// Takes the pinned message down; nobody is told.
    pub(crate) fn unpin(&mut self, place: Place) {
        *self.pinned_in(place) = None;
    }

    fn pinned_in(&mut self, place: Place) -> &mut Option<MessageKey> {
        self.feed.touch(Touch::Place(place));
        match place {
            Place::Private(low, high) => &mut self.dialogs.entry((low, high)).or_default().pinned,
            Place::Chat(id) => &mut self.chats.get_mut(&id).expect("a known chat").pinned,
        }
    }
}
