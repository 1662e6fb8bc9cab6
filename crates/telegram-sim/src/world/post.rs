//! A message comes into being: numbers, place, readers, and the copy in a channel's discussion group.

use serde_json::Value;

use super::chat::ChatKind;
use super::feed::Touch;
use super::message::{Author, Draft, Ids, Message, MessageKey, Place, Reply};
use super::{Content, World};

/// The account that posts automatic forwards.
pub(crate) const TELEGRAM: i64 = 777_000;
/// Shown as the author of anonymous administrators' messages.
pub(crate) const ANONYMOUS_BOT: i64 = 1_087_968_824;
/// Shown as the author of messages on behalf of a channel.
pub(crate) const CHANNEL_BOT: i64 = 136_817_688;

impl World {
    /// Posts without asking for rights (`access` did) and tells every bot that may know.
    pub(crate) fn post(&mut self, place: Place, author: Author, draft: Draft) -> MessageKey {
        let key = self.store(place, author, draft);
        self.announce(key, false);
        self.forward_to_discussion(key);
        key
    }

    /// Posts a service message.
    pub(crate) fn post_service(
        &mut self,
        place: Place,
        account: i64,
        content: Content,
    ) -> MessageKey {
        self.post(place, self.author_in(place, account), Draft::new(content))
    }

    /// How `account` appears in `place`: as itself, as the channel, or as the group if it is an
    /// anonymous administrator.
    pub(crate) fn author_in(&self, place: Place, account: i64) -> Author {
        let mut author = Author::account(account);
        let Some(chat) = self.chat_of(place) else {
            return author;
        };
        let standing = chat.standing(account);
        let anonymous = match standing {
            super::member::Standing::Owner { anonymous } => *anonymous,
            super::member::Standing::Administrator(rights) => rights.is_anonymous,
            _ => false,
        };
        if chat.is_channel() {
            author.chat = Some(chat.id);
            if chat.signatures {
                author.signature = self.account(account).map(|who| who.full_name().into());
            }
        } else if anonymous {
            author.chat = Some(chat.id);
            if let super::member::Standing::Administrator(rights) = standing {
                author.signature = rights.custom_title.as_deref().map(Into::into);
            }
        }
        author
    }

    fn store(&mut self, place: Place, author: Author, draft: Draft) -> MessageKey {
        let key = MessageKey::try_from(self.messages.len()).expect("fewer messages than a u32");
        let ids = self.number(place, key);
        match place {
            Place::Private(low, high) => {
                let by_bot = self.account(author.account).is_some_and(|who| who.is_bot());
                let dialog = self.dialogs.entry((low, high)).or_default();
                dialog.started |= !by_bot;
                dialog.wrote_ms[usize::from(author.account == high)] = self.now_ms;
                dialog.messages.push(key);
            }
            Place::Chat(id) => {
                let by_bot = self.account(author.account).is_some_and(|who| who.is_bot());
                let chat = self.chats.get_mut(&id).expect("a post has a chat");
                chat.messages.push(key);
                if by_bot {
                    chat.last_bot = Some(author.account);
                }
                match draft.thread.and_then(|id| chat.topics.get_mut(&id)) {
                    Some(topic) => topic.messages.push(key),
                    None if chat.kind == ChatKind::Supergroup => chat.general.messages.push(key),
                    None => {}
                }
            }
        }
        self.note_shown(key, &draft);
        self.feed.touch(Touch::Message(key));
        let protected = draft.protected || self.chat_of(place).is_some_and(|chat| chat.protected);
        self.messages.push(Message {
            place,
            ids,
            at_ms: self.now_ms,
            edited: None,
            author,
            thread: draft.thread,
            reply: draft.reply.map(Box::new),
            origin: draft.origin.map(Box::new),
            album: draft.album.map(Into::into),
            markup: draft.markup.map(Box::new),
            content: draft.content,
            reactions: Vec::new(),
            via_bot: draft.via_bot,
            business_bot: draft.business_bot,
            protected,
            automatic_forward: draft.automatic_forward,
            deleted: false,
        });
        key
    }

    /// Remembers which message the new one shows inside.
    fn note_shown(&mut self, key: MessageKey, draft: &Draft) {
        let answered = match &draft.reply {
            Some(Reply::Here { to, .. }) => Some(*to),
            _ => None,
        };
        let pinned = draft.content.fields.get("pinned_message");
        let pinned = pinned
            .and_then(Value::as_u64)
            .and_then(|key| MessageKey::try_from(key).ok());
        for shown in [answered, pinned].into_iter().flatten() {
            self.shown_in.entry(shown).or_default().push(key);
        }
    }

    /// Supergroups and channels have one sequence; elsewhere every account has a box of its own, so
    /// the same message has another number on each side.
    fn number(&mut self, place: Place, key: MessageKey) -> Ids {
        let readers: Vec<i64> = match place {
            Place::Private(low, high) => vec![low, high],
            Place::Chat(id) => {
                let chat = &self.chats[&id];
                if chat.kind != ChatKind::Group {
                    let id = i64::try_from(chat.messages.len()).expect("fits") + 1;
                    return Ids::Common(id);
                }
                chat.members
                    .iter()
                    .filter(|(_, member)| member.standing.inside())
                    .map(|(account, _)| *account)
                    .collect()
            }
        };
        let mut boxes = Vec::with_capacity(readers.len());
        for reader in readers {
            if let Some(account) = self.accounts.get_mut(&reader) {
                boxes.push((reader, account.next_box_id()));
                account.mailbox.push(key);
            }
        }
        Ids::Boxed(boxes.into_boxed_slice())
    }

    fn forward_to_discussion(&mut self, key: MessageKey) {
        let message = self.message(key);
        let Some(channel) = self.chat_of(message.place).filter(|chat| chat.is_channel()) else {
            return;
        };
        let Some(group) = channel.linked else {
            return;
        };
        if message.content.kind == super::Kind::Service {
            return;
        }
        let channel_id = channel.id;
        let draft = Draft {
            album: message.album.as_deref().map(str::to_owned),
            automatic_forward: true,
            ..self.forwarded(key, message.content.travelling())
        };
        let author = Author {
            account: TELEGRAM,
            chat: Some(channel_id),
            signature: message.author.signature.clone(),
        };
        self.post(Place::Chat(group), author, draft);
    }
}
