//! Which call does this delivery need now?
//!
//! Neighbours: `matter` makes contents anew, `edits` lets copies follow, `reactions` sets reactions.

use relevo_telegram::{
    Button, ButtonAct, Call, ChatId, ChatKind, Media, MediaFile, MessageId, ReplyTo, Send, Text,
    ThreadId,
};

use super::standing::Ended;
use super::{
    CallFacts, Next, TOPIC_ECHO_WAIT_MS, account, after, albums, backlog, bans, broadcasts, edits,
    groups, info, invites, keep, matter, panel, reactions, relays, retried, saved, status, topic,
    units,
};
use crate::pausing::{says_now, told_in_private};
use crate::{
    Aim, Audience, Change, Conversation, Delivery, Direction, Header, IdentityId, Job, Notice,
    Reading, Topic, tells_too_late, topic_title,
};

/// How long a press may be answered; later Telegram takes no answer, and nobody waits for one.
pub(super) const PRESS_AGE_MAX_MS: i64 = 60_000;
/// How often a group that cannot be written to is tried.
pub(super) const PROBE_MS: i64 = 60_000;

/// How soon it is looked again where a connection serves, if it is not this group, in milliseconds.
const MOVED_LOOK_MS: i64 = 1_000;

/// Which call does this delivery need now?
///
/// # Panics
/// If words would reach a chat that is not the delivery's conversation's, over that conversation's connection: the
/// program gave facts that do not belong together.
#[must_use]
pub fn next_call(delivery: &Delivery, facts: &CallFacts<'_>, now_ms: i64) -> Next {
    belongs_together(delivery, facts);
    if facts.connection.cell != facts.cell.id {
        // It has just moved, and one of the two is not known yet. Nothing of it is said in this group meanwhile.
        return Next::NotYet {
            until_ms: now_ms + MOVED_LOOK_MS,
        };
    }
    let asked = Ended {
        delivery,
        facts,
        now_ms,
    };
    match delivery.job {
        Job::React => return reactions::next(&asked),
        Job::Backlog(ref backlog) => return backlog::next(&asked, backlog),
        Job::TellArrived { notice, about } => return retried::next(&asked, (notice, about)),
        _ => {}
    }
    match delivery.direction {
        Direction::ToTopic => to_topic(&asked),
        Direction::ToClient => to_client(&asked),
        Direction::Broadcast => broadcasts::must_not(&asked).unwrap_or_else(|| to_client(&asked)),
        Direction::Aside => aside(&asked),
    }
}

/// Words reach a client chat only through a delivery whose conversation belongs to that chat and that connection.
fn belongs_together(delivery: &Delivery, facts: &CallFacts<'_>) {
    assert!(
        delivery.cell == facts.cell.id,
        "delivery {:?} of cell {:?} was given cell {:?}",
        delivery.seq,
        delivery.cell,
        facts.cell.id
    );
    assert!(
        delivery.connection == facts.connection.id,
        "delivery {:?} of connection {:?} was given connection {:?}",
        delivery.seq,
        delivery.connection,
        facts.connection.id
    );
    let Some(conversation) = facts.conversation else {
        assert!(
            delivery.conversation.is_none(),
            "delivery {:?} of conversation {:?} was given none",
            delivery.seq,
            delivery.conversation
        );
        return;
    };
    assert!(
        delivery.conversation == Some(conversation.id)
            && (conversation.connection == facts.connection.id || speaks_for_another(delivery)),
        "delivery {:?} of conversation {:?} and connection {:?} was given conversation {:?} of connection {:?}",
        delivery.seq,
        delivery.conversation,
        delivery.connection,
        conversation.id,
        conversation.connection
    );
    assert!(
        !matches!(delivery.aim, Some(Aim::Comment(_))) || conversation.kind == ChatKind::Channel,
        "delivery {:?} comments on what is no channel's",
        delivery.seq
    );
}

/// Whether it says in the topic of another connection's conversation that that is stopped: words for the team alone.
fn speaks_for_another(delivery: &Delivery) -> bool {
    let says = matches!(
        delivery.job,
        Job::Notice {
            notice: Notice::ConnectionStopped,
            ..
        }
    );
    says && delivery.direction == Direction::Aside
}

