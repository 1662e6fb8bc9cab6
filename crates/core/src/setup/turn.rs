//! What follows from what a person says: a task for the program, and what they are shown.

use relevo_telegram::ChatId;

use super::{Act, Goal, Screen};
use crate::marks::MarkId;
use crate::params::{Language, definition};
use crate::{ConnectionId, ReplyId};

/// What a person says to the setup bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// They opened the chat, or came back by a link.
    Start,
    /// They want to be out of where they are.
    Cancel,
    /// They ask for a screen by a command.
    Asks(Screen),
    /// They pressed a button that works.
    Pressed(Act),
    /// They pressed a button that does not work any more, or never did.
    Stale,
    /// They chose a group.
    Chose(ChatId),
    /// They wrote something else.
    Words(String),
    /// They sent what holds no words.
    Other,
}

/// What the program is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Makes the group what it was chosen for, if it is ready.
    UseGroup(Goal, ChatId),
    /// Takes a bot in by its token.
    TakeToken(String),
    /// Takes an extra bot in by its token.
    TakeRelay(ConnectionId, String),
    /// Gives a parameter a value.
    Set(ConnectionId, &'static str, String),
    /// Speaks a language.
    Speak(Option<Language>),
    /// Calls a quick reply otherwise.
    RenameReply(ConnectionId, ReplyId, String),
    /// Makes a mark; with one, changes what it does. As behind `/mark`.
    Mark(ConnectionId, Option<MarkId>, String),
    /// Deletes a connection, if this is its name.
    Delete(ConnectionId, String),
    /// Does what a button says.
    Do(Act),
}

/// What follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// This is shown.
    Show(Screen),
    /// The same is shown again, with a word on what does not work here.
    Again,
    /// This is done; what is shown then depends on how it went. Until that is known the screen stays what it is.
    Do(Task),
}

/// What follows from what a person says who has this screen before them.
#[must_use]
pub fn turn(screen: Screen, said: Said) -> Turn {
    match (said, screen) {
        (Said::Start, Screen::ChooseGroup(_) | Screen::Waiting(..)) => Turn::Show(screen),
        (Said::Start, _) => Turn::Show(Screen::Home),
        (Said::Cancel, _) => Turn::Show(back(screen)),
        (Said::Asks(next), _) => Turn::Show(next),
        (Said::Pressed(Act::Open(next)), _) => Turn::Show(next),
        (Said::Pressed(Act::Check), Screen::Waiting(goal, chat)) => {
            Turn::Do(Task::UseGroup(goal, chat))
        }
        (Said::Pressed(Act::Check), _) | (Said::Stale | Said::Other, _) => Turn::Again,
        (Said::Pressed(Act::Speak(language)), _) => Turn::Do(Task::Speak(language)),
        (Said::Pressed(Act::Set(id, name, value)), _) => Turn::Do(Task::Set(id, name, value)),
        (Said::Pressed(act), _) => Turn::Do(Task::Do(act)),
        (Said::Chose(chat), Screen::ChooseGroup(goal) | Screen::Waiting(goal, _)) => {
            Turn::Do(Task::UseGroup(goal, chat))
        }
        (Said::Chose(_), _) => Turn::Again,
        (Said::Words(token), Screen::AskToken) => Turn::Do(Task::TakeToken(token)),
        (Said::Words(token), Screen::AskRelay(id)) => Turn::Do(Task::TakeRelay(id, token)),
        (Said::Words(value), Screen::Parameter(id, name) | Screen::Value(id, name, _)) => {
            Turn::Do(Task::Set(id, name, value))
        }
        (Said::Words(name), Screen::Reply(id, reply)) => {
            Turn::Do(Task::RenameReply(id, reply, name))
        }
        (Said::Words(name), Screen::Marks(id)) => Turn::Do(Task::Mark(id, None, name)),
        (Said::Words(what), Screen::Mark(id, mark)) => Turn::Do(Task::Mark(id, Some(mark), what)),
        (Said::Words(name), Screen::Delete(id)) => Turn::Do(Task::Delete(id, name)),
        (Said::Words(_), _) => Turn::Again,
    }
}

