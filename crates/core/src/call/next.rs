//! Which call does this delivery need now?

use relevo_telegram::{
    Button, ButtonAct, Call, ChatId, MessageId, Method, ReplyTo, Send, Text, ThreadId,
};

use super::standing::Ended;
use super::{CallFacts, Next, albums, edits, reactions};
use crate::render::topic_name;
use crate::{Change, Conversation, Delivery, Direction, Header, Job, Matter, Notice, Topic};

/// How long a press may be answered; later Telegram takes no answer, and nobody waits for one.
pub(super) const PRESS_AGE_MAX_MS: i64 = 60_000;
/// How often a group that cannot be written to is tried.
pub(super) const PROBE_MS: i64 = 60_000;

/// Which call does this delivery need now?
///
/// # Panics
/// If words would reach a chat that is not the delivery's conversation's, over that conversation's connection: the
/// program gave facts that do not belong together.
#[must_use]
pub fn next_call(delivery: &Delivery, facts: &CallFacts<'_>, now_ms: i64) -> Next {
    belongs_together(delivery, facts);
    let asked = Ended {
        delivery,
        facts,
        now_ms,
    };
    match delivery.direction {
        Direction::ToTopic => to_topic(&asked),
        Direction::ToClient => to_client(&asked),
        Direction::Aside => aside(&asked),
    }
}

/// Words reach a client chat only through a delivery whose conversation belongs to that chat and that connection.
fn belongs_together(delivery: &Delivery, facts: &CallFacts<'_>) {
    assert!(
        delivery.cell == facts.cell.id && facts.connection.cell == facts.cell.id,
        "delivery {:?} of cell {:?} was given cell {:?} and a connection of cell {:?}",
        delivery.seq,
        delivery.cell,
        facts.cell.id,
        facts.connection.cell
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
            && conversation.connection == facts.connection.id,
        "delivery {:?} of conversation {:?} and connection {:?} was given conversation {:?} of connection {:?}",
        delivery.seq,
        delivery.conversation,
        delivery.connection,
        conversation.id,
        conversation.connection
    );
}

fn to_topic(asked: &Ended<'_>) -> Next {
    let group = asked.facts.cell.group;
    let Some(conversation) = asked.facts.conversation else {
        return post(asked, group, None);
    };
    match conversation.topic {
        Topic::Open(thread) => post(asked, group, Some(thread)),
        Topic::None => create(asked, conversation),
        Topic::Unsure { until_ms } => unsure(asked, conversation, until_ms),
    }
}

/// How often it is looked whether the echo of a topic has come, in milliseconds.
pub(super) const TOPIC_ECHO_LOOK_MS: i64 = 250;

/// The topic may have been made. Its echo, when it comes, gives it to the conversation (`decide`); until then it is awaited.
fn unsure(asked: &Ended<'_>, conversation: &Conversation, until_ms: i64) -> Next {
    if asked.now_ms < until_ms {
        let look_ms = until_ms.min(asked.now_ms + TOPIC_ECHO_LOOK_MS);
        return Next::Settle(vec![asked.waits(look_ms, |_| ())]);
    }
    create(asked, conversation)
}

/// A conversation with another topic, in which nobody has written yet.
pub(super) fn new_topic(conversation: &Conversation, topic: Topic) -> Change {
    Change::UpdateConversation(Conversation {
        topic,
        last_author: 0,
        ..conversation.clone()
    })
}

fn create(asked: &Ended<'_>, conversation: &Conversation) -> Next {
    let nameless = crate::Card::default();
    let card = asked.facts.card.unwrap_or(&nameless);
    let call = Call::CreateTopic {
        chat: asked.facts.cell.group,
        name: topic_name(card, conversation.chat.0),
        icon_color: None,
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
            | Job::React { .. }
            | Job::Edit { .. }
            | Job::Recalled { .. }
            | Job::Withdraw { .. }
            | Job::Album(_)
    );
    assert!(
        is_words,
        "delivery {:?} to a client is the desk's own words",
        delivery.seq
    );
    let chat = conversation.map(|conversation| conversation.chat);
    let chat = chat.expect("a delivery to a client has a conversation");
    post(asked, chat, None)
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
                text: notice.as_ref().map(|notice| say(notice).text),
            };
            made_by_us(asked, call)
        }
        Job::EditNotice { message, notice } => {
            let call = Call::EditText {
                at: relevo_telegram::Place {
                    chat: group,
                    message: MessageId(*message),
                },
                text: Text::plain(say(notice).text),
                buttons: Vec::new(),
            };
            made_by_us(asked, call)
        }
        Job::Notice { .. } => post(asked, group, None),
        Job::Text { .. }
        | Job::Copy { .. }
        | Job::Resend { .. }
        | Job::Anew { .. }
        | Job::React { .. }
        | Job::Forward
        | Job::Edit { .. }
        | Job::Recalled { .. }
        | Job::Withdraw { .. }
        | Job::Album(_) => {
            panic!(
                "delivery {:?} beside the lanes mirrors a message",
                asked.delivery.seq
            )
        }
    }
}

