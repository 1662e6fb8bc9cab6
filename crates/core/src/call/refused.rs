//! Telegram did not do it and says why.
//!
//! In the group the desk helps itself: another topic, another road, a placeholder, or patience until the group is
//! repaired. In a client chat nothing is made or opened: what is refused has failed, and the topic is told.

use relevo_telegram::{ChatId, ChatKind, Method, Refusal, Right};

use super::next::{PROBE_MS, new_topic};
use super::standing::Ended;
use super::{account, albums, edits, relays, retried, saved, topic, unsettled};
use crate::{
    Aim, Album, CellState, Change, Conversation, Delivery, Direction, FactKind, FailReason, Fate,
    Fresh, Job, Notice, PauseWhy, State, Topic, tells_of_a_pause,
};

/// How often the desk's own words are refused before they are given up, so that one unspeakable notice never stops a lane.
const NOTICE_ATTEMPTS_MAX: u32 = 8;

/// How often, and after how many milliseconds, it is looked whether the bot is outside the backend group and not the client's.
const OUTSIDE_LOOKS: u32 = 3;
const OUTSIDE_LOOK_MS: i64 = 2_000;

/// How many topics one delivery loses before the next is made only after a pause.
const TOPICS_AT_ONCE_MAX: u32 = 3;

pub(super) fn refused(
    ended: &Ended<'_>,
    method: Method,
    refusal: &Refusal,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let by_relay = ended
        .relay()
        .and_then(|relay| relays::refused(ended, relay, refusal, fresh));
    if let Some(changes) = by_relay {
        return changes;
    }
    if *refusal == Refusal::TokenInvalid {
        return paused(ended, PauseWhy::Token, fresh);
    }
    if let Some(changes) = account::refused(ended, refusal, fresh) {
        return changes;
    }
    match (&ended.delivery.job, refusal) {
        (
            Job::Withdraw {
                about,
                copies,
                rest,
            },
            Refusal::SourceMissing,
        ) => {
            return edits::copy_gone(ended, (*about, copies, rest), fresh);
        }
        (Job::Withdraw { about, .. }, _) => {
            return edits::not_withdrawn(ended, *about, refusal, fresh);
        }
        (Job::Edit { .. }, Refusal::Migrated(chat)) if is_known_already(ended, *chat) => {
            return edits::out_of_reach(ended, fresh);
        }
        (_, Refusal::Migrated(_)) if ended.facts.taken => {
            return unsettled::failed(ended, FailReason::SecondTopic, fresh);
        }
        (_, Refusal::Migrated(chat)) => return migrated(ended, *chat),
        (Job::Edit { anew, .. }, _) => {
            if let Some(changes) = edits::not_followed(ended, (method, refusal), anew) {
                return changes;
            }
        }
        _ => {}
    }
    if let Some(change) = is_about_our_group(ended, method, refusal) {
        return vec![change];
    }
    let bare_helps = matches!(refusal, Refusal::ReplyMissing | Refusal::QuoteInvalid);
    if bare_helps && !ended.delivery.bare && method != Method::CreateTopic {
        return vec![ended.waits(ended.now_ms, |delivery| delivery.bare = true)];
    }
    match ended.delivery.direction {
        Direction::ToClient | Direction::Broadcast => match &ended.delivery.job {
            Job::Saved(saved) => saved::refused(ended, saved, refusal, fresh)
                .unwrap_or_else(|| unsettled::failed(ended, reason(refusal), fresh)),
            Job::Album(album) if !is_about_the_client(refusal) => {
                albums::refused(ended, album, (method, refusal), fresh)
            }
            _ => unsettled::failed(ended, reason(refusal), fresh),
        },
        Direction::ToTopic | Direction::Aside => in_the_group(ended, method, refusal, fresh),
    }
}

/// What is copied comes out of the backend group: that the bot is outside is said of either chat in the same words. In a private chat
/// nobody is a member; of a client's group it is only believed once the backend group would have been heard of.
pub(super) fn is_about_our_group(
    ended: &Ended<'_>,
    method: Method,
    refusal: &Refusal,
) -> Option<Change> {
    let copies = matches!(
        method,
        Method::Copy | Method::CopyMany | Method::Forward | Method::ForwardMany
    );
    let to_client = ended.delivery.direction.is_to_client();
    if !(copies && to_client && *refusal == Refusal::NotMember) {
        return None;
    }
    let kind = ended.facts.conversation.map(|known| known.kind);
    let outside = ended.facts.cell.state == CellState::Paused(PauseWhy::NotMember);
    let wait_ms = match outside || kind == Some(ChatKind::Private) {
        true => PROBE_MS,
        false if ended.delivery.attempts < OUTSIDE_LOOKS => OUTSIDE_LOOK_MS,
        false => return None,
    };
    Some(ended.waits(ended.now_ms + wait_ms, |delivery| {
        delivery.attempts = delivery.attempts.saturating_add(1);
    }))
}

/// Whether nothing at all arrives there.
pub(super) fn is_about_the_client(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Blocked
            | Refusal::Deactivated
            | Refusal::ChatMissing
            | Refusal::NotMember
            | Refusal::RightMissing(_)
            | Refusal::KindForbidden
            | Refusal::BusinessGone
            | Refusal::BusinessForbidden
            | Refusal::BusinessQuiet
    )
}

