//! What calls cost of a chat's budget.

use relevo_telegram::{Call, Method};

use crate::{ALBUM_ITEMS_MAX, Delivery, Job};

/// What a call costs of its chat's budget: posts, edits and topic operations one, each item of an album one, the rest nothing.
pub(super) fn of(call: &Call) -> u32 {
    let count = |items: usize| u32::try_from(items).expect("an album is short");
    match call {
        Call::SendAlbum { items, .. } => return count(items.len()),
        Call::CopyMany { messages, .. } | Call::ForwardMany { messages, .. } => {
            return count(messages.len());
        }
        _ => {}
    }
    units_of_one(call.method())
}

/// What a call may have cost of which only the method is known any more: it was made before a crash.
#[must_use]
pub fn cost_in_the_dark(delivery: &Delivery, method: Method) -> u32 {
    let items = || match &delivery.job {
        Job::Saved(saved) => saved.items(),
        Job::Keep(keep) => keep.messages.len(),
        _ => delivery.causes().count().clamp(1, ALBUM_ITEMS_MAX),
    };
    match method {
        Method::SendAlbum | Method::CopyMany | Method::ForwardMany => {
            u32::try_from(items()).expect("an album is short")
        }
        _ => units_of_one(method),
    }
}

fn units_of_one(method: Method) -> u32 {
    match method {
        Method::GetMe
        | Method::GetChat
        | Method::GetMember
        | Method::CountMembers
        | Method::React
        | Method::LeaveChat
        | Method::CreateInviteLink
        | Method::Delete
        | Method::TopicIcons
        | Method::AnswerPress
        | Method::GetBusiness
        | Method::SetCommands => 0,
        _ => 1,
    }
}