fn to_topic(asked: &Ended<'_>) -> Next {
    let group = asked.facts.cell.group;
    let Some(conversation) = asked.facts.conversation else {
        return post(asked, group, None);
    };
    if after::is_mention(&asked.delivery.job) && conversation.handling.unanswered_ms == 0 {
        // It waited here, and meanwhile somebody has answered.
        return Next::Settle(vec![asked.removed()]);
    }
    match conversation.topic {
        Topic::Open(thread) => post(asked, group, Some(thread)),
        // Nobody misses them in a topic that is not there.
        Topic::None if tells_of_closing(asked.delivery) || info::is_of_a_topic(asked.delivery) => {
            Next::Settle(vec![asked.removed()])
        }
        Topic::None => create(asked, conversation),
        Topic::Unsure { until_ms } => unsure(asked, conversation, until_ms),
    }
}

/// Whether it is the line that tells that the conversation is closed.
fn tells_of_closing(delivery: &Delivery) -> bool {
    matches!(
        delivery.job,
        Job::Notice {
            notice: Notice::Closed { .. } | Notice::ClosedByItself { .. },
            ..
        }
    )
}

/// How often it is looked whether the echo of a topic has come, in milliseconds.
pub(super) const TOPIC_ECHO_LOOK_MS: i64 = 250;

/// How long updates may be unread before nobody waits for an echo among them, in milliseconds.
const TOPIC_ECHO_BEHIND_MAX_MS: i64 = 5 * 60 * 1_000;

/// The topic may have been made. Its echo, when it comes, gives it to the conversation (`decide`); until then it is awaited.
fn unsure(asked: &Ended<'_>, conversation: &Conversation, until_ms: i64) -> Next {
    if asked.now_ms < until_ms {
        let look_ms = until_ms.min(asked.now_ms + TOPIC_ECHO_LOOK_MS);
        return Next::Settle(vec![asked.waits(look_ms, |_| ())]);
    }
    let echo_may_come = matches!(asked.facts.reading, Reading::Behind { since_ms }
        if asked.now_ms.saturating_sub(since_ms) < TOPIC_ECHO_BEHIND_MAX_MS);
    if echo_may_come {
        let until_ms = asked.now_ms + TOPIC_ECHO_WAIT_MS;
        return Next::Settle(vec![
            Change::topic(conversation, Topic::Unsure { until_ms }),
            asked.waits(asked.now_ms + TOPIC_ECHO_LOOK_MS, |_| ()),
        ]);
    }
    create(asked, conversation)
}

/// A conversation with another topic, in which nobody has written yet.
pub(super) fn new_topic(conversation: &Conversation, topic: Topic) -> Change {
    Change::UpdateConversation(Conversation {
        topic,
        last_author: 0,
        title: crate::Title::Ours,
        closed: crate::Closed::No,
        ..conversation.clone()
    })
}

/// How often a topic is tried to be made with its emoji: a topic is worth more than its look.
const WITH_EMOJI_MAX: u32 = 3;

fn create(asked: &Ended<'_>, conversation: &Conversation) -> Next {
    let nameless = crate::Card::default();
    let connection = asked.facts.connection;
    let with_emoji = asked.delivery.attempts < WITH_EMOJI_MAX;
    let call = Call::CreateTopic {
        chat: asked.facts.cell.group,
        name: topic_title(
            asked.facts.names(&nameless),
            conversation,
            connection,
            asked.facts.codebook,
        ),
        icon_color: Some(connection.params.icon_color.color(connection.id)),
        icon_emoji: asked.facts.icon.filter(|_| with_emoji).map(str::to_owned),
    };
    made_by_us(asked, call)
}

