//! A message: where, who, what it answers and where it comes from.

use std::collections::HashSet;

use grammers_session::types::PeerId;
use grammers_tl_types as tl;
use relevo_telegram::{
    Author, LinkButton, Message, MessageId, Origin, Place, Quote, Reply, ThreadId, UserId,
};

use super::content::{content, service};
use super::party::Parties;
use super::text::text;
use crate::peers::chat_id;

/// The topic General: what stands in it has none.
const GENERAL: i32 = 1;

/// The message; none if Telegram shows none.
pub(crate) fn message(parties: &Parties<'_>, told: tl::enums::Message) -> Option<Message> {
    match told {
        tl::enums::Message::Empty(_) => None,
        tl::enums::Message::Message(told) => Some(ordinary(parties, told)),
        tl::enums::Message::Service(told) => Some(event(parties, told)),
    }
}

fn ordinary(parties: &Parties<'_>, told: tl::types::Message) -> Message {
    let chat = parties.chat(&told.peer_id);
    let (thread, reply) = hangs(told.reply_to.as_ref(), chat.forum);
    let sender = sender(parties, told.out, (&told.peer_id, told.from_id.as_ref()));
    Message {
        place: place(&told.peer_id, told.id),
        thread,
        author: match sender {
            Some(peer) => parties.author(&peer, told.post_author),
            None => Author::Nobody,
        },
        date: told.date.into(),
        // Reactions and views count as edits there; those are not shown as such.
        edit_date: told.edit_date.filter(|_| !told.edit_hide).map(i64::from),
        reply,
        album: told.grouped_id.map(|id| id.to_string()),
        origin: told.fwd_from.as_ref().map(|from| origin(parties, from)),
        buttons: buttons(told.reply_markup.as_ref()),
        no_preview: false,
        protected: told.noforwards,
        via_bot: told.via_bot_id.map(UserId),
        offline: told.offline,
        automatic_forward: told.fwd_from.as_ref().is_some_and(is_automatic),
        forwarded_post: told.fwd_from.as_ref().and_then(post),
        thread_name: None,
        content: content(told.media, text(told.message, told.entities.as_ref())),
        chat,
    }
}

fn event(parties: &Parties<'_>, told: tl::types::MessageService) -> Message {
    let chat = parties.chat(&told.peer_id);
    let (thread, reply) = hangs(told.reply_to.as_ref(), chat.forum);
    // The message by which a topic is made is the topic.
    let makes = matches!(told.action, tl::enums::MessageAction::TopicCreate(_));
    let thread = match makes {
        true => Some(ThreadId(told.id.into())),
        false => thread,
    };
    let sender = sender(parties, told.out, (&told.peer_id, told.from_id.as_ref()));
    let by = sender.as_ref().map(PeerId::from);
    Message {
        place: place(&told.peer_id, told.id),
        thread,
        author: match sender {
            Some(peer) => parties.author(&peer, None),
            None => Author::Nobody,
        },
        date: told.date.into(),
        edit_date: None,
        reply,
        album: None,
        origin: None,
        buttons: Vec::new(),
        no_preview: false,
        protected: false,
        via_bot: None,
        offline: false,
        automatic_forward: false,
        forwarded_post: None,
        thread_name: None,
        content: service(parties, told.action, by),
        chat,
    }
}

fn place(peer: &tl::enums::Peer, id: i32) -> Place {
    Place {
        chat: chat_id(peer),
        message: MessageId(id.into()),
    }
}

/// Who wrote. In private chats Telegram leaves it out: it is the other, or the account itself. A post in a channel is the channel's.
fn sender(
    parties: &Parties<'_>,
    is_own: bool,
    (chat, from): (&tl::enums::Peer, Option<&tl::enums::Peer>),
) -> Option<tl::enums::Peer> {
    match (from, chat) {
        (Some(from), _) => Some(from.clone()),
        (None, tl::enums::Peer::User(_)) if is_own => {
            let user_id = parties.own()?;
            Some(tl::types::PeerUser { user_id }.into())
        }
        (None, chat) => Some(chat.clone()),
    }
}

