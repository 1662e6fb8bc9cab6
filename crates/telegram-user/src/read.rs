//! One update of an account, from TL into the desk's words. Kinds and contents that the desk does not act on keep their name.
//!
//! A raw update is a `updates` constructor with one update in it and whom it is about, so that each can be read on its own. Neighbours:
//! `read::message`, `read::content`, `read::party`, `read::text`.

mod content;
mod message;
mod party;
mod text;

use std::collections::HashSet;

use grammers_session::types::{PeerId, PeerInfo};
use grammers_tl_types as tl;
use relevo_telegram::{ChatId, MessageId, UpdateKind};

use message::message;
pub(crate) use party::Parties;

/// Where so few are told of, each update names them all.
const FEW: usize = 8;

/// Whom a batch is about.
pub(crate) struct Peers {
    users: Vec<tl::enums::User>,
    chats: Vec<tl::enums::Chat>,
}

impl Peers {
    pub(crate) fn of(users: Vec<tl::enums::User>, chats: Vec<tl::enums::Chat>) -> Peers {
        Peers { users, chats }
    }

    /// One update with those of them that it names.
    pub(crate) fn around(&self, update: tl::enums::Update) -> tl::enums::Updates {
        let named = match self.users.len() + self.chats.len() {
            ..=FEW => None,
            _ => message::named(&update),
        };
        let is_named = |peer: PeerInfo| {
            let named = named.as_ref();
            named.is_none_or(|named: &HashSet<PeerId>| named.contains(&peer.id()))
        };
        let users = self.users.iter().filter(|user| is_named((*user).into()));
        let chats = self.chats.iter().filter(|chat| is_named((*chat).into()));
        tl::types::Updates {
            users: users.cloned().collect(),
            chats: chats.cloned().collect(),
            updates: vec![update],
            date: 0,
            seq: 0,
        }
        .into()
    }
}

/// What an update tells; none: it is none.
pub(crate) fn update(told: tl::enums::Updates) -> Option<UpdateKind> {
    use tl::enums::Update;
    let tl::enums::Updates::Updates(told) = told else {
        return None;
    };
    let update = told.updates.into_iter().next()?;
    let parties = Parties::of(&told.users, &told.chats);
    Some(match update {
        Update::NewMessage(new) => new_message(&parties, new.message),
        Update::NewChannelMessage(new) => new_message(&parties, new.message),
        Update::EditMessage(edit) => edited(&parties, edit.message),
        Update::EditChannelMessage(edit) => edited(&parties, edit.message),
        Update::DeleteMessages(gone) => UpdateKind::Deleted {
            chat: None,
            messages: ids(&gone.messages),
        },
        Update::DeleteChannelMessages(gone) => UpdateKind::Deleted {
            chat: Some(channel(gone.channel_id)),
            messages: ids(&gone.messages),
        },
        other => UpdateKind::Other(name_of(&other)),
    })
}

fn new_message(parties: &Parties<'_>, new: tl::enums::Message) -> UpdateKind {
    match message(parties, new) {
        Some(message) => UpdateKind::Message(message),
        None => UpdateKind::Other("messageEmpty".into()),
    }
}

fn edited(parties: &Parties<'_>, edit: tl::enums::Message) -> UpdateKind {
    match message(parties, edit) {
        Some(message) => UpdateKind::Edited(message),
        None => UpdateKind::Other("messageEmpty".into()),
    }
}

fn ids(messages: &[i32]) -> Vec<MessageId> {
    messages.iter().map(|id| MessageId((*id).into())).collect()
}

fn channel(id: i64) -> ChatId {
    ChatId(PeerId::channel_unchecked(id).bot_api_dialog_id_unchecked())
}

/// TL's name of an update that is not read.
fn name_of(update: &tl::enums::Update) -> String {
    use tl::Serializable as _;
    let bytes = update.to_bytes();
    let id = bytes.first_chunk::<4>().map(|id| u32::from_le_bytes(*id));
    id.map(tl::name_for_id).unwrap_or_default().to_owned()
}
