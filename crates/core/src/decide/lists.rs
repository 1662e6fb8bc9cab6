//! `/waiting` and `/mine` in General, or in a topic of the team's own: which topics wait for the team, and for which whoever asks is responsible.
//!
//! Neighbours: `commands` asks here and sees to it that one bot of the group answers, and only a person in time. Deliberately absent:
//! finding the topics, which the program does before it decides (`crate::lists`).

use relevo_telegram::{Author, Message};

use super::{Context, status};
use crate::{Answer, Command};

/// Which list this message asks for, as far as its words decide that.
#[must_use]
pub fn asks_for_list(message: &Message) -> Option<Command> {
    let (name, _) = status::asked(message)?;
    Command::find(name).filter(|command| matches!(command, Command::Waiting | Command::Mine))
}

/// What is answered. `None`: nobody was asked to look.
pub(super) fn answer(command: Command, message: &Message, context: &Context<'_>) -> Option<Answer> {
    let list = |list: Option<&crate::TopicList>| list.cloned().map(Box::new);
    match (command, &message.author) {
        (Command::Waiting, _) => Some(Answer::Waiting {
            list: list(context.scene.waiting)?,
        }),
        (Command::Mine, Author::User(_)) => Some(Answer::Mine {
            list: list(context.scene.mine)?,
        }),
        (Command::Mine, _) => Some(Answer::AnonymousAsks),
        _ => None,
    }
}
