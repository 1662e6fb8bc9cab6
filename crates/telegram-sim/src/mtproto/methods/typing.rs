//! Typing: shown to others for a moment, kept by nobody.

use grammers_tl_types::{self as tl, Serializable};

use crate::mtproto::peers::{bare, peer};
use crate::mtproto::rpc::{Answer, Call};
use crate::mtproto::tell::{Cast, int};
use crate::world::ChatKind;

/// `messages.setTyping`. The others' programs are told; there is no `pts` to it, and no difference.
pub(super) fn set_typing(
    call: &mut Call<'_>,
    request: &tl::functions::messages::SetTyping,
) -> Answer<bool> {
    let chat = call.peer(&request.peer)?;
    call.readable(chat)?;
    let (me, top_msg_id) = (call.me, request.top_msg_id);
    let action = request.action.clone();
    let kind = call.world.chats.get(&chat).map(|state| state.kind);
    let update: tl::enums::Update = match kind {
        None => tl::types::UpdateUserTyping {
            user_id: me,
            top_msg_id,
            action,
        }
        .into(),
        Some(ChatKind::Group) => tl::types::UpdateChatUserTyping {
            chat_id: bare(chat),
            from_id: peer(me),
            action,
        }
        .into(),
        Some(_) => tl::types::UpdateChannelUserTyping {
            channel_id: bare(chat),
            top_msg_id,
            from_id: peer(me),
            action,
        }
        .into(),
    };
    let others: Vec<i64> = match call.world.chats.get(&chat) {
        None => vec![chat],
        Some(state) => {
            let inside = state
                .members
                .iter()
                .filter(|(_, member)| member.standing.inside());
            inside.map(|(id, _)| *id).filter(|id| *id != me).collect()
        }
    };
    for other in others {
        let mut cast = Cast::new(other);
        cast.name(me);
        if chat < 0 {
            cast.name(chat);
        }
        let updates = tl::types::Updates {
            updates: vec![update.clone()],
            users: cast.users(call.world),
            chats: cast.chats(call.world),
            date: int(call.world.now_s()),
            seq: 0,
        };
        let bytes = tl::enums::Updates::Updates(updates).to_bytes();
        call.state.push(other, &bytes, None, call.faults);
    }
    Ok(true)
}
