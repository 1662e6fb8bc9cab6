//! The card of a conversation: how many members a chat has is looked at first, and what one person alone is to see goes into their own
//! chat with the bot.
//!
//! Neighbours: `crate::info` says what a card holds, `next` and `after` post it in a topic as any words of the desk. What is sent to a
//! person alone is linked to nothing and says nothing about a client, also if that person is one.

use relevo_telegram::{Call, ChatId, ChatKind, Method, Outcome, Receipt, Refusal, Send};

use super::next::{made_by_us, post};
use super::standing::Ended;
use super::status::ANSWER_AGE_MAX_MS;
use super::{Next, refused};
use crate::info::{Audience, Info, InfoCard};
use crate::rights::may_extend;
use crate::{
    Answer, Change, ChatVerdict, Conversation, Delivery, Direction, Fresh, Job, Notice, PauseWhy,
    State, Verdict,
};

/// The step after the count.
const COUNTED: u8 = 1;

/// Beside the lanes: the members are counted, or it is sent to whoever asked.
pub(super) fn next(asked: &Ended<'_>, info: Info) -> Next {
    let Some(conversation) = asked.facts.conversation else {
        return Next::Settle(vec![asked.removed()]);
    };
    let is_late = asked.now_ms - asked.delivery.made_ms >= ANSWER_AGE_MAX_MS;
    let may_not = |by| !may_extend(Some(by), asked.facts.connection);
    let is_refused = match info.audience {
        Audience::Topic => false,
        Audience::Everybody { .. } => is_late,
        // The owner may have thought better of it meanwhile.
        Audience::Alone { by, .. } => is_late || may_not(by),
    };
    if is_refused {
        return Next::Settle(vec![asked.removed()]);
    }
    let counted = asked.delivery.step == COUNTED || conversation.kind == ChatKind::Private;
    match info.audience {
        Audience::Alone { by, .. } if counted => post(asked, ChatId(by.0), None),
        _ => made_by_us(asked, Call::CountMembers(conversation.chat)),
    }
}

/// The call that posts the card.
pub(super) fn card(asked: &Ended<'_>, to: Send, info: Info) -> Option<Call> {
    let facts = asked.facts.info?;
    let (connection, conversation) = (asked.facts.connection, asked.facts.conversation?);
    let of = (conversation, connection);
    let card = InfoCard::of(info, facts.known, of, asked.facts.codebook);
    Some(Call::SendText {
        to,
        text: (facts.tell)(&connection.params, &card),
        no_preview: true,
        buttons: Vec::new(),
    })
}

/// What a call beside the lanes has shown.
pub(super) fn ended(
    ended: &Ended<'_>,
    info: Info,
    (method, outcome): (Method, &Outcome),
    fresh: &mut Fresh,
) -> Vec<Change> {
    match (method, outcome) {
        (_, Outcome::Wait(wait)) => vec![ended.waits_out(*wait)],
        (_, Outcome::NotSent | Outcome::Unknown) => vec![ended.backs_off(|_| ())],
        (_, Outcome::Refused(Refusal::TokenInvalid)) => {
            refused::paused(ended, PauseWhy::Token, fresh)
        }
        (Method::CountMembers, Outcome::Done(Receipt::Count(members))) => {
            counted(ended, info, Some(*members), fresh)
        }
        // What Telegram does not say stays unsaid.
        (Method::CountMembers, _) => counted(ended, info, None, fresh),
        (_, Outcome::Done(_)) => {
            let mut changes = told(ended, info, Answer::InfoSent, fresh);
            changes.extend(shown(ended, info));
            changes
        }
        (_, Outcome::Refused(_)) => {
            let bot = ended.facts.info.map(|facts| facts.known.bot.clone());
            let bot = bot.unwrap_or_default();
            told(ended, info, Answer::InfoNotSent { bot }, fresh)
        }
    }
}

fn counted(ended: &Ended<'_>, info: Info, members: Option<u32>, fresh: &mut Fresh) -> Vec<Change> {
    let job = Job::Info(Info { members, ..info });
    match info.audience {
        Audience::Alone { .. } => vec![Change::Replace(Delivery {
            job,
            step: COUNTED,
            state: State::Waiting {
                due_ms: ended.now_ms,
            },
            ..ended.delivery.clone()
        })],
        Audience::Topic | Audience::Everybody { .. } => {
            vec![
                ended.deliver(Direction::ToTopic, job, fresh),
                ended.removed(),
            ]
        }
    }
}

/// Who sees what is hidden from the others is in the audit log.
fn shown(ended: &Ended<'_>, info: Info) -> Option<Change> {
    let Audience::Alone { by, .. } = info.audience else {
        return None;
    };
    Some(Change::Verdict(ChatVerdict {
        connection: ended.facts.connection.id,
        chat: ended.facts.conversation?.chat,
        verdict: Verdict::Shown,
        by,
        at_ms: ended.now_ms,
    }))
}

/// Everybody sees in the topic that the answer went elsewhere, or why it could not.
fn told(ended: &Ended<'_>, info: Info, said: Answer, fresh: &mut Fresh) -> Vec<Change> {
    let about = info.audience.about().map(|message| message.0);
    vec![
        ended.notice(Notice::Answer(said), (about, Vec::new()), fresh),
        ended.removed(),
    ]
}

/// The card for a topic that was just made, behind what waits for it.
pub(super) fn of_a_new_topic(
    ended: &Ended<'_>,
    conversation: &Conversation,
    fresh: &mut Fresh,
) -> Option<Change> {
    let (direction, job) = Info::of_a_new_topic(conversation, ended.facts.connection)?;
    Some(ended.deliver(direction, job, fresh))
}

/// Whether it is the card of a topic that is gone: the next one gets its own.
pub(super) fn is_of_a_topic(delivery: &Delivery) -> bool {
    let Job::Info(info) = delivery.job else {
        return false;
    };
    info.audience == Audience::Topic
}
