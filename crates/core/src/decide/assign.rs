//! `/assign`: somebody of the team makes somebody of the team responsible, by name or by a button.
//!
//! Offered is who is known by name (`operators`). Whoever is pressed becomes responsible as by `/take` of their own. Neighbour:
//! `commands::responsible` does that. Deliberately absent: asking whoever is named.

use relevo_telegram::{Author, CallbackPress, Message, MessageId, UserId};

use super::operators::{Colleague, names};
use super::{Context, Decision, Incoming, Order, commands, deliver, pressed};
use crate::{
    Answer, Callback, CallbackAction, Change, Command, Conversation, Direction, Fate, Fresh, Job,
    Notice,
};

/// How many people are offered.
const OFFERED_MAX: usize = 10;

/// How long the buttons work, and the offer stands.
pub(crate) const OFFERED_MS: i64 = 24 * 60 * 60 * 1_000;

/// Whether this message asks for somebody to be responsible, as far as its words decide that.
#[must_use]
pub fn asks_to_assign(message: &Message) -> bool {
    commands::is_one_of(message, &[Command::Assign])
}

pub(super) fn asked(
    argument: &str,
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let people = people(incoming.message, context);
    let called: Vec<Colleague> = people
        .iter()
        .filter(|one| one.is_called(argument))
        .cloned()
        .collect();
    let decision = |changes| Decision {
        changes,
        fate: Fate::Internal,
    };
    let said = match called.as_slice() {
        [one] => {
            let mut now = conversation.clone();
            let name = one.shown();
            let who = (one.person, name.clone());
            let mut changes = commands::responsible(&mut now, who, context, fresh);
            if now != *conversation {
                changes.insert(0, Change::UpdateConversation(now));
            }
            let said = Answer::Responsible { name };
            let answer = commands::answer(said, Some(conversation), incoming, context, fresh);
            changes.push(answer);
            return decision(changes);
        }
        _ if people.is_empty() => Answer::NobodySeen,
        _ => {
            let unmatched = !argument.is_empty();
            let namesakes = called.len() > 1;
            let offered = if namesakes { &called } else { &people };
            let of = (offered.as_slice(), unmatched);
            return decision(prompt(of, incoming, conversation, context, fresh));
        }
    };
    let answer = commands::answer(said, Some(conversation), incoming, context, fresh);
    decision(vec![answer])
}

/// Who is known by a name that can be read, and whoever writes the command.
fn people(message: &Message, context: &Context<'_>) -> Vec<Colleague> {
    let mut people = context.scene.colleagues.to_vec();
    if let Author::User(user) = &message.author
        && !people.iter().any(|one| one.person == user.id)
    {
        let person = user.id;
        let names = names(user);
        people.insert(0, Colleague { person, names });
    }
    people.retain(|one| !context.fleet.contains(&one.person) && !one.shown().is_empty());
    people
}

/// The prompt, below the command: a button for each.
fn prompt(
    (people, unmatched): (&[Colleague], bool),
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let people = &people[..people.len().min(OFFERED_MAX)];
    let names: Vec<String> = people.iter().map(Colleague::shown).collect();
    let order = Order {
        conversation: Some(conversation),
        direction: Direction::ToTopic,
        job: Job::Notice {
            notice: Notice::WhoIsResponsible {
                names: told_apart(people, &names),
                now: context.scene.responsible.map(str::to_owned),
                unmatched,
            },
            about: Some(incoming.message.place.message.0),
            buttons: Vec::new(),
        },
    };
    let mut prompt = deliver(order, context, fresh);
    let mut changes = Vec::new();
    let mut rows = Vec::new();
    for one in people {
        let id = fresh.id();
        rows.push(id);
        changes.push(Change::PutCallback(Callback {
            id,
            cell: context.cell.id,
            conversation: conversation.id,
            seq: prompt.seq,
            about: Some(MessageId(one.person.0)),
            action: CallbackAction::Assign,
            expires_ms: context.now_ms + OFFERED_MS,
        }));
    }
    if let Job::Notice { buttons, .. } = &mut prompt.job {
        *buttons = rows;
    }
    changes.push(Change::Deliver(prompt));
    changes
}

/// Namesakes are told apart by their usernames.
fn told_apart(people: &[Colleague], names: &[String]) -> Vec<String> {
    let label = |(one, name): (&Colleague, &String)| {
        let is_namesake = names.iter().filter(|other| *other == name).count() > 1;
        match &one.names.username {
            Some(username) if is_namesake => format!("{name} @{username}"),
            _ => name.clone(),
        }
    };
    people.iter().zip(names).map(label).collect()
}

/// Somebody was chosen. All buttons of the prompt are used up by that, unless whoever was chosen has left meanwhile.
pub(super) fn pressed(
    press: &CallbackPress,
    callback: &Callback,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    let known = context.conversation?;
    let person = UserId(callback.about?.0);
    let mut colleagues = context.scene.colleagues.iter();
    let Some(chosen) = colleagues.find(|one| one.person == person) else {
        let left = Some(Notice::AssigneeLeft);
        return Some(vec![pressed::answer(press, left, context, fresh)]);
    };
    let mut now = known.clone();
    let name = chosen.shown();
    let who = (person, name.clone());
    let mut changes = commands::responsible(&mut now, who, context, fresh);
    if now != *known {
        changes.insert(0, Change::UpdateConversation(now));
    }
    let rows = context.scene.beside.iter().copied();
    changes.extend(rows.map(Change::RemoveCallback));
    changes.push(pressed::answer(press, None, context, fresh));
    let words = Notice::Answer(Answer::Responsible { name });
    changes.extend(pressed::said(press, words, context, fresh));
    Some(changes)
}
