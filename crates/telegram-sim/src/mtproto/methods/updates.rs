//! State and differences. What somebody missed is `boxes`'.

use grammers_tl_types as tl;

use crate::mtproto::boxes::Missed;
use crate::mtproto::rpc::{Answer, Call};
use crate::mtproto::tell::int;

/// `updates.getState`.
pub(super) fn get_state(
    call: &mut Call<'_>,
    _: &tl::functions::updates::GetState,
) -> Answer<tl::enums::updates::State> {
    Ok(call.state.boxes.state_at(call.world, call.me, None))
}

/// `updates.getDifference`.
pub(super) fn get_difference(
    call: &mut Call<'_>,
    request: &tl::functions::updates::GetDifference,
) -> Answer<tl::enums::updates::Difference> {
    let boxes = &call.state.boxes;
    let since = (request.pts, request.date);
    Ok(match boxes.missed(call.world, call.me, since) {
        Missed::Nothing => tl::types::updates::DifferenceEmpty {
            date: int(call.world.now_s()),
            seq: boxes.state(call.me).1,
        }
        .into(),
        Missed::TooLong => tl::types::updates::DifferenceTooLong {
            pts: boxes.state(call.me).0,
        }
        .into(),
        Missed::Some { written, pts, more } => {
            let state = boxes.state_at(call.world, call.me, Some(pts));
            let chats = written.cast.chats(call.world);
            let users = written.cast.users(call.world);
            if more {
                tl::types::updates::DifferenceSlice {
                    new_messages: written.messages,
                    new_encrypted_messages: Vec::new(),
                    other_updates: written.updates,
                    chats,
                    users,
                    intermediate_state: state,
                }
                .into()
            } else {
                tl::types::updates::Difference {
                    new_messages: written.messages,
                    new_encrypted_messages: Vec::new(),
                    other_updates: written.updates,
                    chats,
                    users,
                    state,
                }
                .into()
            }
        }
    })
}

/// `updates.getChannelDifference`.
pub(super) fn get_channel_difference(
    call: &mut Call<'_>,
    request: &tl::functions::updates::GetChannelDifference,
) -> Answer<tl::enums::updates::ChannelDifference> {
    let chat = call.channel(&request.channel)?;
    call.chat_inside(chat)?;
    let boxes = &call.state.boxes;
    let missed = boxes.missed_in_channel(call.world, (call.me, chat), request.pts, request.limit);
    Ok(match missed {
        Missed::Nothing => tl::types::updates::ChannelDifferenceEmpty {
            r#final: true,
            pts: boxes.channel_pts(chat),
            timeout: None,
        }
        .into(),
        Missed::TooLong => return super::dialogs::channel_anew(call, chat),
        Missed::Some { written, pts, more } => tl::types::updates::ChannelDifference {
            r#final: !more,
            pts,
            timeout: None,
            chats: written.cast.chats(call.world),
            users: written.cast.users(call.world),
            new_messages: written.messages,
            other_updates: written.updates,
        }
        .into(),
    })
}