fn in_the_group(
    ended: &Ended<'_>,
    method: Method,
    refusal: &Refusal,
    fresh: &mut Fresh,
) -> Vec<Change> {
    if let Job::EditNotice { .. } | Job::Leave | Job::Unpost { .. } = ended.delivery.job {
        // Only looks are lost: what was decided is recorded, and an old button answers that it has expired.
        return vec![ended.removed()];
    }
    if let (Job::Rename { .. } | Job::OpenOrClose, Refusal::RightMissing(_)) =
        (&ended.delivery.job, refusal)
    {
        return topic::not_allowed(ended, fresh);
    }
    if tells_of_a_pause(&ended.delivery.job) {
        // General is closed, too. Where its owner is not known, the log and `relevo status` say it.
        return match ended.facts.connection.owner {
            Some(_) => vec![ended.waits(ended.now_ms, |line| line.bare = true)],
            None => vec![ended.removed()],
        };
    }
    if let (Some(Aim::Team(_)), Refusal::TopicMissing | Refusal::TopicClosed) =
        (ended.delivery.aim, refusal)
    {
        // The topic of the team's own in which somebody asked is gone or closed: that says nothing about the group.
        return vec![ended.removed()];
    }
    if let Some(why) = pause(method, refusal) {
        return paused(ended, why, fresh);
    }
    if method == Method::CreateTopic {
        return vec![ended.backs_off(|_| ())];
    }
    if let (Refusal::TopicMissing, Some(known)) = (refusal, ended.facts.conversation) {
        return topic_lost(ended, known);
    }
    match &ended.delivery.job {
        Job::Album(album) => return albums::refused(ended, album, (method, refusal), fresh),
        Job::Notice { .. } | Job::Info(_) => return unspeakable(ended, refusal),
        // The message itself stands: a placeholder would say that it was lost.
        Job::Under { .. } => return vec![ended.removed(), ended.record(FactKind::DeliveryFailed)],
        // What Telegram does not take as a title stays unsaid; the names are said elsewhere.
        Job::Rename { said } => return topic::renamed(ended, *said),
        Job::OpenOrClose => return topic::settled(ended),
        _ => {}
    }
    let mut instead = replaced(ended, refusal);
    let mut changes = Vec::new();
    if let Job::Notice {
        notice: Notice::Placeholder { reason, .. },
        buttons,
        ..
    } = &mut instead.job
        && let Some((kept, row)) = retried::kept(ended, reason, fresh)
    {
        changes = kept;
        buttons.push(row);
    }
    changes.insert(0, Change::Replace(instead));
    changes
}

/// The topic is made anew at once, and the message that found out is its first; if that keeps happening, with pauses.
fn topic_lost(ended: &Ended<'_>, known: &Conversation) -> Vec<Change> {
    let begins_anew = |delivery: &mut Delivery| {
        delivery.step = 0;
        delivery.header_message = None;
    };
    let again = if let Some(unsaid) = ended.delivery.album().and_then(Album::unsaid) {
        // Its words were in the topic that is lost.
        let mut again = ended.delivery.with_album(unsaid);
        begins_anew(&mut again);
        again.state = State::Waiting {
            due_ms: ended.now_ms,
        };
        again.attempts += 1;
        Change::Replace(again)
    } else if ended.delivery.attempts < TOPICS_AT_ONCE_MAX {
        ended.waits(ended.now_ms, |delivery| {
            delivery.attempts += 1;
            begins_anew(delivery);
        })
    } else {
        ended.backs_off(begins_anew)
    };
    vec![
        new_topic(known, Topic::None),
        ended.record(FactKind::TopicLost),
        again,
    ]
}

/// Why the group cannot be written to, if that is what the refusal says.
pub(super) fn pause(method: Method, refusal: &Refusal) -> Option<PauseWhy> {
    match refusal {
        Refusal::NotForum => Some(PauseWhy::NotForum),
        Refusal::NotMember | Refusal::ChatMissing => Some(PauseWhy::NotMember),
        Refusal::TopicClosed | Refusal::RightMissing(Right::ManageTopics) => {
            Some(PauseWhy::ManageTopics)
        }
        Refusal::RightMissing(_) if method == Method::CreateTopic => Some(PauseWhy::ManageTopics),
        Refusal::RightMissing(_) => Some(PauseWhy::Send),
        _ => None,
    }
}

/// The delivery waits and probes; the owner is told once, when the state changes. What is wrong with one frontend of several
/// says nothing about the group: only the desk bot's trouble pauses it.
pub(super) fn paused(ended: &Ended<'_>, why: PauseWhy, fresh: &mut Fresh) -> Vec<Change> {
    let about_the_group = ended.facts.connection.bot() == ended.facts.cell.desk;
    let mut changes = match about_the_group {
        true => ended.turned(CellState::Paused(why), fresh),
        false => Vec::new(),
    };
    changes.push(ended.waits(ended.now_ms + PROBE_MS, |delivery| {
        delivery.attempts = delivery.attempts.saturating_add(1);
    }));
    changes
}

