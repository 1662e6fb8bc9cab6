//! The desk's calls in MTProto, each made once however often it is asked for.
//!
//! What makes messages carries numbers that follow from the call's own ([`Once`]): Telegram does such a request once and answers a repetition
//! with what it made. So an answer that was lost is no unknown outcome here: the call is simply made again. Neighbours: `calls::words`
//! writes formatting, `calls::made` reads what was made. Deliberately absent: files, which accounts forward.

mod made;
mod words;

use grammers_session::types::PeerId;
use grammers_tl_types as tl;
use relevo_telegram::{
    Call, ChatId, Once, Outcome, Place, Reaction, Receipt, Refusal, ReplyTo, Send, Text, ThreadId,
};
use sha2::{Digest as _, Sha256};

use crate::line::{Line, Trouble};
use crate::peers::{input_channel, input_peer};
use crate::refusal::refusal;
use made::made;
use words::entities;

/// What came of a call: its receipt, or the refusal of a call that cannot even be asked for, or trouble.
type Made = Result<Receipt, Stopped>;

pub(crate) enum Stopped {
    Before(Refusal),
    By(Trouble),
}

impl From<Trouble> for Stopped {
    fn from(trouble: Trouble) -> Stopped {
        Stopped::By(trouble)
    }
}

/// The number of the nth message that a call makes.
fn random_id(once: Once, nth: usize) -> i64 {
    let mut hash = Sha256::new();
    hash.update(b"relevo random_id");
    hash.update(once.0.to_le_bytes());
    hash.update(u64::try_from(nth).unwrap_or(u64::MAX).to_le_bytes());
    let digest = hash.finalize();
    let first = digest.first_chunk::<8>().copied().unwrap_or_default();
    match i64::from_le_bytes(first) {
        // Zero would mean that there is none.
        0 => 1,
        id => id,
    }
}

impl Line {
    /// Makes a call. Repeated under the same number, it is done once.
    pub(crate) async fn make(&self, call: &Call, once: Once) -> Outcome {
        let made = match call {
            Call::GetMe => self.me().await,
            Call::SendText {
                to,
                text,
                no_preview,
                ..
            } => self.send_text(to, (text, *no_preview), once).await,
            Call::EditText {
                at,
                text,
                no_preview,
                ..
            } => self.edit(at, (text, *no_preview)).await,
            Call::EditCaption { at, caption, .. } => self.edit(at, (caption, false)).await,
            Call::Copy {
                to,
                from,
                caption: None,
            } => {
                self.forward(to, (from.chat, &[from.message]), (once, true))
                    .await
            }
            Call::CopyMany { to, chat, messages } => {
                self.forward(to, (*chat, messages), (once, true)).await
            }
            Call::Forward { to, from } => {
                self.forward(to, (from.chat, &[from.message]), (once, false))
                    .await
            }
            Call::ForwardMany { to, chat, messages } => {
                self.forward(to, (*chat, messages), (once, false)).await
            }
            Call::Delete(at) => self.delete(at).await,
            Call::React { at, reaction } => self.react(at, reaction.as_ref()).await,
            Call::CreateTopic {
                chat,
                name,
                icon_color,
                icon_emoji,
            } => {
                let icon = (*icon_color, icon_emoji.as_deref());
                self.create_topic(*chat, (name, icon), once).await
            }
            Call::RenameTopic { chat, thread, name } => {
                let named = |topic: &mut EditTopic| topic.title = Some(name.clone());
                self.edit_topic((*chat, *thread), named).await
            }
            Call::CloseTopic(chat, thread) => {
                let closed = |topic: &mut EditTopic| topic.closed = Some(true);
                self.edit_topic((*chat, *thread), closed).await
            }
            Call::ReopenTopic(chat, thread) => {
                let open = |topic: &mut EditTopic| topic.closed = Some(false);
                self.edit_topic((*chat, *thread), open).await
            }
            Call::LeaveChat(chat) => self.leave(*chat).await,
            other => Err(Stopped::Before(Refusal::Other {
                code: 501,
                text: format!("an account does not make this call: {:?}", other.method()),
            })),
        };
        match made {
            Ok(receipt) => Outcome::Done(receipt),
            Err(Stopped::Before(refusal)) => Outcome::Refused(refusal),
            Err(Stopped::By(Trouble::Refused(error))) if error.name == "RANDOM_ID_DUPLICATE" => {
                // The same call is being made at this moment, over another connection: its answer is given when it is asked again.
                Outcome::NotSent
            }
            Err(Stopped::By(Trouble::Refused(error))) => Outcome::Refused(refusal(&error)),
            Err(Stopped::By(Trouble::Wait(time))) => Outcome::Wait(time),
            // Done or not, it is made again under its number, and done once.
            Err(Stopped::By(Trouble::Lost)) => Outcome::NotSent,
        }
    }

