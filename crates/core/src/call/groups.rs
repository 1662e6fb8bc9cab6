//! Calls about groups themselves: what the bot reads in one, leaving.

use relevo_telegram::{Call, Membership, Method, Outcome, Receipt};

use super::Next;
use super::next::made_by_us;
use super::standing::Ended;
use crate::{Change, Delivery, Job, Notice, Sight, State, Topic};

/// The call that finds out what a question does not know yet; `None`: it can be asked.
pub(super) fn finds_out(asked: &Ended<'_>) -> Option<Next> {
    let Job::Notice {
        notice: Notice::GroupAsked { sight, .. },
        ..
    } = &asked.delivery.job
    else {
        return None;
    };
    let chat = asked.facts.conversation?.chat;
    let call = match sight {
        Sight::Unknown => Call::GetMember(chat, asked.facts.connection.bot_user()),
        Sight::ByPrivacy => Call::GetMe,
        Sight::All | Sight::Addressed => return None,
    };
    Some(made_by_us(asked, call))
}

/// What has been found out. What Telegram refuses to say is taken for the less.
pub(super) fn found_out(
    ended: &Ended<'_>,
    (method, outcome): (Method, &Outcome),
) -> Option<Change> {
    let Job::Notice {
        notice: Notice::GroupAsked { title, .. },
        about,
        buttons,
    } = &ended.delivery.job
    else {
        return None;
    };
    let sight = match (method, outcome) {
        (_, Outcome::Wait(_) | Outcome::NotSent | Outcome::Unknown) => return None,
        (Method::GetMember, Outcome::Done(Receipt::Member(place))) => match place {
            Membership::Owner | Membership::Administrator { .. } => Sight::All,
            _ => Sight::ByPrivacy,
        },
        (Method::GetMember, _) => Sight::ByPrivacy,
        (
            Method::GetMe,
            Outcome::Done(Receipt::Me {
                reads_all: true, ..
            }),
        ) => Sight::All,
        (Method::GetMe, _) => Sight::Addressed,
        _ => return None,
    };
    let notice = Notice::GroupAsked {
        title: title.clone(),
        sight,
    };
    Some(Change::Replace(Delivery {
        job: Job::Notice {
            notice,
            about: *about,
            buttons: buttons.clone(),
        },
        state: State::Waiting {
            due_ms: ended.now_ms,
        },
        ..ended.delivery.clone()
    }))
}

/// The call that leaves the conversation's chat.
pub(super) fn leave(asked: &Ended<'_>) -> Next {
    match asked.facts.conversation {
        // A topic is for those who are served: what is served is not left.
        Some(known) if known.topic == Topic::None => made_by_us(asked, Call::LeaveChat(known.chat)),
        _ => Next::Settle(vec![asked.removed()]),
    }
}
