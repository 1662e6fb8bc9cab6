//! What follows from a call's outcome?
//!
//! The rule for unknown outcomes is here and nowhere else: to the topic again, with a mark; to a client never without a
//! person's word.

use relevo_telegram::{MessageId, Method, Outcome, Receipt, Refusal};

use super::next::{PRESS_AGE_MAX_MS, TOPIC_ECHO_LOOK_MS, new_topic, source};
use super::standing::Ended;
use super::{
    CallFacts, TOPIC_ECHO_WAIT_MS, albums, backlog, bans, broadcasts, edits, error_text, forum,
    groups, info, invites, keep, panel, reactions, refused, relays, retried, saved, status, topic,
    unsettled,
};
use crate::pausing::told_in_private;
use crate::shifts::ShiftNotice;
use crate::{
    CellState, Change, Conversation, Delivery, Direction, FactKind, FailReason, Fate, Fresh, Job,
    LinkRole, Matter, Notice, PauseWhy, Road, Topic, tells_of_a_pause,
};

/// What follows from a call's outcome? `method` is the call that was claimed. After a crash the outcome is `Unknown`.
#[must_use]
pub fn after_call(
    delivery: &Delivery,
    facts: &CallFacts<'_>,
    (method, outcome): (Method, &Outcome),
    now_ms: i64,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let ended = Ended {
        delivery,
        facts,
        now_ms,
    };
    let mut changes = follows(&ended, (method, outcome), fresh);
    let said = error_text::said(&ended, &changes, fresh);
    changes.extend(said);
    changes
}

fn follows(
    ended: &Ended<'_>,
    (method, outcome): (Method, &Outcome),
    fresh: &mut Fresh,
) -> Vec<Change> {
    let (delivery, facts, now_ms) = (ended.delivery, ended.facts, ended.now_ms);
    if delivery.direction == Direction::Broadcast {
        return broadcasts::ended(ended, (method, outcome), fresh);
    }
    match delivery.job {
        Job::AnswerPress { .. } => return press_answered(ended, outcome),
        Job::Notice { .. } if told_in_private(delivery, facts.connection).is_some() => {
            return owner_told(ended, outcome);
        }
        Job::React => return reactions::ended(ended, outcome),
        Job::Ban(ban) => return bans::ended(ended, ban, outcome, fresh),
        Job::Invite(invite) => return invites::ended(ended, invite, outcome, fresh),
        Job::Info(info) if delivery.direction == Direction::Aside => {
            return info::ended(ended, info, (method, outcome), fresh);
        }
        Job::TellArrived { .. } => return retried::ended(ended, outcome),
        Job::Keep(ref keep) if !forum::is_a_look(delivery, method) => {
            return keep::ended(ended, keep, (method, outcome), fresh);
        }
        Job::Unpanel { panel } if method != Method::GetChat => {
            return panel::taken_away(ended, panel, outcome);
        }
        Job::Panel { panel, said } if method != Method::GetChat => {
            return panel::ended(ended, (panel, said), (method, outcome), fresh);
        }
        Job::OpenOrClose => {
            if let Some(changes) = topic::ended(ended, (method, outcome)) {
                return changes;
            }
        }
        Job::Backlog(ref backlog) if method != Method::GetChat => {
            return backlog::ended(ended, backlog, (method, outcome), fresh);
        }
        Job::Recalled(recall) => {
            return edits::recalled(ended, recall, (method, outcome), fresh);
        }
        Job::Album(ref album) => {
            if let Road::Recalled(recall) = album.road {
                return albums::recalled(ended, (album, recall), outcome, fresh);
            }
        }
        _ => {}
    }
    if forum::is_a_look(delivery, method) {
        return forum::looked(ended, (method, outcome), fresh);
    }
    if let Outcome::Done(Receipt::Misplaced(made)) = outcome {
        return match delivery.direction {
            Direction::ToTopic => forum::misplaced(ended, made, fresh),
            Direction::ToClient | Direction::Broadcast | Direction::Aside => {
                let receipt = match made.as_slice() {
                    [made] => Receipt::Message(*made),
                    made => Receipt::Messages(made.to_vec()),
                };
                done(ended, method, &receipt, fresh)
            }
        };
    }
    if let Some(found) = groups::found_out(ended, (method, outcome)) {
        return vec![found];
    }
    match outcome {
        Outcome::Done(receipt) => done(ended, method, receipt, fresh),
        Outcome::Refused(Refusal::NotModified) => done(ended, method, &Receipt::Nothing, fresh),
        Outcome::Refused(refusal) => refused::refused(ended, method, refusal, fresh),
        Outcome::Wait(wait) => {
            if relays::others_may(ended, method) {
                return vec![ended.waits(now_ms, |_| ())];
            }
            vec![ended.waits_out(*wait)]
        }
        Outcome::NotSent => vec![ended.backs_off(|_| ())],
        Outcome::Unknown => unknown(ended, method, fresh),
    }
}

