//! Telegram's numbers: the desk's, which are the Bot API's, and MTProto's, which need an access hash.

use grammers_session::types::{PeerAuth, PeerId, PeerInfo};
use grammers_tl_types as tl;
use relevo_telegram::ChatId;

use crate::session::Session;

/// The desk's number of a peer.
pub(crate) fn chat_id(peer: &tl::enums::Peer) -> ChatId {
    ChatId(PeerId::from(peer).bot_api_dialog_id_unchecked())
}

/// How a chat is named in a request; none: the account has never seen it.
pub(crate) fn input_peer(session: &Session, chat: ChatId) -> Option<tl::enums::InputPeer> {
    let id = PeerId::from_bot_api_dialog_id(chat.0)?;
    let bare = id.bare_id()?;
    Some(match session.known(id)? {
        PeerInfo::User {
            is_self: Some(true),
            ..
        } => tl::enums::InputPeer::PeerSelf,
        PeerInfo::User { auth, .. } => tl::types::InputPeerUser {
            user_id: bare,
            access_hash: auth.map(PeerAuth::hash)?,
        }
        .into(),
        PeerInfo::Chat { .. } => tl::types::InputPeerChat { chat_id: bare }.into(),
        PeerInfo::Channel { auth, .. } => tl::types::InputPeerChannel {
            channel_id: bare,
            access_hash: auth.map(PeerAuth::hash)?,
        }
        .into(),
    })
}

/// How a supergroup or channel is named in a request; none: it is no such chat, or the account has never seen it.
pub(crate) fn input_channel(session: &Session, id: PeerId) -> Option<tl::enums::InputChannel> {
    let PeerInfo::Channel { auth, .. } = session.known(id)? else {
        return None;
    };
    Some(
        tl::types::InputChannel {
            channel_id: id.bare_id()?,
            access_hash: auth.map(PeerAuth::hash)?,
        }
        .into(),
    )
}
