//! People and chats, as an update describes those whom it names.

use std::collections::HashMap;

use grammers_session::types::PeerId;
use grammers_tl_types as tl;
use relevo_telegram::{Author, Chat, ChatId, ChatKind, User, UserId};

/// Whom an update names.
pub(crate) struct Parties<'a> {
    users: HashMap<i64, &'a tl::types::User>,
    chats: HashMap<PeerId, &'a tl::enums::Chat>,
}

impl<'a> Parties<'a> {
    pub(crate) fn of(users: &'a [tl::enums::User], chats: &'a [tl::enums::Chat]) -> Parties<'a> {
        let known = users.iter().filter_map(|user| match user {
            tl::enums::User::User(user) => Some((user.id, user)),
            tl::enums::User::Empty(_) => None,
        });
        let ids = chats.iter().map(|chat| {
            let peer = grammers_session::types::PeerInfo::from(chat);
            (peer.id(), chat)
        });
        Parties {
            users: known.collect(),
            chats: ids.collect(),
        }
    }

    /// A person or bot; of one whom the update does not describe the number alone.
    pub(crate) fn user(&self, id: i64) -> User {
        let known = self.users.get(&id);
        let words = |of: Option<&String>| of.filter(|words| !words.is_empty()).cloned();
        User {
            id: UserId(id),
            bot: known.is_some_and(|user| user.bot),
            first_name: known
                .and_then(|user| user.first_name.clone())
                .unwrap_or_default(),
            last_name: known.and_then(|user| words(user.last_name.as_ref())),
            username: known.and_then(|user| words(user.username.as_ref())),
            language: known.and_then(|user| words(user.lang_code.as_ref())),
        }
    }

    /// A chat.
    pub(crate) fn chat(&self, peer: &tl::enums::Peer) -> Chat {
        use tl::enums::Chat as Told;
        let id = PeerId::from(peer);
        let (kind, title, forum) = match (peer, self.chats.get(&id)) {
            (tl::enums::Peer::User(_), _) => (ChatKind::Private, None, false),
            (_, Some(Told::Chat(chat))) => (ChatKind::Group, Some(&chat.title), false),
            (_, Some(Told::Forbidden(chat))) => (ChatKind::Group, Some(&chat.title), false),
            (_, Some(Told::Channel(chat))) => (
                kind_of(chat.broadcast && !chat.megagroup),
                Some(&chat.title),
                chat.forum,
            ),
            (_, Some(Told::ChannelForbidden(chat))) => (
                kind_of(chat.broadcast && !chat.megagroup),
                Some(&chat.title),
                false,
            ),
            (tl::enums::Peer::Chat(_), _) => (ChatKind::Group, None, false),
            (tl::enums::Peer::Channel(_), _) => (ChatKind::Other, None, false),
        };
        Chat {
            id: ChatId(id.bot_api_dialog_id_unchecked()),
            kind,
            title: title.cloned(),
            forum,
        }
    }

    /// Who wrote: a person, or a chat that speaks.
    pub(crate) fn author(&self, peer: &tl::enums::Peer, signature: Option<String>) -> Author {
        match peer {
            tl::enums::Peer::User(user) => Author::User(self.user(user.user_id)),
            chat => Author::Chat {
                chat: self.chat(chat),
                signature,
            },
        }
    }

    /// The account itself, if the update names it.
    pub(crate) fn own(&self) -> Option<i64> {
        let mut users = self.users.values();
        users.find(|user| user.is_self).map(|user| user.id)
    }
}

fn kind_of(is_broadcast: bool) -> ChatKind {
    match is_broadcast {
        true => ChatKind::Channel,
        false => ChatKind::Supergroup,
    }
}