/// A press is answered at once or not at all.
fn press_answered(ended: &Ended<'_>, outcome: &Outcome) -> Vec<Change> {
    let too_old = ended.now_ms - ended.delivery.made_ms >= PRESS_AGE_MAX_MS;
    match outcome {
        Outcome::Done(_) | Outcome::Refused(_) => vec![ended.removed()],
        _ if too_old => vec![ended.removed()],
        Outcome::Wait(_) | Outcome::NotSent | Outcome::Unknown => vec![ended.backs_off(|_| ())],
    }
}

/// Its owner has been told that the group cannot be written to, or will see it there. Twice would be one alert too many.
fn owner_told(ended: &Ended<'_>, outcome: &Outcome) -> Vec<Change> {
    match outcome {
        Outcome::Done(_) | Outcome::Refused(_) | Outcome::Unknown => vec![ended.removed()],
        Outcome::Wait(wait) => vec![ended.waits_out(*wait)],
        Outcome::NotSent => vec![ended.backs_off(|_| ())],
    }
}

fn done(ended: &Ended<'_>, method: Method, receipt: &Receipt, fresh: &mut Fresh) -> Vec<Change> {
    let mut changes = resumed(ended, method, fresh);
    changes.extend(relays::serves_again(ended));
    match (method, receipt) {
        (Method::CreateTopic, Receipt::Topic(thread)) => {
            let conversation = ended.facts.conversation;
            let conversation = conversation.expect("a topic is made for a conversation");
            if conversation.topic != Topic::Open(*thread) {
                changes.extend([
                    Change::PutTopic {
                        cell: ended.delivery.cell,
                        thread: *thread,
                        conversation: Some(conversation.id),
                    },
                    new_topic(conversation, Topic::Open(*thread)),
                    ended.record(FactKind::TopicCreated),
                ]);
                changes.extend(info::of_a_new_topic(ended, conversation, fresh));
            }
            changes.push(ended.waits(ended.now_ms, |_| ()));
        }
        // A topic without its number is as good as an unreadable answer.
        (Method::CreateTopic, _) => changes.extend(topic_unsure(ended)),
        _ if matches!(ended.delivery.job, Job::Edit { .. }) => {
            changes.extend(edits::followed(ended, fresh));
        }
        _ if is_header(ended.delivery, method) => match ended.delivery.album() {
            Some(album) => changes.extend(albums::said_above(ended, album, receipt)),
            None => changes.extend(header_stands(ended, receipt)),
        },
        _ => match &ended.delivery.job {
            Job::Withdraw {
                about,
                copies,
                rest,
            } => {
                changes.extend(edits::copy_gone(ended, (*about, copies, rest), fresh));
            }
            Job::Album(album) => {
                changes.extend(albums::done(ended, album, (method, receipt), fresh))
            }
            Job::Rename { said } => {
                changes.push(ended.record(FactKind::TopicRenamed));
                changes.extend(topic::renamed(ended, *said));
            }
            _ => changes.extend(delivered(ended, receipt, fresh)),
        },
    }
    changes
}

