//! `/say NAME` in a client's topic: a quick reply goes to the client, in its place among what the team types.
//!
//! It passes what a typed message passes: forbidden words, a stopped connection, an account's windows, the topic of a client's forum, *Publish*
//! in a channel's topic; and it is an answer, so the status turns. Two things differ, since a command is plainly meant for the client: with
//! `REPLY_ONLY` it need not answer anything, and an answer to a note goes out all the same. Neighbours: `crate::replies` knows what a reply is
//! and how it travels. Deliberately absent: everything else that `/say` can do, which is asked of the module (`requests`).

use relevo_telegram::{Author, CallbackPress, ChatId, Message};

use super::{
    Context, Decision, Incoming, Order, commands, deliver, group, notice, pressed, statuses,
};
use crate::broadcast::read_in_topic;
use crate::hide::hides_the_way_in;
use crate::render::{author_name, fit};
use crate::{
    Answer, Callback, Card, Cause, Change, Command, Connection, Conversation, Direction, Fate,
    Fresh, InboxMark, Link, Name, Notice, RemovedReply, Reply, ReplyId, ReplySaid, SayAnswer,
    SayCommand, Sender, Unsendable, Variables, topic_link,
};

/// The longest that a variable stands for, in UTF-16 units.
const VALUE_UNITS_MAX: usize = 64;

/// What is known for somebody who wants to send a quick reply.
#[derive(Clone, Copy, Debug)]
pub struct Saying<'a> {
    /// The reply, if there is one of that name.
    pub reply: Option<&'a Reply>,
    /// The client's names.
    pub card: &'a Card,
    /// Whether its source is to be seen.
    pub forwarded: bool,
    /// Whether a line below the message says what was sent; a panel that becomes that line needs none.
    pub told: bool,
}

/// The quick reply that this message asks to be sent, as far as its words decide that: then [`super::Scene::saying`] is needed.
#[must_use]
pub fn asks_to_say(message: &Message) -> Option<(Name, bool)> {
    match commands::written_command(message)? {
        (Command::Say, argument) => match SayCommand::read(argument) {
            Ok(SayCommand::Say { name, forwarded }) => Some((name, forwarded)),
            _ => None,
        },
        // There it is no broadcast: this client alone.
        (Command::Send, argument) => Some((read_in_topic(argument)?, false)),
        _ => None,
    }
}

