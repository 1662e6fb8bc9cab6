//! Commands of the team: `/name` at the beginning of a message. None of them reaches a client.
//!
//! Neighbours: `group` asks here, `crate::commands` is the list, `statuses` and `wanted` do what is asked for, `withdraw` and `status`
//! carry out their own. Deliberately absent: commands in edited messages, which are not carried out.

use relevo_telegram::{Author, Content, Message, ThreadId, UserId};

use super::inside::{Inside, inside};
use super::{
    Context, Decision, Incoming, Order, assign, bans, deliver, info, invites, lists, rebuilt,
    record, requests, retries, say, status, statuses, wanted,
};
use crate::call::ANSWER_AGE_MAX_MS;
use crate::render::{author_name, fit};
use crate::{
    Aim, Answer, Card, CardId, Change, Command, CommandPlace, Conversation, Direction, FactKind,
    Fate, Fresh, Job, Module, Notice, Responsible, Status,
};

/// The longest name that is shown of a person, in UTF-16 units.
pub(super) const NAME_UNITS_MAX: usize = 40;

/// A command as it was written.
pub(super) enum Read<'a> {
    /// One of ours, and what stands behind it.
    Ours(Command, &'a str),
    /// Nobody's.
    Unknown,
    /// Another bot's.
    Others,
}

/// Which command a message is, if it is one.
pub(super) fn read<'a>(words: &'a str, context: &Context<'_>) -> Option<Read<'a>> {
    let Some(Inside::Command(word)) = inside(words) else {
        return None;
    };
    let (name, bot) = match word.split_once('@') {
        Some((name, bot)) => (name, Some(bot)),
        None => (word, None),
    };
    let others = &context.connection.params.custom_commands;
    let is_others = others.iter().any(|other| {
        let other = other.trim_start_matches('/');
        other.eq_ignore_ascii_case(name)
    });
    let is_ours = |bot: &str| {
        let mut ours = context.scene.bots.iter();
        ours.any(|ours| ours.eq_ignore_ascii_case(bot))
    };
    if is_others || bot.is_some_and(|bot| !is_ours(bot)) {
        return Some(Read::Others);
    }
    let at = words.find(word).unwrap_or_default() + word.len();
    Some(match Command::find(name) {
        Some(command) => Read::Ours(command, words[at..].trim()),
        None => Read::Unknown,
    })
}

/// The command that a message is, and what stands behind it, whoever is to carry it out.
#[must_use]
pub fn written_command(message: &Message) -> Option<(Command, &str)> {
    let words = *rebuilt::first_words(&message.content).first()?;
    let Some(Inside::Command(word)) = inside(words) else {
        return None;
    };
    let name = word.split('@').next().unwrap_or_default();
    let at = words.find(word).unwrap_or_default() + word.len();
    Some((Command::find(name)?, words[at..].trim()))
}

/// Whether a message is one of these commands, as far as its words decide that.
pub(super) fn is_one_of(message: &Message, wanted: &[Command]) -> bool {
    let words = rebuilt::first_words(&message.content);
    let mut marks = words.iter().filter_map(|words| inside(words));
    marks.any(|mark| {
        let Inside::Command(word) = mark else {
            return false;
        };
        let name = word.split('@').next().unwrap_or_default();
        Command::find(name).is_some_and(|command| wanted.contains(&command))
    })
}