/// A success in a group that could not be written to: it can again, if the call was of the kind that could not be made.
fn resumed(ended: &Ended<'_>, method: Method, fresh: &mut Fresh) -> Vec<Change> {
    let delivery = ended.delivery;
    let by_the_desk = ended.facts.connection.bot() == ended.facts.cell.desk;
    let posted = !method.is_repeatable() && !delivery.direction.is_to_client();
    let proves = match ended.facts.cell.state {
        CellState::Running => false,
        // A relay can do nothing but talk, and has a token of its own.
        _ if delivery.is_wanted() || ended.relay().is_some() => false,
        CellState::Paused(PauseWhy::Token) => by_the_desk,
        // What is not about topics works in any group, and words go into open topics without a right: only a look tells.
        CellState::Paused(PauseWhy::NotForum | PauseWhy::ManageTopics) => false,
        CellState::Paused(_) => by_the_desk && posted,
    };
    if !proves || tells_of_a_pause(&delivery.job) {
        return Vec::new();
    }
    ended.turned(CellState::Running, fresh)
}

/// Whether the call sent the author line that goes before a message. Words below a line of their own are sent by the same call.
fn is_header(delivery: &Delivery, method: Method) -> bool {
    method == Method::SendText
        && match &delivery.job {
            Job::Anew {
                matter: Matter::Words(_),
                ..
            } => delivery.step == 0,
            Job::Copy { .. } | Job::Anew { .. } | Job::CopyOr { .. } | Job::Album(_) => true,
            _ => false,
        }
}

/// The author line stands; the message is next. A reply to the line means the message, so it is linked at once.
fn header_stands(ended: &Ended<'_>, receipt: &Receipt) -> Vec<Change> {
    let mut changes = Vec::new();
    let line = match receipt {
        Receipt::Message(line) => Some(*line),
        _ => None,
    };
    let role = ended.delivery.job.above();
    changes.extend(
        line.zip(role)
            .and_then(|(line, role)| ended.link(line, role)),
    );
    changes.extend(last_author(ended));
    changes.push(ended.waits(ended.now_ms, |delivery| {
        delivery.step = 1;
        delivery.header_message = line.map(|line| line.0);
        // What was refused was the line's reply; the message may answer something else.
        delivery.bare = false;
    }));
    changes
}

fn delivered(ended: &Ended<'_>, receipt: &Receipt, fresh: &mut Fresh) -> Vec<Change> {
    let delivery = ended.delivery;
    if let Job::Saved(saved) = &delivery.job
        && let Some(changes) = saved::arrived(ended, saved, receipt, fresh)
    {
        return changes;
    }
    let mut changes = Vec::new();
    let made = match receipt {
        Receipt::Message(made) => Some(*made),
        _ => None,
    };
    changes.extend(match made {
        Some(made) => ended.link(made, role(delivery)),
        None => ended.unnumbered(delivery.cause),
    });
    changes.extend(last_author(ended));
    changes.extend(made.and_then(|made| in_its_source(ended, made)));
    changes.extend(made.and_then(|made| status::tidies(ended, made, fresh)));
    changes.extend(reached(ended));
    changes.push(ended.removed());
    // What hangs under a copy says nothing about what became of the message.
    if !matches!(delivery.job, Job::Under { .. }) {
        changes.extend(ended.fates(fate(delivery, made)));
    }
    changes.extend(reactions::receipt_of_cause(ended, fresh));
    let is_mark = matches!(
        delivery.job,
        Job::Notice {
            notice: Notice::RepeatMark,
            ..
        }
    );
    if let Some(made) = made.filter(|_| delivery.repeat && !is_mark) {
        changes.push(ended.notice(Notice::RepeatMark, (Some(made.0), Vec::new()), fresh));
    }
    changes
}

/// In which topic of the client's own forum the new message is, so that an answer to it goes there too.
pub(super) fn in_its_source(ended: &Ended<'_>, made: MessageId) -> Option<Change> {
    let conversation = ended.facts.conversation?;
    let thread = source(ended).filter(|_| ended.delivery.direction.is_to_client())?;
    Some(Change::SourceMessage {
        conversation: conversation.id,
        message: made,
        thread,
    })
}