fn to_client(asked: &Ended<'_>) -> Next {
    let delivery = asked.delivery;
    let conversation = asked.facts.conversation;
    let is_words = matches!(
        delivery.job,
        Job::Text { .. }
            | Job::Copy { .. }
            | Job::Resend { .. }
            | Job::Anew { .. }
            | Job::Edit { .. }
            | Job::Recalled(_)
            | Job::Withdraw { .. }
            | Job::CopyOr { .. }
            | Job::Album(_)
            | Job::Saved(_)
    );
    assert!(
        is_words,
        "delivery {:?} to a client is the desk's own words",
        delivery.seq
    );
    let chat = conversation.map(|conversation| conversation.chat);
    let chat = match delivery.aim {
        Some(Aim::Comment(place)) => Some(place.chat),
        _ => chat,
    };
    let chat = chat.expect("a delivery to a client has a conversation");
    post(asked, chat, source(asked).filter(|thread| thread.0 != 0))
}

/// The topic of the client's own forum to which it goes: that of what it answers, or the one that was chosen.
pub(super) fn source(asked: &Ended<'_>) -> Option<ThreadId> {
    match asked.delivery.aim? {
        Aim::Source(thread) => Some(asked.facts.reply_source.unwrap_or(thread)),
        Aim::Comment(_) | Aim::Team(_) => None,
    }
}

/// Beside the lanes: only the group, and only the desk's own words.
fn aside(asked: &Ended<'_>) -> Next {
    let say = asked.facts.say;
    let group = asked.facts.cell.group;
    match &asked.delivery.job {
        Job::AnswerPress { press, notice } => {
            if asked.now_ms - asked.delivery.made_ms >= PRESS_AGE_MAX_MS {
                return Next::Settle(vec![asked.removed()]);
            }
            let call = Call::AnswerPress {
                id: press.clone(),
                text: notice.as_ref().map(|notice| say(notice).text.text),
            };
            made_by_us(asked, call)
        }
        Job::EditNotice { message, notice } => {
            let call = Call::EditText {
                at: relevo_telegram::Place {
                    chat: group,
                    message: MessageId(*message),
                },
                text: say(notice).text,
                no_preview: true,
                buttons: Vec::new(),
            };
            made_by_us(asked, call)
        }
        Job::Notice { .. } if speaks_for_another(asked.delivery) => {
            let topic = asked.facts.conversation.map(|known| known.topic);
            match topic.and_then(Topic::thread) {
                Some(thread) => post(asked, group, Some(thread)),
                None => Next::Settle(vec![asked.removed()]),
            }
        }
        Job::Notice { .. } if status::is_late(asked) => Next::Settle(vec![asked.removed()]),
        Job::Notice { .. } if tells_too_late(asked.delivery, asked.facts.cell) => {
            Next::Settle(vec![asked.removed()])
        }
        Job::Notice { .. } => {
            if let Some(change) = says_now(asked.delivery, asked.facts.cell) {
                return Next::Settle(vec![change]);
            }
            let private = told_in_private(asked.delivery, asked.facts.connection);
            let thread = match asked.delivery.aim {
                Some(Aim::Team(thread)) => Some(thread),
                _ => None,
            };
            groups::finds_out(asked)
                .unwrap_or_else(|| post(asked, private.unwrap_or(group), thread))
        }
        Job::Rename { said } => topic::rename(asked, *said),
        Job::OpenOrClose => topic::open_or_close(asked),
        Job::Panel { said, .. } => {
            groups::finds_out(asked).unwrap_or_else(|| panel::next(asked, *said))
        }
        Job::Unpanel { .. } => panel::take_away(asked),
        Job::Leave => groups::leave(asked),
        Job::Ban(ban) => bans::next(asked, *ban),
        Job::Invite(_) => invites::next(asked),
        Job::Keep(keep) => keep::next(asked, keep),
        Job::Info(info) => info::next(asked, *info),
        Job::Unpost { message, relay } => {
            if let Some(until_ms) = status::stands_until(asked) {
                return Next::NotYet { until_ms };
            }
            let at = relevo_telegram::Place {
                chat: group,
                message: MessageId(*message),
            };
            // Of a relay that is out of service or gone we may delete it as an administrator.
            let relay = relay.filter(|relay| relays::serves(asked, *relay));
            made_by_its_author(asked, relay, Call::Delete(at))
        }
        Job::Text { .. }
        | Job::Copy { .. }
        | Job::Resend { .. }
        | Job::Anew { .. }
        | Job::React
        | Job::TellArrived { .. }
        | Job::Backlog(_)
        | Job::Forward
        | Job::Edit { .. }
        | Job::Recalled(_)
        | Job::Withdraw { .. }
        | Job::CopyOr { .. }
        | Job::Under { .. }
        | Job::Saved(_)
        | Job::Album(_) => {
            panic!(
                "delivery {:?} beside the lanes mirrors a message",
                asked.delivery.seq
            )
        }
    }
}