    async fn me(&self) -> Made {
        let request = tl::functions::users::GetUsers {
            id: vec![tl::enums::InputUser::UserSelf],
        };
        let users = self.ask(&request).await?;
        let parties = crate::read::Parties::of(&users, &[]);
        match parties.own() {
            Some(id) => Ok(Receipt::Me {
                user: parties.user(id),
                reads_all: true,
                business: false,
                manages: false,
            }),
            None => Err(Stopped::Before(Refusal::TokenInvalid)),
        }
    }

    async fn send_text(&self, to: &Send, (text, no_preview): (&Text, bool), once: Once) -> Made {
        let random_id = random_id(once, 0);
        let request = tl::functions::messages::SendMessage {
            no_webpage: no_preview,
            silent: to.silent,
            background: false,
            clear_draft: false,
            noforwards: false,
            update_stickersets_order: false,
            invert_media: false,
            allow_paid_floodskip: false,
            peer: self.peer(to.chat)?,
            reply_to: reply_to(to.thread, to.reply.as_ref()),
            message: text.text.clone(),
            random_id,
            reply_markup: None,
            entities: entities(&self.session, text),
            schedule_date: None,
            schedule_repeat_period: None,
            send_as: None,
            quick_reply_shortcut: None,
            effect: None,
            allow_paid_stars: None,
            suggested_post: None,
            rich_message: None,
        };
        let answer = self.ask(&request).await?;
        made(&answer, &[random_id])
            .pop()
            .map(Receipt::Message)
            .ok_or(Stopped::By(Trouble::Lost))
    }

    async fn edit(&self, at: &Place, (text, no_preview): (&Text, bool)) -> Made {
        let request = tl::functions::messages::EditMessage {
            no_webpage: no_preview,
            invert_media: false,
            peer: self.peer(at.chat)?,
            id: number(at.message.0)?,
            message: Some(text.text.clone()),
            media: None,
            reply_markup: None,
            // None would leave what there is.
            entities: Some(entities(&self.session, text).unwrap_or_default()),
            schedule_date: None,
            schedule_repeat_period: None,
            quick_reply_shortcut_id: None,
            rich_message: None,
        };
        self.ask(&request).await?;
        Ok(Receipt::Nothing)
    }

    /// Forwards, with the origin or without: an album stays one.
    async fn forward(
        &self,
        to: &Send,
        (from, messages): (ChatId, &[relevo_telegram::MessageId]),
        (once, drop_author): (Once, bool),
    ) -> Made {
        let ids: Result<Vec<i32>, Stopped> = messages.iter().map(|id| number(id.0)).collect();
        let random_ids: Vec<i64> = (0..messages.len())
            .map(|nth| random_id(once, nth))
            .collect();
        let request = tl::functions::messages::ForwardMessages {
            silent: to.silent,
            background: false,
            with_my_score: false,
            drop_author,
            drop_media_captions: false,
            noforwards: false,
            allow_paid_floodskip: false,
            from_ephemeral: false,
            from_peer: self.peer(from)?,
            id: ids?,
            random_id: random_ids.clone(),
            to_peer: self.peer(to.chat)?,
            top_msg_id: to.thread.map(|thread| number(thread.0)).transpose()?,
            reply_to: to
                .reply
                .as_ref()
                .and_then(|reply| reply_to(to.thread, Some(reply))),
            schedule_date: None,
            schedule_repeat_period: None,
            send_as: None,
            quick_reply_shortcut: None,
            effect: None,
            video_timestamp: None,
            allow_paid_stars: None,
            suggested_post: None,
        };
        let answer = self.ask(&request).await?;
        let mut made = made(&answer, &random_ids);
        match (messages, made.len()) {
            (_, 0) => Err(Stopped::Before(Refusal::SourceMissing)),
            ([_], 1) => Ok(made.pop().map_or(Receipt::Nothing, Receipt::Message)),
            _ => Ok(Receipt::Messages(made)),
        }
    }

    async fn delete(&self, at: &Place) -> Made {
        let id = vec![number(at.message.0)?];
        match self.channel(at.chat) {
            Some(channel) => {
                let request = tl::functions::channels::DeleteMessages { channel, id };
                self.ask(&request).await?;
            }
            None => {
                let request = tl::functions::messages::DeleteMessages { revoke: true, id };
                self.ask(&request).await?;
            }
        }
        Ok(Receipt::Nothing)
    }