/// The command in a topic. `None`: it is asked of the module.
pub(super) fn asked(
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Decision> {
    let (name, _) = asks_to_say(incoming.message)?;
    let saying = context.scene.saying?;
    let reply = incoming.message.reply.as_ref();
    let saves = reply.is_some_and(|reply| reply.answered.is_some());
    match saying.reply {
        Some(reply) => Some(sent(
            (reply, saying),
            incoming,
            conversation,
            context,
            fresh,
        )),
        None if saves => None,
        None => {
            let said = SayAnswer::Missing { name };
            Some(refused(said, incoming, conversation, context, fresh))
        }
    }
}

/// A quick reply is sent by a button, or by another module's will, as if it had been written as this message of the topic.
#[must_use]
pub fn say(
    (mark, message): (InboxMark, &Message),
    saying: Saying<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Decision> {
    let conversation = context.conversation?;
    let incoming = Incoming::new(mark, message, context);
    let reply = saying.reply?;
    Some(sent(
        (reply, saying),
        &incoming,
        conversation,
        context,
        fresh,
    ))
}

fn refused(
    said: SayAnswer,
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let said = Answer::Say(said);
    Decision {
        changes: vec![commands::answer(
            said,
            Some(conversation),
            incoming,
            context,
            fresh,
        )],
        fate: Fate::Internal,
    }
}

fn sent(
    (reply, saying): (&Reply, Saying<'_>),
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let operator = operator_name(&incoming.message.author);
    let variables = variables(saying.card, &operator);
    let connection = context.connection;
    let by = Sender {
        identity: connection.bot(),
        is_account: connection.account().is_some(),
    };
    let job = match saying.forwarded {
        true => reply.forward(by),
        false => reply.job(&variables, by),
    };
    let job = match job {
        Ok(job) => job,
        Err(why) => {
            let said = unsendable(why, &reply.name);
            return refused(said, incoming, conversation, context, fresh);
        }
    };
    let content = match saying.forwarded {
        true => reply.content.clone(),
        false => reply.content.filled(&variables),
    };
    let list = &connection.params.restricted_keywords_backend;
    if let Some(word) = content.says_one_of(list) {
        let word = word.to_owned();
        let about = Some(incoming.message.place.message.0);
        return Decision {
            changes: vec![notice(
                Notice::NotSentRestricted { word },
                about,
                context,
                fresh,
            )],
            fate: Fate::Failed,
        };
    }
    let order = Order {
        conversation: Some(conversation),
        direction: Direction::ToClient,
        job,
    };
    let mut delivery = deliver(order, context, fresh);
    delivery.cause = Some(Cause {
        kind: content.kind(),
        digest: Link::SAID,
        ..incoming.cause()
    });
    delivery.reply = incoming.reply();
    let comment = context.scene.comment;
    let (mut changes, fate) = group::placed((delivery, comment), incoming, context, fresh);
    let mut now = Conversation {
        last_author: 0,
        ..conversation.clone()
    };
    let goes = fate == Fate::Waiting;
    if goes {
        changes.extend(statuses::answered(&mut now, context, fresh));
    }
    if now != *conversation {
        changes.insert(0, Change::UpdateConversation(now));
    }
    // What is held may never be sent: it is neither counted nor shown as what the client was sent.
    if goes {
        changes.push(Change::ReplyUsed {
            cell: context.cell.id,
            reply: reply.id,
        });
    }
    if goes && saying.told {
        let of = (context.connection, context.cell.group);
        let said = reply_said((reply, saying), &operator, of);
        let about = Some(incoming.message.place.message.0);
        let said = Notice::ReplySaid(Box::new(said));
        changes.push(notice(said, about, context, fresh));
    }
    Decision { changes, fate }
}

/// What the client is sent, as it stands in the topic, where names are as the team may see them.
#[must_use]
pub fn reply_said(
    (reply, saying): (&Reply, Saying<'_>),
    operator: &str,
    (connection, group): (&Connection, ChatId),
) -> ReplySaid {
    let is_raw = saying.forwarded || hides_the_way_in(connection);
    let content = match is_raw {
        true => reply.content.clone(),
        false => reply.content.filled(&variables(saying.card, operator)),
    };
    let mut words = content.words().filter(|text| !text.is_empty());
    let link = reply.stored.first().and_then(|stored| {
        let thread = relevo_telegram::ThreadId(stored.0);
        topic_link(group, thread)
    });
    ReplySaid {
        name: reply.name.clone(),
        kind: content.kind(),
        items: u8::try_from(content.items()).unwrap_or(u8::MAX),
        text: words.next().cloned().unwrap_or_default(),
        link,
        forwarded: saying.forwarded,
    }
}

/// What is gone is taken off the list.
pub(super) fn removed(
    press: &CallbackPress,
    callback: &Callback,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    let reply = ReplyId(callback.about?.0);
    let mut changes = vec![
        Change::RemoveReply(RemovedReply {
            cell: context.cell.id,
            reply,
            connection: context.connection.id,
            by: press.by.id,
            at_ms: context.now_ms,
        }),
        Change::RemoveCallback(callback.id),
        pressed::answer(press, None, context, fresh),
    ];
    changes.extend(pressed::said(press, Notice::ReplyRemoved, context, fresh));
    Some(changes)
}

/// What the team calls a client stays inside: these are the names that clients give themselves.
fn variables(card: &Card, operator: &str) -> Variables {
    let value = |words: &str| fit(words, VALUE_UNITS_MAX);
    let title = match &card.last_name {
        Some(last) => format!("{} {last}", card.name),
        None => card.name.clone(),
    };
    Variables {
        title: value(&title),
        first_name: value(&card.name),
        operator: value(operator),
    }
}

/// What `{operator}` stands for: the name of whoever sends; of one who writes as the group the title that stands behind their messages, or
/// the group's. The client is never left without somebody who signs.
#[must_use]
pub fn operator_name(author: &Author) -> String {
    match author {
        Author::Chat {
            signature: Some(signature),
            ..
        } if !signature.trim().is_empty() => signature.clone(),
        author => author_name(author),
    }
}

fn unsendable(why: Unsendable, name: &Name) -> SayAnswer {
    let name = name.clone();
    match why {
        Unsendable::NotStored => SayAnswer::NotStored { name },
        Unsendable::OthersFiles => SayAnswer::OthersFiles { name },
        Unsendable::AccountForwards => SayAnswer::AccountForwards,
        Unsendable::NoRoom => SayAnswer::NoRoom { name },
    }
}