/// A command in the topic of a conversation. `None`: it is carried out elsewhere.
pub(super) fn in_topic(
    (command, argument): (Command, &str),
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Decision> {
    if command == Command::Del {
        return None;
    }
    let mut now = conversation.clone();
    let (mut changes, said) = match command {
        _ if command.needs_an_account() => (Vec::new(), Answer::NeedsAccount { command }),
        Command::Hold => turned(&mut now, Status::UserAnswered, context, fresh),
        Command::Wait => turned(&mut now, Status::SupportAnswered, context, fresh),
        Command::Open => opened(&mut now, context, fresh),
        Command::Ban | Command::Unban => {
            let on = command == Command::Ban;
            return Some(bans::asked(on, incoming, conversation, context, fresh));
        }
        Command::Assign => {
            return Some(assign::asked(
                argument,
                incoming,
                conversation,
                context,
                fresh,
            ));
        }
        Command::Invite => {
            return Some(invites::asked(
                argument,
                incoming,
                conversation,
                context,
                fresh,
            ));
        }
        Command::Retry => return Some(retries::asked(incoming, conversation, context, fresh)),
        Command::Info => return Some(info::asked(incoming, conversation, context, fresh)),
        Command::Close => return Some(closed(now, incoming, context, fresh)),
        Command::Take => taken(&mut now, incoming.message, context, fresh),
        Command::Drop => {
            let before = now.handling.responsible.take();
            let mut changes: Vec<Change> = before
                .map(|who| Change::DropCard(who.card))
                .into_iter()
                .collect();
            changes.extend(wanted::retitled(&mut now, context, fresh));
            (changes, Answer::NobodyResponsible)
        }
        Command::Rename => {
            let name = fit(argument, argument.len());
            let changes = wanted::called(&name, &mut now, context, fresh);
            let name = Some(name).filter(|name| !name.is_empty());
            (changes, Answer::Called { name })
        }
        Command::Help => (Vec::new(), help(context)),
        Command::Say | Command::Send
            if let Some(decision) = say::asked(incoming, conversation, context, fresh) =>
        {
            return Some(decision);
        }
        Command::Say | Command::Mark | Command::Send | Command::Shift => {
            return Some(requests::asked(
                incoming,
                Some(conversation),
                context,
                fresh,
            ));
        }
        _ => (Vec::new(), Answer::InGeneral { command }),
    };
    if now != *conversation {
        changes.insert(0, Change::UpdateConversation(now));
    }
    changes.push(answer(said, Some(conversation), incoming, context, fresh));
    Some(Decision {
        changes,
        fate: Fate::Internal,
    })
}

fn help(context: &Context<'_>) -> Answer {
    Answer::Help {
        ages: context.connection.params.autoclose_hours.is_some(),
    }
}

fn turned(
    now: &mut Conversation,
    status: Status,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> (Vec<Change>, Answer) {
    let changes = statuses::set(now, status, context, fresh);
    (changes, Answer::StatusIs { status })
}

/// What is open stays as it is.
fn opened(
    now: &mut Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> (Vec<Change>, Answer) {
    match now.handling.status {
        Status::Closed => turned(now, Status::UserAnswered, context, fresh),
        status => (Vec::new(), Answer::StatusIs { status }),
    }
}

/// The line that tells of it has buttons, since in a closed topic not everybody can write.
fn closed(
    mut now: Conversation,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let known = context.conversation;
    let mut changes = statuses::set(&mut now, Status::Closed, context, fresh);
    let is_news = Some(&now) != known;
    if is_news {
        changes.insert(0, Change::UpdateConversation(now.clone()));
    }
    if is_news && context.connection.params.close_natively {
        let words = Notice::Closed {
            until: statuses::until(&now, context),
        };
        changes.extend(statuses::closing_line(&now, words, context, fresh));
    } else {
        let status = Status::Closed;
        let said = Answer::StatusIs { status };
        changes.push(answer(said, Some(&now), incoming, context, fresh));
    }
    Decision {
        changes,
        fate: Fate::Internal,
    }
}

fn taken(
    now: &mut Conversation,
    message: &Message,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> (Vec<Change>, Answer) {
    let Author::User(user) = &message.author else {
        return (Vec::new(), Answer::Anonymous);
    };
    let name = fit(&author_name(&message.author), NAME_UNITS_MAX);
    let changes = responsible(now, (user.id, name.clone()), context, fresh);
    (changes, Answer::Responsible { name })
}

/// Somebody is responsible from now on, unless they were before. The title follows; whoever calls stores the conversation.
pub(super) fn responsible(
    now: &mut Conversation,
    (person, name): (UserId, String),
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let before = now.handling.responsible;
    if before.is_some_and(|who| who.person == person) {
        return Vec::new();
    }
    let id = CardId(fresh.id());
    now.handling.responsible = Some(Responsible { person, card: id });
    let card = Card {
        name,
        ..Card::default()
    };
    let taken = record(FactKind::ConversationTaken, Some(now), context);
    let mut changes = vec![Change::PutCard { id, card }, taken];
    changes.extend(before.map(|who| Change::DropCard(who.card)));
    changes.extend(wanted::retitled(now, context, fresh));
    changes
}

/// A command in General, or in a topic of the team's own, if this connection is the one to answer it.
pub(super) fn in_general(
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Decision> {
    let message = incoming.message;
    if context.conversation.is_some() || message.origin.is_some() {
        return None;
    }
    let words = rebuilt::first_words(&message.content);
    let words = words.first()?;
    let Read::Ours(command, argument) = read(words, context)? else {
        return None;
    };
    // A file may come with what a module is asked for, and with nothing else.
    let is_asked = Module::of(command).is_some();
    if !is_asked && !matches!(message.content, Content::Text(_)) {
        return None;
    }
    let is_late = message.date * 1_000 + ANSWER_AGE_MAX_MS < context.now_ms;
    let open = command == Command::Open && context.scene.linked.is_some();
    let is_ours = match context.scene.linked.filter(|_| open) {
        // The connection that serves the conversation opens it.
        Some(linked) if !context.scene.linked_stopped => linked.connection == context.connection.id,
        _ => context.scene.speaks,
    };
    if is_late || !is_ours || !status::is_by_a_person(message, context) {
        return None;
    }
    let mut changes = Vec::new();
    let said = match command.place() {
        _ if command.needs_an_account() => Answer::NeedsAccount { command },
        CommandPlace::Topic => Answer::InTopic { command },
        CommandPlace::TopicOrLink => match context.scene.linked {
            Some(_) if context.scene.linked_stopped => Answer::TopicStopped,
            Some(linked) => {
                let mut now = linked.clone();
                let (opened, said) = opened(&mut now, context, fresh);
                if now != *linked {
                    changes.push(Change::UpdateConversation(now));
                }
                changes.extend(opened);
                said
            }
            None if argument.is_empty() => Answer::InTopic { command },
            None => Answer::NoSuchTopic,
        },
        _ if is_asked => return Some(requests::asked(incoming, None, context, fresh)),
        _ if command == Command::Help => help(context),
        CommandPlace::General | CommandPlace::Anywhere => lists::answer(command, message, context)?,
    };
    changes.push(answer(said, None, incoming, context, fresh));
    Some(Decision {
        changes,
        fate: Fate::Internal,
    })
}

/// The thread of the topic whose link a command in General, or in a topic of the team's own, names: `https://t.me/c/1234567890/5`, or a link of a message there.
#[must_use]
pub fn linked_topic(message: &Message) -> Option<ThreadId> {
    let Content::Text(text) = &message.content else {
        return None;
    };
    let words = rebuilt::first_words(&message.content);
    words.iter().find_map(|words| match inside(words) {
        Some(Inside::Command(_)) => Some(()),
        _ => None,
    })?;
    let link = text.text.split_whitespace().nth(1)?;
    let path = link.split_once("t.me/c/")?.1;
    let group = message.chat.id.0.to_string();
    let mut parts = path.split(['/', '?']);
    let number = parts.next()?;
    let thread: i64 = parts.next()?.parse().ok()?;
    (group.strip_prefix("-100") == Some(number)).then_some(ThreadId(thread))
}

/// An answer, below the command: in its client's topic, or where the team talks among itself.
pub(super) fn answer(
    said: Answer,
    conversation: Option<&Conversation>,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Change {
    let direction = match conversation {
        Some(_) => Direction::ToTopic,
        None => Direction::Aside,
    };
    let order = Order {
        conversation,
        direction,
        job: Job::Notice {
            notice: Notice::Answer(said),
            about: Some(incoming.message.place.message.0),
            buttons: Vec::new(),
        },
    };
    let mut delivery = deliver(order, context, fresh);
    if conversation.is_none() {
        delivery.aim = incoming.message.thread.map(Aim::Team);
    }
    Change::Deliver(delivery)
}