/// What the new message stands for. A placeholder stands for the client's message: a reply to it reaches the client.
fn role(delivery: &Delivery) -> LinkRole {
    match (delivery.direction, delivery.cause, &delivery.job) {
        (Direction::ToClient | Direction::Broadcast, ..) => LinkRole::Team,
        (_, Some(_), Job::Under { .. }) => LinkRole::Under,
        (_, None, _) => LinkRole::Notice,
        (_, Some(_), _) => LinkRole::Client,
    }
}

/// A placeholder for what nobody can copy is how that kind travels; any other tells of a failure.
fn fate(delivery: &Delivery, made: Option<MessageId>) -> Fate {
    match &delivery.job {
        Job::Notice {
            notice: Notice::Placeholder { reason, .. },
            ..
        } if *reason != FailReason::Uncopyable => Fate::Failed,
        _ if made.is_none() => Fate::Arrived,
        _ => Fate::Delivered,
    }
}

/// A client thought to be out of reach has been reached.
pub(super) fn reached(ended: &Ended<'_>) -> Vec<Change> {
    let to_client = ended.delivery.direction.is_to_client();
    let known = ended.facts.conversation;
    match known.filter(|known| to_client && known.unreachable) {
        Some(known) => vec![
            Change::UpdateConversation(Conversation {
                unreachable: false,
                ..known.clone()
            }),
            ended.record(FactKind::ClientReachable),
        ],
        None => Vec::new(),
    }
}

/// Who wrote the topic's last message now. It matters only where author lines are: not in private chats.
pub(super) fn last_author(ended: &Ended<'_>) -> Option<Change> {
    let conversation = ended.facts.conversation?;
    if ended.delivery.direction != Direction::ToTopic
        || conversation.kind == relevo_telegram::ChatKind::Private
    {
        return None;
    }
    let author = ended.delivery.cause.map_or(0, |cause| cause.author);
    (author != conversation.last_author).then(|| {
        Change::UpdateConversation(Conversation {
            last_author: author,
            ..conversation.clone()
        })
    })
}

/// Nobody knows whether it was done.
fn unknown(ended: &Ended<'_>, method: Method, fresh: &mut Fresh) -> Vec<Change> {
    if method == Method::CreateTopic {
        return topic_unsure(ended);
    }
    if method.is_repeatable() {
        return vec![ended.backs_off(|_| ())];
    }
    if is_mention(&ended.delivery.job) {
        // To be mentioned twice is one alert too many; if nobody answers, the lead is mentioned anyway.
        return vec![ended.removed()];
    }
    match ended.delivery.direction {
        Direction::ToClient | Direction::Broadcast => match &ended.delivery.job {
            Job::Album(album) => albums::held(ended, album, fresh),
            _ => unsettled::held(ended, fresh),
        },
        Direction::ToTopic | Direction::Aside => match &ended.delivery.job {
            Job::Album(album) => albums::again(ended, album),
            _ => vec![ended.backs_off(|delivery| delivery.repeat = true)],
        },
    }
}

/// Whether somebody is mentioned, because nobody answers.
fn is_mention(job: &Job) -> bool {
    let Job::Notice {
        notice: Notice::Shift(said),
        ..
    } = job
    else {
        return false;
    };
    !matches!(**said, ShiftNotice::HandOver(_))
}

/// Perhaps the topic was made: Telegram's own echo is awaited before it is made again.
fn topic_unsure(ended: &Ended<'_>) -> Vec<Change> {
    let conversation = ended.facts.conversation;
    let conversation = conversation.expect("a topic is made for a conversation");
    if conversation.topic.thread().is_some() {
        // The echo was quicker.
        return vec![ended.waits(ended.now_ms, |_| ())];
    }
    let until_ms = ended.now_ms + TOPIC_ECHO_WAIT_MS;
    vec![
        Change::topic(conversation, Topic::Unsure { until_ms }),
        ended.waits(ended.now_ms + TOPIC_ECHO_LOOK_MS, |delivery| {
            delivery.attempts = delivery.attempts.saturating_add(1);
        }),
    ]
}