/// The topic it is in, and what it answers there. In a forum a message answers its topic's first message, unless it answers another.
fn hangs(
    told: Option<&tl::enums::MessageReplyHeader>,
    is_forum: bool,
) -> (Option<ThreadId>, Option<Reply>) {
    let Some(tl::enums::MessageReplyHeader::Header(header)) = told else {
        return (None, None);
    };
    let in_topic = is_forum && header.forum_topic;
    let root = header.reply_to_top_id.or(header.reply_to_msg_id);
    let root = root.filter(|root| in_topic && *root != GENERAL);
    let is_external = header.reply_to_peer_id.is_some();
    let answers = header.reply_to_msg_id.filter(|id| {
        let is_root = in_topic && header.reply_to_top_id.is_none() && Some(*id) == root;
        !is_external && !is_root
    });
    let quote = header.quote_text.clone().filter(|_| header.quote);
    let quote = quote.map(|words| Quote {
        text: text(words, header.quote_entities.as_ref()),
        position: header
            .quote_offset
            .and_then(|at| u32::try_from(at).ok())
            .unwrap_or(0),
    });
    let reply = (answers.is_some() || is_external).then(|| Reply {
        to: answers.map(|id| MessageId(id.into())),
        answered: None,
        external: is_external,
        quote,
    });
    (root.map(|root| ThreadId(root.into())), reply)
}

fn origin(parties: &Parties<'_>, told: &tl::enums::MessageFwdHeader) -> Origin {
    let tl::enums::MessageFwdHeader::Header(from) = told;
    match (&from.from_id, &from.from_name) {
        (Some(tl::enums::Peer::User(user)), _) => Origin::User(parties.user(user.user_id)),
        (Some(chat), _) => Origin::Chat(parties.chat(chat)),
        (None, Some(name)) => Origin::Hidden(name.clone()),
        (None, None) => Origin::Untold,
    }
}

/// A channel's post that Telegram itself brought into the discussion group.
fn is_automatic(told: &tl::enums::MessageFwdHeader) -> bool {
    let tl::enums::MessageFwdHeader::Header(from) = told;
    from.channel_post.is_some() && from.saved_from_msg_id.is_some() && from.saved_from_id.is_none()
}

fn post(told: &tl::enums::MessageFwdHeader) -> Option<Place> {
    let tl::enums::MessageFwdHeader::Header(from) = told;
    let channel = from.from_id.as_ref().filter(|_| is_automatic(told))?;
    Some(place(channel, from.channel_post?))
}

fn buttons(told: Option<&tl::enums::ReplyMarkup>) -> Vec<LinkButton> {
    let Some(tl::enums::ReplyMarkup::ReplyInlineMarkup(markup)) = told else {
        return Vec::new();
    };
    let rows = markup.rows.iter().flat_map(|row| {
        let tl::enums::KeyboardInlineButtonRow::Row(row) = row;
        &row.buttons
    });
    rows.map(|button| {
        let tl::enums::KeyboardInlineButton::Button(button) = button;
        LinkButton {
            label: button.text.clone(),
            url: match &button.r#type {
                tl::enums::InlineButtonType::Url(to) => Some(to.url.clone()),
                _ => None,
            },
        }
    })
    .collect()
}

/// Whom an update names; none where it cannot be told: then it is about everybody.
pub(crate) fn named(update: &tl::enums::Update) -> Option<HashSet<PeerId>> {
    use tl::enums::{Message as Told, Update};
    let message = match update {
        Update::NewMessage(new) => &new.message,
        Update::NewChannelMessage(new) => &new.message,
        Update::EditMessage(edit) => &edit.message,
        Update::EditChannelMessage(edit) => &edit.message,
        _ => return None,
    };
    // Service messages name people in many ways; there are few of them.
    let Told::Message(message) = message else {
        return None;
    };
    let mut named: HashSet<PeerId> = HashSet::from([PeerId::from(&message.peer_id)]);
    named.extend(message.from_id.as_ref().map(PeerId::from));
    named.extend(message.via_bot_id.and_then(PeerId::user));
    // Those whom the own messages of private chats do not name.
    if message.out {
        return None;
    }
    if let Some(tl::enums::MessageFwdHeader::Header(from)) = &message.fwd_from {
        named.extend(from.from_id.as_ref().map(PeerId::from));
        named.extend(from.saved_from_peer.as_ref().map(PeerId::from));
    }
    Some(named)
}