/// The call that puts the job's message into a chat, or into a topic of it.
pub(super) fn post(asked: &Ended<'_>, chat: ChatId, thread: Option<ThreadId>) -> Next {
    let delivery = asked.delivery;
    let source = || {
        delivery
            .cause
            .expect("a mirrored message has a cause")
            .source
    };
    let to = Send {
        chat,
        thread,
        reply: reply(asked).or_else(|| commented(asked)),
        silent: false,
    };
    let call = match &delivery.job {
        Job::Text { text, no_preview } => Call::SendText {
            to,
            text: text.clone(),
            no_preview: *no_preview,
            buttons: Vec::new(),
        },
        Job::Under { text } => Call::SendText {
            to,
            text: text.clone(),
            no_preview: true,
            buttons: Vec::new(),
        },
        Job::Copy {
            header,
            caption,
            media,
        } => match header.as_ref().filter(|_| header_is_due(asked)) {
            Some(header) => text_call(header_place(asked, to), header.text.clone()),
            None => account::brings(asked, (to, source()), (media.as_ref(), caption.clone())),
        },
        Job::Anew { header, matter } => match header.as_ref().filter(|_| header_is_due(asked)) {
            Some(header) => text_call(header_place(asked, to), header.text.clone()),
            None => matter::call(asked, to, matter),
        },
        Job::CopyOr { header, otherwise } => match header.as_ref().filter(|_| header_is_due(asked))
        {
            Some(header) => text_call(header_place(asked, to), header.text.clone()),
            None if account::account(asked).is_some() => {
                return Next::Settle(vec![edits::instead(asked, otherwise)]);
            }
            None => Call::Copy {
                to,
                from: source(),
                caption: None,
            },
        },
        Job::React | Job::TellArrived { .. } | Job::Backlog(_) => unreachable!("asked for before"),
        Job::Resend { media } => file_call(to, media),
        Job::Saved(saved) => saved::call(asked, saved, to),
        Job::Forward => Call::Forward {
            to: Send { reply: None, ..to },
            from: source(),
        },
        Job::Notice {
            notice, buttons, ..
        } => notice_call(asked, to, (notice, buttons)),
        Job::Info(info) => match info::card(asked, to, *info) {
            Some(call) => call,
            None => return Next::Settle(vec![asked.removed()]),
        },
        Job::Edit { .. } => return edits::follow(asked, chat),
        Job::Album(album) => return albums::next(asked, album, to),
        Job::Recalled(_) => return edits::never(asked),
        Job::Withdraw { copies, .. } => match copies.get(usize::from(delivery.step)) {
            Some(copy) => Call::Delete(*copy),
            None => return Next::Settle(vec![asked.removed()]),
        },
        Job::EditNotice { .. }
        | Job::AnswerPress { .. }
        | Job::Rename { .. }
        | Job::OpenOrClose
        | Job::Panel { .. }
        | Job::Unpanel { .. }
        | Job::Leave
        | Job::Ban(_)
        | Job::Invite(_)
        | Job::Keep(_)
        | Job::Unpost { .. } => {
            panic!("delivery {:?} in a lane belongs beside it", delivery.seq)
        }
    };
    made_by_us(asked, call)
}

fn notice_call(asked: &Ended<'_>, to: Send, (notice, buttons): (&Notice, &[i64])) -> Call {
    let spoken = (asked.facts.say)(notice);
    let row: Vec<Button> = buttons
        .iter()
        .zip(spoken.labels)
        .map(|(row, label)| Button {
            label,
            act: ButtonAct::Tell(row.to_string()),
        })
        .collect();
    Call::SendText {
        to: Send {
            silent: *notice == Notice::RepeatMark,
            ..to
        },
        text: spoken.text,
        no_preview: true,
        buttons: in_rows(notice, &row),
    }
}

