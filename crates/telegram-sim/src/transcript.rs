//! Reading a chat back as one of its members sees it.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::world::message::{Message, Place, Reply};
use crate::world::{Kind, World};

/// One message of a transcript.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Number in the reader's eyes; 0 if the reader never got it.
    pub message_id: i64,
    /// Topic (forums) or root of a reply thread.
    pub thread: Option<i64>,
    /// Account that sent it, even if it spoke on behalf of a chat.
    pub from: i64,
    /// Chat on whose behalf it was sent.
    pub sender_chat: Option<i64>,
    /// What it is.
    pub kind: Kind,
    /// Text or caption.
    pub text: String,
    /// `MessageEntity` objects.
    pub entities: Vec<Value>,
    /// Message of this chat that it answers.
    pub reply_to: Option<i64>,
    /// `ExternalReplyInfo`, if it answers a message of another chat or topic.
    pub external_reply: Option<Value>,
    /// Words quoted from it.
    pub quote: Option<String>,
    /// Unique id of its file.
    pub file: Option<String>,
    /// `media_group_id`.
    pub album: Option<String>,
    /// `MessageOrigin`, if it is a forward.
    pub origin: Option<Value>,
    /// All other fields: media objects with unique ids in place of file ids, service contents.
    pub fields: Map<String, Value>,
    /// Inline keyboard.
    pub markup: Option<Value>,
    /// Unix seconds of the last edit.
    pub edited: Option<i64>,
    /// Gone for everybody.
    pub deleted: bool,
    /// (who, `ReactionType`).
    pub reactions: Vec<(i64, Value)>,
    /// Unix seconds.
    pub date: i64,
}

/// A chat in somebody's list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChatRow {
    /// Chat id as the reader names it.
    pub id: i64,
    /// `Chat.type`.
    pub kind: String,
    /// Title, or the other side's name.
    pub title: String,
    /// A supergroup with topics.
    pub is_forum: bool,
    /// Messages so far, for reading on from there.
    pub messages: usize,
}

impl World {
    /// All messages of a chat, deleted ones marked, as `reader` sees them.
    pub fn transcript(&self, chat: i64, reader: i64) -> Vec<Row> {
        self.transcript_from(chat, reader, 0)
    }

    /// As [`World::transcript`], without the first `start` messages.
    pub fn transcript_from(&self, chat: i64, reader: i64, start: usize) -> Vec<Row> {
        let place = Place::seen(reader, chat);
        let keys = match place {
            Place::Chat(id) => self.chats.get(&id).map(|chat| &chat.messages),
            Place::Private(low, high) => self
                .dialogs
                .get(&(low, high))
                .map(|dialog| &dialog.messages),
        };
        keys.map_or(&[][..], Vec::as_slice)
            .iter()
            .skip(start)
            .map(|key| self.row(self.message(*key), reader))
            .collect()
    }

    /// One message that `reader` numbers so, as `reader` sees it; none if it is gone.
    pub fn message_seen(&self, chat: i64, reader: i64, message: i64) -> Option<Row> {
        let key = self.find(reader, Place::seen(reader, chat), message)?;
        Some(self.row(self.message(key), reader))
    }

    fn row(&self, message: &Message, reader: i64) -> Row {
        let content = &message.content;
        let (reply_to, external_reply, quote) = match message.reply.as_deref() {
            Some(Reply::Here { to, quote }) => {
                (self.message(*to).id_for(reader), None, quote.as_ref())
            }
            Some(Reply::Elsewhere { info, quote }) => (None, Some(info.clone()), quote.as_ref()),
            None => (None, None, None),
        };
        let quote = quote.and_then(|quote| quote["text"].as_str());
        Row {
            message_id: message.id_for(reader).unwrap_or(0),
            thread: message.thread,
            from: message.author.account,
            sender_chat: message.author.chat,
            kind: content.kind,
            text: content.text.clone(),
            entities: content.entities.clone(),
            reply_to,
            external_reply,
            quote: quote.map(str::to_owned),
            file: content.file_unique_id().map(str::to_owned),
            album: message.album.as_deref().map(str::to_owned),
            origin: message.origin.as_deref().cloned(),
            fields: content.fields.clone(),
            markup: message.markup.as_deref().cloned(),
            edited: message.edited,
            deleted: message.deleted,
            reactions: message
                .reactions
                .iter()
                .flat_map(|(who, list)| list.iter().map(|one| (*who, one.clone())))
                .collect(),
            date: message.date(),
        }
    }

    /// The chats that an account has, private ones first.
    pub fn chats_of(&self, account: i64) -> Vec<ChatRow> {
        let mut rows: Vec<ChatRow> = self
            .dialogs
            .iter()
            .filter(|((low, high), _)| *low == account || *high == account)
            .map(|((low, high), dialog)| {
                let other = if *low == account { *high } else { *low };
                ChatRow {
                    id: other,
                    kind: "private".to_owned(),
                    title: self
                        .account(other)
                        .map_or_else(String::new, |who| who.full_name()),
                    is_forum: false,
                    messages: dialog.messages.len(),
                }
            })
            .collect();
        rows.sort_by_key(|row| row.id);
        let inside = self
            .chats
            .values()
            .filter(|chat| chat.standing(account).inside() && chat.migrated_to.is_none());
        rows.extend(inside.map(|chat| ChatRow {
            id: chat.id,
            kind: chat.kind.name().to_owned(),
            title: chat.title.clone(),
            is_forum: chat.is_forum,
            messages: chat.messages.len(),
        }));
        rows
    }
}