/// Whether the client's group is that chat already: what was to be changed is in the one before.
fn is_known_already(ended: &Ended<'_>, chat: ChatId) -> bool {
    let known = ended.facts.conversation.map(|known| known.chat);
    ended.delivery.direction.is_to_client() && known == Some(chat)
}

/// The chat has another id; the same is tried there at once. If that id is no news, Telegram contradicts itself: later.
pub(super) fn migrated(ended: &Ended<'_>, chat: ChatId) -> Vec<Change> {
    let (moved, known) = match (ended.delivery.direction, ended.facts.conversation) {
        (Direction::ToClient | Direction::Broadcast, Some(known)) => {
            let now = known.upgraded(chat);
            (Change::UpdateConversation(now), known.chat)
        }
        _ => {
            let cell = ended.delivery.cell;
            (
                Change::CellGroup { cell, group: chat },
                ended.facts.cell.group,
            )
        }
    };
    if chat == known {
        return vec![ended.backs_off(|_| ())];
    }
    vec![
        moved,
        ended.record(FactKind::GroupMigrated),
        ended.waits(ended.now_ms, |_| ()),
    ]
}

/// The same delivery by another road: again by its file, as a copy instead of a forward, or a placeholder.
fn replaced(ended: &Ended<'_>, refusal: &Refusal) -> Delivery {
    let delivery = ended.delivery;
    let job = match (&delivery.job, refusal) {
        (
            Job::Copy {
                caption,
                media: Some(media),
                ..
            },
            Refusal::Uncopyable,
        ) => {
            let mut media = media.clone();
            if let Some(caption) = caption {
                media.caption = caption.clone();
            }
            media
                .caption
                .entities
                .retain(|entity| entity.kind.is_sent());
            Job::Resend { media }
        }
        (Job::CopyOr { otherwise, .. }, Refusal::Uncopyable) => (**otherwise).clone(),
        (Job::Forward, Refusal::Uncopyable) => Job::Copy {
            header: None,
            caption: None,
            media: None,
        },
        _ => Job::Notice {
            notice: Notice::Placeholder {
                kind: delivery
                    .cause
                    .map_or(crate::ContentKind::Unknown, |cause| cause.kind),
                reason: reason(refusal),
            },
            about: None,
            buttons: Vec::new(),
        },
    };
    Delivery {
        job,
        state: State::Waiting {
            due_ms: ended.now_ms,
        },
        ..delivery.clone()
    }
}

/// The desk's own words are refused: tried again for a while, then given up so that the lane goes on. A placeholder's
/// message has then failed, and its row stays for people to see.
fn unspeakable(ended: &Ended<'_>, refusal: &Refusal) -> Vec<Change> {
    if ended.delivery.attempts < NOTICE_ATTEMPTS_MAX {
        return vec![ended.backs_off(|_| ())];
    }
    match ended.fates(Fate::Failed).next() {
        Some(fate) => vec![
            ended.stands(State::Failed(reason(refusal)), |_| ()),
            fate,
            ended.record(FactKind::DeliveryFailed),
        ],
        None => vec![ended.removed()],
    }
}

/// A refusal as people are told. What cannot happen to the call at hand keeps its nearest meaning.
pub(super) fn reason(refusal: &Refusal) -> FailReason {
    match refusal {
        Refusal::Blocked => FailReason::Blocked,
        Refusal::Deactivated => FailReason::Deactivated,
        Refusal::ChatMissing | Refusal::UserMissing => FailReason::ChatMissing,
        Refusal::Migrated(_) => FailReason::Upgraded,
        Refusal::NotMember => FailReason::NotMember,
        Refusal::RightMissing(_) => FailReason::RightMissing,
        Refusal::TopicClosed => FailReason::SourceClosed,
        Refusal::KindForbidden => FailReason::KindForbidden,
        Refusal::BusinessGone => FailReason::AccountAway,
        Refusal::BusinessForbidden => FailReason::AccountForbids,
        Refusal::BusinessQuiet => FailReason::AccountQuiet,
        Refusal::ReactionInvalid => other(400, "REACTION_INVALID"),
        Refusal::TooLong => FailReason::TooLong,
        Refusal::SourceMissing => FailReason::SourceMissing,
        Refusal::Uncopyable => FailReason::Uncopyable,
        Refusal::TopicMissing => FailReason::SourceGone,
        Refusal::NotForum => other(400, "the chat is not a forum"),
        Refusal::NotModified => other(400, "message is not modified"),
        Refusal::ReplyMissing => other(400, "message to be replied not found"),
        Refusal::QuoteInvalid => other(400, "QUOTE_TEXT_INVALID"),
        Refusal::TooLate => other(400, "message can't be edited"),
        Refusal::TokenInvalid => other(401, "Unauthorized"),
        Refusal::SecondPoller => other(409, "Conflict"),
        Refusal::Other { code, text } => other(*code, text),
    }
}

fn other(code: u16, text: &str) -> FailReason {
    FailReason::Other {
        code,
        text: text.to_owned(),
    }
}
