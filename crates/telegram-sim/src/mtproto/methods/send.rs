//! Words. A number that the client drew is spent once: sent again, it gives what was sent before.

use grammers_tl_types as tl;

use crate::control::{Say, SayContent};
use crate::mtproto::rpc::{Answer, Call, Refusal};
use crate::world::message::{MessageKey, Place};

/// Where something is to be sent, and how it hangs there.
pub(super) struct Target {
    pub(super) chat: i64,
    thread: Option<i64>,
    reply_to: Option<i64>,
    reply_chat: Option<i64>,
    quote: Option<String>,
}

/// `messages.sendMessage`.
pub(super) fn send_message(
    call: &mut Call<'_>,
    request: &tl::functions::messages::SendMessage,
) -> Answer<tl::enums::Updates> {
    refuse_options(&[
        ("schedule_date", request.schedule_date.is_some()),
        ("send_as", request.send_as.is_some()),
        (
            "quick_reply_shortcut",
            request.quick_reply_shortcut.is_some(),
        ),
        ("effect", request.effect.is_some()),
        ("suggested_post", request.suggested_post.is_some()),
        ("rich_message", request.rich_message.is_some()),
        ("reply_markup", request.reply_markup.is_some()),
    ])?;
    let target = call.target(&request.peer, request.reply_to.as_ref(), None)?;
    if let Some(sent) = call.sent_under(target.chat, &[request.random_id]) {
        return Ok(call.sent_before(&sent));
    }
    let content = SayContent::Text {
        text: request.message.clone(),
        entities: call.entities(request.entities.as_ref())?,
    };
    let say = Say {
        protect: request.noforwards,
        ..Say::new(content)
    };
    let key = call.say(&target, say, request.random_id)?;
    Ok(call.settle_sent(&[(request.random_id, key)]))
}

/// Refuses parameters that would change what happens.
pub(super) fn refuse_options(options: &[(&str, bool)]) -> Answer<()> {
    match options.iter().find(|(_, given)| *given) {
        Some((name, _)) => Err(Refusal::not_simulated(name)),
        None => Ok(()),
    }
}

impl Call<'_> {
    /// Where a request wants something sent. In a forum the root of a topic, answered, stands for the topic.
    pub(super) fn target(
        &self,
        peer: &tl::enums::InputPeer,
        reply: Option<&tl::enums::InputReplyTo>,
        top: Option<i32>,
    ) -> Answer<Target> {
        let chat = self.peer(peer)?;
        if chat == self.me {
            return Err(Refusal::not_simulated("Saved Messages"));
        }
        let mut target = Target {
            chat,
            thread: None,
            reply_to: None,
            reply_chat: None,
            quote: None,
        };
        let mut top = top.map(i64::from);
        match reply {
            None => {}
            Some(tl::enums::InputReplyTo::Message(reply)) => {
                refuse_options(&[
                    ("monoforum_peer_id", reply.monoforum_peer_id.is_some()),
                    ("todo_item_id", reply.todo_item_id.is_some()),
                    ("poll_option", reply.poll_option.is_some()),
                ])?;
                top = reply.top_msg_id.map(i64::from).or(top);
                target.reply_to = Some(i64::from(reply.reply_to_msg_id)).filter(|id| *id != 0);
                target.quote.clone_from(&reply.quote_text);
                if let Some(from) = &reply.reply_to_peer_id {
                    target.reply_chat = Some(self.peer(from)?).filter(|from| *from != chat);
                }
            }
            Some(_) => return Err(Refusal::not_simulated("answers to stories")),
        }
        if let Some(state) = self.world.chats.get(&chat).filter(|state| state.is_forum) {
            let is_root = |id: &i64| *id == GENERAL || state.topics.contains_key(id);
            if target.reply_chat.is_none()
                && let Some(root) = target.reply_to.filter(is_root)
            {
                top = top.or(Some(root));
                target.reply_to = None;
            }
            target.thread = top.filter(|top| *top != GENERAL);
        }
        Ok(target)
    }

    /// What was sent under these numbers, if all of it was.
    pub(super) fn sent_under(&self, chat: i64, numbers: &[i64]) -> Option<Vec<(i64, MessageKey)>> {
        let sent = numbers.iter().map(|number| {
            let key = self.state.boxes.sent((self.me, chat, *number))?;
            Some((*number, key))
        });
        sent.collect()
    }

    /// Says something under a number that the client drew.
    pub(super) fn say(&mut self, target: &Target, say: Say, drawn: i64) -> Answer<MessageKey> {
        let say = Say {
            thread: target.thread,
            reply_to: target.reply_to,
            reply_chat: target.reply_chat,
            quote: target.quote.clone(),
            ..say
        };
        let id = self.world.say(self.me, target.chat, say)?;
        let place = Place::seen(self.me, target.chat);
        let key = self.world.find(self.me, place, id);
        let key = key.ok_or_else(|| Refusal::new(500, "MSG_LOST"))?;
        self.state
            .boxes
            .note_sent((self.me, target.chat, drawn), key);
        Ok(key)
    }

    /// The message that the account numbers `id` in a chat.
    pub(super) fn message(&self, chat: i64, id: i32) -> Answer<MessageKey> {
        let found = self
            .world
            .find(self.me, Place::seen(self.me, chat), i64::from(id));
        found.ok_or_else(|| Refusal::bad("MESSAGE_ID_INVALID"))
    }
}

/// General's number as a topic.
pub(super) const GENERAL: i64 = 1;