/// Where somebody comes from who goes back.
#[must_use]
pub fn back(screen: Screen) -> Screen {
    match screen {
        Screen::Home
        | Screen::NewConnection
        | Screen::Connections
        | Screen::Language
        | Screen::FirstMessage(_)
        | Screen::Consent(..)
        | Screen::ChooseGroup(Goal::Connect)
        | Screen::Waiting(Goal::Connect, _) => Screen::Home,
        Screen::ChooseGroup(Goal::Account(_)) | Screen::Waiting(Goal::Account(_), _) => {
            Screen::Business
        }
        Screen::AskToken | Screen::Business | Screen::Account => Screen::NewConnection,
        Screen::Connection(_) => Screen::Connections,
        Screen::ParameterGroups(id)
        | Screen::Numbers(id)
        | Screen::Relays(id)
        | Screen::Replies(id, _)
        | Screen::Marks(id)
        | Screen::Team(id)
        | Screen::ApiKey(id)
        | Screen::Delete(id)
        | Screen::ChooseGroup(Goal::Move(id))
        | Screen::Waiting(Goal::Move(id), _) => Screen::Connection(id),
        Screen::ParameterGroup(id, _) => Screen::ParameterGroups(id),
        Screen::Parameter(id, name) => match definition(name) {
            Ok(known) => Screen::ParameterGroup(id, known.group.number()),
            Err(_) => Screen::ParameterGroups(id),
        },
        Screen::Value(id, name, _) => Screen::Parameter(id, name),
        Screen::AskRelay(id) => Screen::Relays(id),
        Screen::Reply(id, _) => Screen::Replies(id, 0),
        Screen::Mark(id, _) => Screen::Marks(id),
        Screen::DeleteMark(id, mark) => Screen::Mark(id, mark),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: words are taken as what the screen asks for, and nowhere else do they do anything.
    #[test]
    fn words_are_what_the_screen_asks_for() {
        let id = ConnectionId(3);
        let words = || Said::Words("hello".into());
        let takes = [
            (Screen::AskToken, Task::TakeToken("hello".into())),
            (Screen::AskRelay(id), Task::TakeRelay(id, "hello".into())),
            (
                Screen::Parameter(id, "WELCOME"),
                Task::Set(id, "WELCOME", "hello".into()),
            ),
            (
                Screen::Reply(id, ReplyId(4)),
                Task::RenameReply(id, ReplyId(4), "hello".into()),
            ),
            (Screen::Marks(id), Task::Mark(id, None, "hello".into())),
            (
                Screen::Mark(id, MarkId(4)),
                Task::Mark(id, Some(MarkId(4)), "hello".into()),
            ),
            (Screen::Delete(id), Task::Delete(id, "hello".into())),
        ];
        for (screen, task) in takes {
            assert_eq!(turn(screen, words()), Turn::Do(task));
        }
        for screen in [Screen::Home, Screen::Connections, Screen::Connection(id)] {
            assert_eq!(turn(screen, words()), Turn::Again);
        }
    }

    /// Promise: a group counts only where one was asked for, and one that does not work can be changed for another.
    #[test]
    fn a_group_counts_where_one_was_asked_for() {
        let (one, other) = (ChatId(-1), ChatId(-2));
        let goal = Goal::Move(ConnectionId(3));
        let used = |chat| Turn::Do(Task::UseGroup(goal, chat));
        assert_eq!(turn(Screen::ChooseGroup(goal), Said::Chose(one)), used(one));
        let waiting = Screen::Waiting(goal, one);
        assert_eq!(turn(waiting, Said::Chose(other)), used(other));
        assert_eq!(turn(waiting, Said::Pressed(Act::Check)), used(one));
        assert_eq!(turn(Screen::Home, Said::Chose(one)), Turn::Again);
        assert_eq!(turn(Screen::Home, Said::Pressed(Act::Check)), Turn::Again);
    }

    /// Promise: going back ends at home, from everywhere.
    #[test]
    fn back_ends_at_home() {
        let id = ConnectionId(3);
        let mut screen = Screen::Waiting(Goal::Move(id), ChatId(-1));
        for _ in 0..3 {
            screen = back(screen);
        }
        assert_eq!(screen, Screen::Home);
        assert_eq!(back(back(Screen::AskToken)), Screen::Home);
        let mut screen = Screen::Value(id, "WELCOME", 2);
        for before in [
            Screen::Parameter(id, "WELCOME"),
            Screen::ParameterGroup(id, 1),
            Screen::ParameterGroups(id),
            Screen::Connection(id),
        ] {
            assert_eq!(turn(screen, Said::Cancel), Turn::Show(before));
            screen = before;
        }
    }
}