/// Names need room: two of them beside each other.
fn in_rows(notice: &Notice, buttons: &[Button]) -> Vec<Vec<Button>> {
    let beside = match notice {
        Notice::WhoIsResponsible { .. } => 2,
        _ => buttons.len().max(1),
    };
    let rows = buttons.chunks(beside);
    rows.map(<[Button]>::to_vec).collect()
}

/// The author line of a job that has one.
fn header(job: &Job) -> Option<&Header> {
    match job {
        Job::Copy { header, .. } | Job::Anew { header, .. } | Job::CopyOr { header, .. } => {
            header.as_ref()
        }
        _ => None,
    }
}

/// Whether the author line must be sent before the message.
fn header_is_due(asked: &Ended<'_>) -> bool {
    let Some(header) = header(&asked.delivery.job) else {
        return false;
    };
    let last = asked.facts.conversation.map(|known| known.last_author);
    let author = asked.delivery.cause.map(|cause| cause.author);
    asked.delivery.step == 0 && (header.always || last != author)
}

/// An author line that the message answers takes the message's own reply; one that merely stands above takes none.
pub(super) fn header_place(asked: &Ended<'_>, to: Send) -> Send {
    let always = header(&asked.delivery.job).is_none_or(|header| header.always);
    Send {
        reply: to.reply.filter(|_| always),
        ..to
    }
}

/// What a comment answers, always: without that it would be no comment.
fn commented(asked: &Ended<'_>) -> Option<ReplyTo> {
    match asked.delivery.aim? {
        Aim::Comment(place) => Some(ReplyTo {
            message: place.message,
            quote: None,
        }),
        Aim::Source(_) | Aim::Team(_) => None,
    }
}

/// What the next message of this delivery answers.
fn reply(asked: &Ended<'_>) -> Option<ReplyTo> {
    let delivery = asked.delivery;
    if delivery.bare {
        return None;
    }
    let plain = |message: i64| ReplyTo {
        message: MessageId(message),
        quote: None,
    };
    let original = || {
        let source = delivery.reply.as_ref()?;
        let message = MessageId(asked.facts.reply_target?);
        message.is_linkable().then(|| ReplyTo {
            message,
            quote: source.quote.clone(),
        })
    };
    match (&delivery.job, delivery.header_message) {
        (Job::Info(info), _) => match info.audience {
            Audience::Everybody { about } => Some(plain(about.0)),
            Audience::Topic | Audience::Alone { .. } => None,
        },
        (Job::Notice { about, .. }, header) => about.or(header).map(plain).or_else(original),
        (job, Some(line)) if header(job).is_some_and(|header| header.always) => Some(plain(line)),
        (Job::Resend { .. } | Job::Text { .. } | Job::Album(_), Some(line)) => Some(plain(line)),
        // The first item has answered.
        (Job::Album(_), None) if delivery.step > 0 => None,
        _ => original(),
    }
}

pub(super) fn file_call(to: Send, media: &Media) -> Call {
    Call::SendMedia {
        to,
        file: MediaFile {
            kind: media.kind,
            file_id: media.file_id.clone(),
            spoiler: media.spoiler,
            caption_above: media.caption_above,
        },
        caption: media.caption.clone(),
    }
}

pub(super) fn text_call(to: Send, text: Text) -> Call {
    Call::SendText {
        to,
        text,
        no_preview: false,
        buttons: Vec::new(),
    }
}

pub(super) fn made_by_us(asked: &Ended<'_>, call: Call) -> Next {
    let units = units::of(&call);
    Next::Call {
        by: account::maker(asked, &call),
        pooled: relays::may_make(asked.delivery, &call),
        units,
        call,
    }
}

/// What only the bot can do that posted the message: a relay, or we ourselves.
pub(super) fn made_by_its_author(asked: &Ended<'_>, relay: Option<IdentityId>, call: Call) -> Next {
    match (relay, made_by_us(asked, call)) {
        (Some(by), Next::Call { call, units, .. }) => Next::Call {
            call,
            by,
            pooled: false,
            units,
        },
        (_, next) => next,
    }
}