/// The call that puts the job's message into a chat, or into a topic of it.
fn post(asked: &Ended<'_>, chat: ChatId, thread: Option<ThreadId>) -> Next {
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
        reply: reply(asked),
        silent: false,
    };
    let call = match &delivery.job {
        Job::Text { text } => text_call(to, text.clone()),
        Job::Copy {
            header, caption, ..
        } => match header.as_ref().filter(|_| header_is_due(asked)) {
            Some(header) => text_call(header_place(asked, to), header.text.clone()),
            None => Call::Copy {
                to,
                from: source(),
                caption: caption.clone(),
            },
        },
        Job::Anew { header, matter } => match header.as_ref().filter(|_| header_is_due(asked)) {
            Some(header) => text_call(header_place(asked, to), header.text.clone()),
            None => anew_call(to, matter),
        },
        Job::React { .. } => return reactions::set(asked, chat),
        Job::Resend { media } => Call::SendMedia {
            to,
            file: relevo_telegram::MediaFile {
                kind: media.kind,
                file_id: media.file_id.clone(),
                spoiler: media.spoiler,
                caption_above: media.caption_above,
            },
            caption: media.caption.clone(),
        },
        Job::Forward => Call::Forward {
            to: Send { reply: None, ..to },
            from: source(),
        },
        Job::Notice {
            notice, buttons, ..
        } => notice_call(asked, to, (notice, buttons)),
        Job::Edit { .. } => return edits::follow(asked, chat),
        Job::Album(album) => return albums::next(asked, album, to),
        Job::Recalled { .. } => return edits::never(asked),
        Job::Withdraw { copies, .. } => match copies.get(usize::from(delivery.step)) {
            Some(copy) => Call::Delete(*copy),
            None => return Next::Settle(vec![asked.removed()]),
        },
        Job::EditNotice { .. } | Job::AnswerPress { .. } => {
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
        text: Text::plain(spoken.text),
        no_preview: true,
        buttons: if row.is_empty() {
            Vec::new()
        } else {
            vec![row]
        },
    }
}

/// The call that makes a content anew.
fn anew_call(to: Send, matter: &Matter) -> Call {
    match matter.clone() {
        Matter::Location(location) => Call::SendLocation { to, location },
        Matter::Venue(venue) => Call::SendVenue { to, venue },
        Matter::Contact(contact) => Call::SendContact { to, contact },
        Matter::Poll(poll) => Call::SendPoll { to, poll },
        Matter::Rich(input) => Call::SendRich { to, input },
    }
}

/// The author line of a job that has one.
fn header(job: &Job) -> Option<&Header> {
    match job {
        Job::Copy { header, .. } | Job::Anew { header, .. } => header.as_ref(),
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
        (Job::Notice { about, .. }, header) => about.or(header).map(plain),
        (job, Some(line)) if header(job).is_some_and(|header| header.always) => Some(plain(line)),
        (Job::Resend { .. } | Job::Album(_), Some(line)) => Some(plain(line)),
        // The first item has answered.
        (Job::Album(_), None) if delivery.step > 0 => None,
        _ => original(),
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
    let units = units(&call);
    Next::Call {
        call,
        by: asked.facts.connection.identity,
        units,
    }
}

/// What a call costs of its chat's budget: posts, edits and topic operations one, each item of an album one, the rest nothing.
fn units(call: &Call) -> u32 {
    let count = |items: usize| u32::try_from(items).expect("an album is short");
    match call {
        Call::SendAlbum { items, .. } => return count(items.len()),
        Call::CopyMany { messages, .. } | Call::ForwardMany { messages, .. } => {
            return count(messages.len());
        }
        _ => {}
    }
    match call.method() {
        Method::GetMe
        | Method::GetChat
        | Method::GetMember
        | Method::React
        | Method::LeaveChat
        | Method::Delete
        | Method::AnswerPress => 0,
        _ => 1,
    }
}
