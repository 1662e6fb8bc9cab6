//! Calls about groups themselves: what the bot reads in one, titles of topics, leaving.

use relevo_telegram::{Call, Membership, Method, Outcome, Receipt};

use super::Next;
use super::next::made_by_us;
use super::standing::Ended;
use crate::{Change, Conversation, Delivery, Job, Notice, Sight, State, Title, Topic, topic_title};

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
        Sight::Unknown => Call::GetMember(chat, asked.facts.connection.user),
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

/// The call that gives the topic its title. First it is noted which names it says, so that a change meanwhile is not missed.
pub(super) fn rename(asked: &Ended<'_>, said: Option<i64>) -> Next {
    let known = asked.facts.conversation;
    let open = known.and_then(|known| Some((known, known.topic.thread()?)));
    let Some((known, thread)) = open.filter(|(known, _)| known.title == Title::Due) else {
        return Next::Settle(settled(asked));
    };
    if said != Some(known.card_digest) {
        return Next::Settle(vec![Change::Replace(Delivery {
            job: Job::Rename {
                said: Some(known.card_digest),
            },
            state: State::Waiting {
                due_ms: asked.now_ms,
            },
            ..asked.delivery.clone()
        })]);
    }
    let nameless = crate::Card::default();
    let card = asked.facts.card.unwrap_or(&nameless);
    let call = Call::RenameTopic {
        chat: asked.facts.cell.group,
        thread,
        name: topic_title(card, known, asked.facts.connection, asked.facts.codebook),
    };
    made_by_us(asked, call)
}

/// The title is there, or cannot be had. If the names have changed since, it is due again.
pub(super) fn renamed(ended: &Ended<'_>, said: Option<i64>) -> Vec<Change> {
    let now = ended.facts.conversation.map(|known| known.card_digest);
    if now.is_some() && now != said {
        return vec![ended.waits(ended.now_ms + RENAME_AGAIN_MS, |delivery| {
            delivery.attempts = 0;
        })];
    }
    settled(ended)
}

/// How long after a change of title the next may be made: many changes of names are one.
const RENAME_AGAIN_MS: i64 = 30_000;

fn settled(ended: &Ended<'_>) -> Vec<Change> {
    let due = ended
        .facts
        .conversation
        .filter(|known| known.title == Title::Due);
    let ours = due.map(|known| {
        Change::UpdateConversation(Conversation {
            title: Title::Ours,
            ..known.clone()
        })
    });
    ours.into_iter().chain([ended.removed()]).collect()
}

/// The call that leaves the conversation's chat.
pub(super) fn leave(asked: &Ended<'_>) -> Next {
    match asked.facts.conversation {
        // A topic is for those who are served: what is served is not left.
        Some(known) if known.topic == Topic::None => made_by_us(asked, Call::LeaveChat(known.chat)),
        _ => Next::Settle(vec![asked.removed()]),
    }
}
