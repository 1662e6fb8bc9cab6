//! Whom and what a client means: peers in TL against the world's numbers, and access hashes.
//!
//! An access hash belongs to one account, as in Telegram: it is derived from both sides and the right one must be given.
//! Basic groups have none.

use grammers_tl_types as tl;

use super::rpc::{Answer, Call, Refusal};
use crate::world::ChatKind;
use crate::world::chat::Chat;

/// Supergroups and channels are this far below zero in the Bot API.
const CHANNELS: i64 = -1_000_000_000_000;

/// `Peer` of what the Bot API calls `chat_id`.
pub(super) fn peer(chat_id: i64) -> tl::enums::Peer {
    match chat_id {
        0.. => tl::types::PeerUser { user_id: chat_id }.into(),
        _ if chat_id <= CHANNELS => {
            let channel_id = bare(chat_id);
            tl::types::PeerChannel { channel_id }.into()
        }
        _ => tl::types::PeerChat { chat_id: -chat_id }.into(),
    }
}

/// The number inside a peer.
pub(super) fn bare(chat_id: i64) -> i64 {
    match chat_id {
        0.. => chat_id,
        _ if chat_id <= CHANNELS => CHANNELS - chat_id,
        _ => -chat_id,
    }
}

/// What the Bot API calls a channel.
pub(super) fn channel(channel_id: i64) -> i64 {
    CHANNELS.saturating_sub(channel_id)
}

/// The hash by which `viewer` may name `id`, as the Bot API calls it.
pub(super) fn access_hash(viewer: i64, id: i64) -> i64 {
    let mut z = viewer
        .wrapping_mul(0x1357_9bdf_2468_ace1)
        .wrapping_add(id)
        .cast_unsigned();
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)).cast_signed() | 1
}

impl Call<'_> {
    /// What the client means, as the Bot API calls it.
    pub(super) fn peer(&self, input: &tl::enums::InputPeer) -> Answer<i64> {
        let invalid = || Refusal::bad("PEER_ID_INVALID");
        match input {
            tl::enums::InputPeer::PeerSelf => Ok(self.me),
            tl::enums::InputPeer::User(user) => self.known_user(user.user_id, user.access_hash),
            tl::enums::InputPeer::Channel(channel) => {
                self.known_channel(channel.channel_id, channel.access_hash)
            }
            tl::enums::InputPeer::Chat(chat) => self.known_group(chat.chat_id),
            tl::enums::InputPeer::Empty => Err(invalid()),
            tl::enums::InputPeer::UserFromMessage(_)
            | tl::enums::InputPeer::ChannelFromMessage(_) => {
                Err(Refusal::not_simulated("peers named by a message"))
            }
        }
    }

    pub(super) fn user(&self, input: &tl::enums::InputUser) -> Answer<i64> {
        match input {
            tl::enums::InputUser::UserSelf => Ok(self.me),
            tl::enums::InputUser::User(user) => self.known_user(user.user_id, user.access_hash),
            tl::enums::InputUser::Empty => Err(Refusal::bad("USER_ID_INVALID")),
            tl::enums::InputUser::FromMessage(_) => {
                Err(Refusal::not_simulated("peers named by a message"))
            }
        }
    }

    pub(super) fn channel(&self, input: &tl::enums::InputChannel) -> Answer<i64> {
        match input {
            tl::enums::InputChannel::Channel(channel) => {
                self.known_channel(channel.channel_id, channel.access_hash)
            }
            tl::enums::InputChannel::Empty => Err(Refusal::bad("CHANNEL_INVALID")),
            tl::enums::InputChannel::FromMessage(_) => {
                Err(Refusal::not_simulated("peers named by a message"))
            }
        }
    }

    fn known_user(&self, id: i64, hash: i64) -> Answer<i64> {
        let known = id > 0 && self.world.account(id).is_some();
        match known && hash == access_hash(self.me, id) {
            true => Ok(id),
            false => Err(Refusal::bad("PEER_ID_INVALID")),
        }
    }

    fn known_channel(&self, id: i64, hash: i64) -> Answer<i64> {
        let chat = channel(id);
        let state = self.world.chats.get(&chat);
        let is_one = state.is_some_and(|state| state.kind != ChatKind::Group && !state.deleted);
        if !is_one || hash != access_hash(self.me, chat) {
            return Err(Refusal::bad("CHANNEL_INVALID"));
        }
        Ok(chat)
    }

    /// A basic group in which the account is or was.
    pub(super) fn known_group(&self, id: i64) -> Answer<i64> {
        let state = self.world.chats.get(&id.saturating_neg());
        let known = state.is_some_and(|state| {
            state.kind == ChatKind::Group && state.members.contains_key(&self.me)
        });
        match known {
            true => Ok(-id),
            false => Err(Refusal::bad("CHAT_ID_INVALID")),
        }
    }

    /// The state of a chat of many, into which the account may look.
    pub(super) fn chat_inside(&self, id: i64) -> Answer<&Chat> {
        let chat = self.world.chats.get(&id);
        let chat = chat.ok_or_else(|| Refusal::bad("CHAT_ID_INVALID"))?;
        let open = chat.username.is_some() && chat.kind != ChatKind::Group;
        match chat.standing(self.me).inside() || open {
            true => Ok(chat),
            false => Err(Refusal::new(
                400,
                if chat.kind == ChatKind::Group {
                    "CHAT_ID_INVALID"
                } else {
                    "CHANNEL_PRIVATE"
                },
            )),
        }
    }

    /// Refuses a place that the account cannot read.
    pub(super) fn readable(&self, id: i64) -> Answer<()> {
        match id {
            0.. => Ok(()),
            _ => self.chat_inside(id).map(|_| ()),
        }
    }
}
