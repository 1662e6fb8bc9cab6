//! The table of methods: one file for each family.
//!
//! What is not in it is refused by name. A parameter that would change the outcome in a way that is not simulated is refused too.

mod change;
mod config;
mod dialogs;
mod forward;
mod groups;
mod history;
mod invites;
mod manage;
mod media;
mod participants;
mod send;
mod settle;
mod topics;
mod typing;
mod updates;
mod users;

use grammers_tl_types::{Identifiable, functions as f};

use super::login::{bot, code, log_out, password, token};
use super::rpc::{Answer, Call, Refusal, run};
use super::uploads;

/// Carries out the request with this constructor; `body` is what follows it.
pub(super) fn call(call: &mut Call<'_>, constructor: u32, body: &[u8]) -> Answer<Vec<u8>> {
    if let Some(answer) = open_to_all(call, constructor, body) {
        return answer;
    }
    if call.me == 0 {
        return Err(Refusal::new(401, "AUTH_KEY_UNREGISTERED"));
    }
    if FOR_PEOPLE.contains(&constructor) && call.world.bot(call.me).is_some() {
        return Err(Refusal::bad("BOT_METHOD_INVALID"));
    }
    let answer = own(call, constructor, body);
    answer.unwrap_or_else(|| {
        let name = grammers_tl_types::name_for_id(constructor);
        tracing::warn!(method = name, "a method that is not simulated");
        Err(Refusal::not_simulated(name))
    })
}

/// What bots are refused.
const FOR_PEOPLE: [u32; 12] = [
    f::messages::GetDialogs::CONSTRUCTOR_ID,
    f::messages::GetPeerDialogs::CONSTRUCTOR_ID,
    f::messages::GetPinnedDialogs::CONSTRUCTOR_ID,
    f::messages::GetHistory::CONSTRUCTOR_ID,
    f::messages::GetReplies::CONSTRUCTOR_ID,
    f::messages::Search::CONSTRUCTOR_ID,
    f::messages::CreateChat::CONSTRUCTOR_ID,
    f::messages::ImportChatInvite::CONSTRUCTOR_ID,
    f::channels::CreateChannel::CONSTRUCTOR_ID,
    f::channels::JoinChannel::CONSTRUCTOR_ID,
    f::channels::InviteToChannel::CONSTRUCTOR_ID,
    f::auth::AcceptLoginToken::CONSTRUCTOR_ID,
];

macro_rules! table {
    ($call:ident, $constructor:ident, $body:ident; $($method:path => $carry_out:path,)*) => {
        match $constructor {
            $(<$method>::CONSTRUCTOR_ID => Some(run::<$method>($call, $body, $carry_out)),)*
            _ => None,
        }
    };
}

/// What a client may ask before anybody is logged in.
fn open_to_all(call: &mut Call<'_>, constructor: u32, body: &[u8]) -> Option<Answer<Vec<u8>>> {
    table! { call, constructor, body;
        f::help::GetConfig => config::get_config,
        f::help::GetNearestDc => config::get_nearest_dc,
        f::auth::SendCode => code::send_code,
        f::auth::ResendCode => code::resend_code,
        f::auth::CancelCode => code::cancel_code,
        f::auth::SignIn => code::sign_in,
        f::auth::ExportLoginToken => token::export,
        f::auth::ImportBotAuthorization => bot::import,
        f::account::GetPassword => password::get_password,
        f::auth::CheckPassword => password::check_password,
    }
}

/// What an account may do.
fn own(call: &mut Call<'_>, constructor: u32, body: &[u8]) -> Option<Answer<Vec<u8>>> {
    table! { call, constructor, body;
        f::auth::AcceptLoginToken => token::accept,
        f::auth::LogOut => log_out,
        f::account::UpdateStatus => config::update_status,
        f::users::GetUsers => users::get_users,
        f::contacts::ResolveUsername => users::resolve_username,
        f::updates::GetState => updates::get_state,
        f::updates::GetDifference => updates::get_difference,
        f::updates::GetChannelDifference => updates::get_channel_difference,
        f::messages::GetDialogs => dialogs::get_dialogs,
        f::messages::GetPeerDialogs => dialogs::get_peer_dialogs,
        f::messages::GetPinnedDialogs => dialogs::get_pinned_dialogs,
        f::messages::GetHistory => history::get_history,
        f::messages::GetReplies => history::get_replies,
        f::messages::GetMessages => history::get_messages,
        f::channels::GetMessages => history::get_channel_messages,
        f::messages::Search => history::search,
        f::messages::ForwardMessages => forward::forward_messages,
        f::messages::SetTyping => typing::set_typing,
        f::messages::CreateForumTopic => topics::create,
        f::messages::EditForumTopic => topics::edit,
        f::messages::DeleteTopicHistory => topics::delete,
        f::messages::GetForumTopics => topics::list,
        f::messages::GetForumTopicsById => topics::by_id,
        f::channels::GetChannels => groups::get_channels,
        f::messages::GetChats => groups::get_chats,
        f::messages::CreateChat => groups::create_chat,
        f::channels::CreateChannel => groups::create_channel,
        f::channels::InviteToChannel => groups::invite_to_channel,
        f::messages::AddChatUser => groups::add_chat_user,
        f::messages::DeleteChatUser => groups::delete_chat_user,
        f::channels::LeaveChannel => groups::leave_channel,
        f::channels::JoinChannel => groups::join_channel,
        f::channels::ToggleForum => groups::toggle_forum,
        f::messages::ExportChatInvite => invites::export,
        f::messages::CheckChatInvite => invites::check,
        f::messages::ImportChatInvite => invites::import,
        f::channels::EditTitle => manage::edit_title,
        f::messages::EditChatTitle => manage::edit_chat_title,
        f::messages::UpdatePinnedMessage => manage::pin,
        f::channels::EditAdmin => manage::edit_admin,
        f::channels::GetFullChannel => manage::full_channel,
        f::channels::GetParticipants => participants::list,
        f::channels::GetParticipant => participants::one,
        f::messages::GetFullChat => participants::full_chat,
        f::messages::SendMedia => media::send_media,
        f::messages::SendMultiMedia => media::send_album,
        f::messages::UploadMedia => media::upload_media,
        f::upload::SaveFilePart => uploads::save_part,
        f::upload::SaveBigFilePart => uploads::save_big_part,
        f::upload::GetFile => media::get_file,
        f::messages::EditMessage => change::edit_message,
        f::messages::DeleteMessages => change::delete_messages,
        f::channels::DeleteMessages => change::delete_channel_messages,
        f::messages::SendReaction => change::send_reaction,
        f::messages::ReadHistory => change::read_history,
        f::channels::ReadHistory => change::read_channel_history,
        f::messages::ReadDiscussion => change::read_discussion,
        f::messages::SendMessage => send::send_message,
    }
}