    async fn react(&self, at: &Place, reaction: Option<&Reaction>) -> Made {
        let reaction = match reaction {
            None => None,
            Some(Reaction::Emoji(emoji)) => Some(
                tl::types::ReactionEmoji {
                    emoticon: emoji.clone(),
                }
                .into(),
            ),
            Some(Reaction::Custom(id)) => {
                let id = id.parse();
                let document_id = id.map_err(|_| Stopped::Before(Refusal::ReactionInvalid))?;
                Some(tl::types::ReactionCustomEmoji { document_id }.into())
            }
            Some(Reaction::Paid) => return Err(Stopped::Before(Refusal::ReactionInvalid)),
        };
        let request = tl::functions::messages::SendReaction {
            big: false,
            add_to_recent: false,
            peer: self.peer(at.chat)?,
            msg_id: number(at.message.0)?,
            reaction: Some(reaction.into_iter().collect()),
        };
        self.ask(&request).await?;
        Ok(Receipt::Nothing)
    }

    async fn create_topic(
        &self,
        chat: ChatId,
        (name, (color, emoji)): (&str, (Option<u32>, Option<&str>)),
        once: Once,
    ) -> Made {
        let request = tl::functions::messages::CreateForumTopic {
            title_missing: false,
            peer: self.peer(chat)?,
            title: name.to_owned(),
            icon_color: color.and_then(|color| i32::try_from(color).ok()),
            icon_emoji_id: emoji.and_then(|id| id.parse().ok()),
            random_id: random_id(once, 0),
            send_as: None,
        };
        let answer = self.ask(&request).await?;
        let made = made(&answer, &[request.random_id]).pop();
        made.map(|topic| Receipt::Topic(ThreadId(topic.0)))
            .ok_or(Stopped::By(Trouble::Lost))
    }

    async fn edit_topic(
        &self,
        (chat, thread): (ChatId, ThreadId),
        change: impl FnOnce(&mut EditTopic),
    ) -> Made {
        let mut request = EditTopic {
            peer: self.peer(chat)?,
            topic_id: number(thread.0)?,
            title: None,
            icon_emoji_id: None,
            closed: None,
            hidden: None,
        };
        change(&mut request);
        self.ask(&request).await?;
        Ok(Receipt::Nothing)
    }

    async fn leave(&self, chat: ChatId) -> Made {
        match self.channel(chat) {
            Some(channel) => {
                self.ask(&tl::functions::channels::LeaveChannel { channel })
                    .await?;
            }
            None => {
                let request = tl::functions::messages::DeleteChatUser {
                    revoke_history: false,
                    chat_id: -chat.0,
                    user_id: tl::enums::InputUser::UserSelf,
                };
                self.ask(&request).await?;
            }
        }
        Ok(Receipt::Nothing)
    }

    fn peer(&self, chat: ChatId) -> Result<tl::enums::InputPeer, Stopped> {
        input_peer(&self.session, chat).ok_or(Stopped::Before(Refusal::ChatMissing))
    }

    fn channel(&self, chat: ChatId) -> Option<tl::enums::InputChannel> {
        input_channel(&self.session, PeerId::from_bot_api_dialog_id(chat.0)?)
    }
}

type EditTopic = tl::functions::messages::EditForumTopic;

/// What a message answers, and the topic it is in: that of a message that answers none is its topic's first message.
fn reply_to(thread: Option<ThreadId>, reply: Option<&ReplyTo>) -> Option<tl::enums::InputReplyTo> {
    let root = thread.and_then(|thread| i32::try_from(thread.0).ok());
    let to = reply.and_then(|reply| i32::try_from(reply.message.0).ok());
    let quote = reply.and_then(|reply| reply.quote.as_ref());
    let hangs = tl::types::InputReplyToMessage {
        reply_to_msg_id: to.or(root)?,
        top_msg_id: root.filter(|_| to.is_some()),
        reply_to_peer_id: None,
        quote_text: quote.map(|quote| quote.text.text.clone()),
        quote_entities: None,
        quote_offset: quote.and_then(|quote| i32::try_from(quote.position).ok()),
        monoforum_peer_id: None,
        todo_item_id: None,
        poll_option: None,
    };
    Some(hangs.into())
}

/// Telegram's own width of a number.
fn number(id: i64) -> Result<i32, Stopped> {
    i32::try_from(id).map_err(|_| Stopped::Before(Refusal::SourceMissing))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: the same call has the same numbers, and no other call has them; none is 0, which would mean that there is none.
    #[test]
    fn numbers_follow_from_the_call() {
        let mut seen = std::collections::HashSet::new();
        for once in 0..2_000 {
            for nth in 0..3 {
                let id = random_id(Once(once), nth);
                assert_eq!(id, random_id(Once(once), nth));
                assert!(id != 0 && seen.insert(id), "{once} {nth}");
            }
        }
    }
}
