//! The chats an account is in: whom it knows, and where each supergroup and channel stands.

use grammers_session::types::PeerInfo;
use grammers_tl_types as tl;

use crate::line::{Line, Trouble};

/// How many are asked for at a time (Telegram's largest).
const PAGE: i32 = 100;
/// How many pages at most: far more chats than an account may be in.
const PAGES_MAX: usize = 100;

/// Where supergroups and channels stand, by their bare number. Everybody who is met becomes known to the session.
pub(crate) async fn channels(line: &Line) -> Result<Vec<(i64, i32)>, Trouble> {
    let mut stood = Vec::new();
    let mut from = (0, 0, tl::enums::InputPeer::Empty);
    for _ in 0..PAGES_MAX {
        let (offset_date, offset_id, offset_peer) = from;
        let request = tl::functions::messages::GetDialogs {
            exclude_pinned: false,
            folder_id: None,
            offset_date,
            offset_id,
            offset_peer,
            limit: PAGE,
            hash: 0,
        };
        let Some((dialogs, messages)) = page(line, &request).await? else {
            break;
        };
        stood.extend(dialogs.iter().filter_map(standing));
        let last = dialogs.last().and_then(|last| next(line, last, &messages));
        match last {
            Some(next) => from = next,
            None => break,
        }
    }
    Ok(stood)
}

type Part = (Vec<tl::types::Dialog>, Vec<tl::enums::Message>);

/// Some of them; none: there are no more.
async fn page(
    line: &Line,
    request: &tl::functions::messages::GetDialogs,
) -> Result<Option<Part>, Trouble> {
    use tl::enums::messages::Dialogs;
    let (dialogs, messages, chats, users, is_whole) = match line.ask(request).await? {
        Dialogs::Dialogs(all) => (all.dialogs, all.messages, all.chats, all.users, true),
        Dialogs::Slice(some) => (some.dialogs, some.messages, some.chats, some.users, false),
        Dialogs::NotModified(_) => return Ok(None),
    };
    line.session.learn(users.iter().map(PeerInfo::from));
    line.session.learn(chats.iter().map(PeerInfo::from));
    let known = dialogs.into_iter().filter_map(|dialog| match dialog {
        tl::enums::Dialog::Dialog(dialog) => Some(dialog),
        tl::enums::Dialog::Folder(_) | tl::enums::Dialog::Community(_) => None,
    });
    let known: Vec<_> = known.collect();
    // The last page is told by another name, which is not to be asked for more.
    let messages = if is_whole { Vec::new() } else { messages };
    Ok((!known.is_empty()).then_some((known, messages)))
}

fn standing(dialog: &tl::types::Dialog) -> Option<(i64, i32)> {
    let tl::enums::Peer::Channel(channel) = &dialog.peer else {
        return None;
    };
    Some((channel.channel_id, dialog.pts?))
}

/// Where the next page begins: behind the newest message of the last chat. None: this was the last page.
fn next(
    line: &Line,
    last: &tl::types::Dialog,
    messages: &[tl::enums::Message],
) -> Option<(i32, i32, tl::enums::InputPeer)> {
    let date = messages.iter().find_map(|message| match message {
        tl::enums::Message::Message(one)
            if one.id == last.top_message && one.peer_id == last.peer =>
        {
            Some(one.date)
        }
        tl::enums::Message::Service(one)
            if one.id == last.top_message && one.peer_id == last.peer =>
        {
            Some(one.date)
        }
        _ => None,
    });
    let peer = crate::peers::input_peer(&line.session, crate::peers::chat_id(&last.peer));
    Some((date?, last.top_message, peer?))
}
