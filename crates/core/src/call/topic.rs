//! Calls that let a topic be as it is wanted: its title, open or closed. What is wanted is read when the call is made, so many
//! changes are one call.
//!
//! Neighbour: `decide::wanted` notes what is wanted. Telegram's refusals are cosmetic here: none pauses the group.

use relevo_telegram::{Call, Method, Outcome, Refusal};

use super::next::made_by_us;
use super::standing::Ended;
use super::{Next, TOPIC_ECHO_WAIT_MS};
use crate::decide::WANTED_AFTER_MS;
use crate::{
    Change, Closed, Conversation, Delivery, FactKind, Fresh, Job, Notice, State, Title, Topic,
    Wanted, topic_title,
};

/// The call that gives the topic its title. First it is noted what it says, so that a change meanwhile is not missed.
pub(super) fn rename(asked: &Ended<'_>, said: Option<i64>) -> Next {
    let known = asked.facts.conversation;
    let open = known.and_then(|known| Some((known, known.topic.thread()?)));
    let Some((known, thread)) = open.filter(|(known, _)| known.title == Title::Due) else {
        return Next::Settle(settled(asked));
    };
    let says = known.title_digest();
    if said != Some(says) {
        return Next::Settle(vec![Change::Replace(Delivery {
            job: Job::Rename { said: Some(says) },
            state: State::Waiting {
                due_ms: asked.now_ms,
            },
            ..asked.delivery.clone()
        })]);
    }
    let nameless = crate::Card::default();
    let call = Call::RenameTopic {
        chat: asked.facts.cell.group,
        thread,
        name: topic_title(
            asked.facts.names(&nameless),
            known,
            asked.facts.connection,
            asked.facts.codebook,
        ),
    };
    made_by_us(asked, call)
}

/// The title is there, or cannot be had. If it is to say something else since, it is due again.
pub(super) fn renamed(ended: &Ended<'_>, said: Option<i64>) -> Vec<Change> {
    let now = ended.facts.conversation.map(Conversation::title_digest);
    if now.is_some() && now != said {
        return vec![again(ended)];
    }
    settled(ended)
}

/// The call that opens or closes the topic, if it is not as wanted already.
pub(super) fn open_or_close(asked: &Ended<'_>) -> Next {
    let Some(known) = asked
        .facts
        .conversation
        .filter(|known| !known.is_as_wanted())
    else {
        return Next::Settle(settled(asked));
    };
    let (group, closes) = (asked.facts.cell.group, known.wanted == Wanted::Closed);
    match known.topic {
        // The next one is made open.
        Topic::None => Next::Settle(settled(asked)),
        Topic::Unsure { .. } => {
            let look_ms = asked.now_ms + TOPIC_ECHO_WAIT_MS;
            Next::Settle(vec![asked.waits(look_ms, |_| ())])
        }
        Topic::Open(thread) if closes => made_by_us(asked, Call::CloseTopic(group, thread)),
        Topic::Open(thread) => made_by_us(asked, Call::ReopenTopic(group, thread)),
    }
}

/// What follows from opening or closing, where that differs from other calls.
pub(super) fn ended(
    ended: &Ended<'_>,
    (method, outcome): (Method, &Outcome),
) -> Option<Vec<Change>> {
    let is_new = match outcome {
        Outcome::Done(_) => true,
        // It was so already: by an earlier call of ours whose outcome is unknown, or by a person, whose doing it stays.
        Outcome::Refused(Refusal::NotModified) => ended.delivery.repeat,
        // An error of the server may have come after the deed.
        Outcome::Unknown | Outcome::NotSent => {
            return Some(vec![ended.backs_off(|delivery| delivery.repeat = true)]);
        }
        _ => return None,
    };
    let closed = match method {
        Method::CloseTopic if is_new => Closed::Yes,
        _ => Closed::No,
    };
    let kind = match method {
        Method::CloseTopic => FactKind::TopicClosed,
        _ => FactKind::TopicReopened,
    };
    let fact = is_new.then(|| ended.record(kind));
    let rest = confirmed(ended, closed, method);
    Some(fact.into_iter().chain(rest).collect())
}

/// Telegram confirmed it. If something else is wanted since, that is due in a while.
fn confirmed(ended: &Ended<'_>, closed: Closed, method: Method) -> Vec<Change> {
    let Some(known) = ended.facts.conversation else {
        return vec![ended.removed()];
    };
    let made = match method {
        Method::CloseTopic => Wanted::Closed,
        _ => Wanted::Open,
    };
    let changed = ![made, Wanted::Settled].contains(&known.wanted);
    let now = Conversation {
        closed,
        wanted: if changed {
            known.wanted
        } else {
            Wanted::Settled
        },
        ..known.clone()
    };
    let rest = if changed {
        again(ended)
    } else {
        ended.removed()
    };
    vec![Change::UpdateConversation(now), rest]
}

/// The bot may not do that to the topic. Told in the topic once, as only a person can help.
pub(super) fn not_allowed(ended: &Ended<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let known = ended.facts.conversation;
    let Some(known) = known.filter(|known| known.closed != Closed::Refused) else {
        return settled(ended);
    };
    let told = Conversation {
        closed: Closed::Refused,
        ..known.clone()
    };
    vec![
        Change::UpdateConversation(as_it_is(ended, &told)),
        ended.notice(Notice::TopicRightMissing, (None, Vec::new()), fresh),
        ended.removed(),
    ]
}

/// Nothing more is to be done, or nothing can.
pub(super) fn settled(ended: &Ended<'_>) -> Vec<Change> {
    let known = ended.facts.conversation;
    let now = known.map(|known| as_it_is(ended, known));
    let changed = now
        .filter(|now| Some(now) != known)
        .map(Change::UpdateConversation);
    changed.into_iter().chain([ended.removed()]).collect()
}

/// The conversation without what the delivery was to do.
fn as_it_is(ended: &Ended<'_>, known: &Conversation) -> Conversation {
    let mut now = known.clone();
    match ended.delivery.job {
        Job::OpenOrClose => now.wanted = Wanted::Settled,
        _ if now.title == Title::Due => now.title = Title::Ours,
        _ => {}
    }
    now
}

fn again(ended: &Ended<'_>) -> Change {
    ended.waits(ended.now_ms + WANTED_AFTER_MS, |delivery| {
        delivery.attempts = 0;
        delivery.repeat = false;
    })
}
