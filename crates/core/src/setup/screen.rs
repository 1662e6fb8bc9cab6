//! What a person has before them.

use relevo_telegram::{ChatId, UserId};

use crate::marks::MarkId;
use crate::params::definitions;
use crate::{CellId, ConnectionId, ReplyId};

/// What a group is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// This bot is connected to it.
    Connect,
    /// The connection moves there.
    Move(ConnectionId),
    /// This person's account, which is connected to this bot, is connected to it.
    Account(UserId),
}

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// What can be done here.
    Home,
    /// A group is to be chosen.
    ChooseGroup(Goal),
    /// The chosen group is not ready yet.
    Waiting(Goal, ChatId),
    /// Connected; nobody has written yet.
    FirstMessage(ConnectionId),
    /// What can be connected.
    NewConnection,
    /// The token of a new bot is to be sent.
    AskToken,
    /// How a business account is linked.
    Business,
    /// How a personal account is connected.
    Account,
    /// All connections of this person.
    Connections,
    /// One of them.
    Connection(ConnectionId),
    /// The groups of its parameters.
    ParameterGroups(ConnectionId),
    /// A group of parameters, by its number.
    ParameterGroup(ConnectionId, u8),
    /// A parameter, by its name: words are its value.
    Parameter(ConnectionId, &'static str),
    /// A page of its value as a text, where that is long, from 0: words are its value, too.
    Value(ConnectionId, &'static str, u16),
    /// How it goes, in numbers.
    Numbers(ConnectionId),
    /// The extra bots of its group.
    Relays(ConnectionId),
    /// The token of an extra bot is to be sent.
    AskRelay(ConnectionId),
    /// A page of the quick replies of its group, from 0.
    Replies(ConnectionId, u16),
    /// One of them: words are its new name.
    Reply(ConnectionId, ReplyId),
    /// The marks of its group: words are the name of a new one.
    Marks(ConnectionId),
    /// One of them: words are what stands behind its name in `/mark`.
    Mark(ConnectionId, MarkId),
    /// Whether it is to be deleted.
    DeleteMark(ConnectionId, MarkId),
    /// Who may do what.
    Team(ConnectionId),
    /// Its API key.
    ApiKey(ConnectionId),
    /// Whether it is to be deleted: its name is to be typed.
    Delete(ConnectionId),
    /// Whether somebody else may connect a bot to this person's group.
    Consent(CellId, UserId),
    /// Which language is spoken here.
    Language,
}

impl Screen {
    /// The text that stands for it.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Screen::Home => "h".into(),
            Screen::ChooseGroup(goal) => format!("g{}", goal_code(goal)),
            Screen::Waiting(goal, chat) => format!("w{}.{}", goal_code(goal), chat.0),
            Screen::FirstMessage(id) => format!("f.{}", id.0),
            Screen::NewConnection => "n".into(),
            Screen::AskToken => "t".into(),
            Screen::Business => "y".into(),
            Screen::Account => "a".into(),
            Screen::Connections => "l".into(),
            Screen::Connection(id) => format!("c.{}", id.0),
            Screen::ParameterGroups(id) => format!("p.{}", id.0),
            Screen::ParameterGroup(id, group) => format!("p.{}.{group}", id.0),
            Screen::Parameter(id, name) => format!("v.{}.{name}", id.0),
            Screen::Value(id, name, page) => format!("e.{}.{name}.{page}", id.0),
            Screen::Numbers(id) => format!("s.{}", id.0),
            Screen::Relays(id) => format!("r.{}", id.0),
            Screen::AskRelay(id) => format!("q.{}", id.0),
            Screen::Replies(id, page) => format!("m.{}.{page}", id.0),
            Screen::Reply(id, reply) => format!("u.{}.{}", id.0, reply.0),
            Screen::Marks(id) => format!("b.{}", id.0),
            Screen::Mark(id, mark) => format!("j.{}.{}", id.0, mark.0),
            Screen::DeleteMark(id, mark) => format!("z.{}.{}", id.0, mark.0),
            Screen::Team(id) => format!("o.{}", id.0),
            Screen::ApiKey(id) => format!("k.{}", id.0),
            Screen::Delete(id) => format!("d.{}", id.0),
            Screen::Consent(cell, person) => format!("x.{}.{}", cell.0, person.0),
            Screen::Language => "i".into(),
        }
    }

    /// The screen of a text; none for a text that this version does not know.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Screen> {
        let parts: Vec<&str> = code.split('.').collect();
        let id = |text: &str| text.parse().ok().map(ConnectionId);
        Some(match parts.as_slice() {
            ["h"] => Screen::Home,
            ["g"] => Screen::ChooseGroup(Goal::Connect),
            ["g", of] => Screen::ChooseGroup(goal(of)?),
            ["w", chat] => Screen::Waiting(Goal::Connect, ChatId(chat.parse().ok()?)),
            ["w", of, chat] => Screen::Waiting(goal(of)?, ChatId(chat.parse().ok()?)),
            ["f", of] => Screen::FirstMessage(id(of)?),
            ["n"] => Screen::NewConnection,
            ["t"] => Screen::AskToken,
            ["y"] => Screen::Business,
            ["a"] => Screen::Account,
            ["l"] => Screen::Connections,
            ["c", of] => Screen::Connection(id(of)?),
            ["p", of] => Screen::ParameterGroups(id(of)?),
            ["p", of, group] => Screen::ParameterGroup(id(of)?, group.parse().ok()?),
            ["v", of, name] => Screen::Parameter(id(of)?, parameter(name)?),
            ["e", of, name, page] => Screen::Value(id(of)?, parameter(name)?, page.parse().ok()?),
            ["s", of] => Screen::Numbers(id(of)?),
            ["r", of] => Screen::Relays(id(of)?),
            ["q", of] => Screen::AskRelay(id(of)?),
            ["m", of, page] => Screen::Replies(id(of)?, page.parse().ok()?),
            ["u", of, reply] => Screen::Reply(id(of)?, ReplyId(reply.parse().ok()?)),
            ["b", of] => Screen::Marks(id(of)?),
            ["j", of, mark] => Screen::Mark(id(of)?, MarkId(mark.parse().ok()?)),
            ["z", of, mark] => Screen::DeleteMark(id(of)?, MarkId(mark.parse().ok()?)),
            ["o", of] => Screen::Team(id(of)?),
            ["k", of] => Screen::ApiKey(id(of)?),
            ["d", of] => Screen::Delete(id(of)?),
            ["x", cell, person] => {
                Screen::Consent(CellId(cell.parse().ok()?), UserId(person.parse().ok()?))
            }
            ["i"] => Screen::Language,
            _ => return None,
        })
    }

    /// The connection that it is about.
    #[must_use]
    pub fn connection(self) -> Option<ConnectionId> {
        match self {
            Screen::ChooseGroup(Goal::Move(id)) | Screen::Waiting(Goal::Move(id), _) => Some(id),
            Screen::FirstMessage(id)
            | Screen::Connection(id)
            | Screen::ParameterGroups(id)
            | Screen::ParameterGroup(id, _)
            | Screen::Parameter(id, _)
            | Screen::Value(id, ..)
            | Screen::Numbers(id)
            | Screen::Relays(id)
            | Screen::AskRelay(id)
            | Screen::Replies(id, _)
            | Screen::Reply(id, _)
            | Screen::Marks(id)
            | Screen::Mark(id, _)
            | Screen::DeleteMark(id, _)
            | Screen::Team(id)
            | Screen::ApiKey(id)
            | Screen::Delete(id) => Some(id),
            Screen::Home
            | Screen::ChooseGroup(Goal::Connect | Goal::Account(_))
            | Screen::Waiting(Goal::Connect | Goal::Account(_), _)
            | Screen::NewConnection
            | Screen::AskToken
            | Screen::Business
            | Screen::Account
            | Screen::Connections
            | Screen::Consent(..)
            | Screen::Language => None,
        }
    }

    /// Whether the person is about to choose a group, or has just done so: what they add the bot to is no client's group.
    #[must_use]
    pub fn is_about_a_group(self) -> bool {
        matches!(self, Screen::ChooseGroup(_) | Screen::Waiting(..))
    }
}

fn goal_code(goal: Goal) -> String {
    match goal {
        Goal::Connect => String::new(),
        Goal::Move(id) => format!(".{}", id.0),
        Goal::Account(person) => format!(".a{}", person.0),
    }
}

/// What a group is chosen for that is named in a text.
fn goal(code: &str) -> Option<Goal> {
    match code.strip_prefix('a') {
        Some(person) => person
            .parse()
            .ok()
            .map(|person| Goal::Account(UserId(person))),
        None => code.parse().ok().map(|id| Goal::Move(ConnectionId(id))),
    }
}

/// The parameter of a name as the table spells it.
pub(super) fn parameter(name: &str) -> Option<&'static str> {
    let mut all = definitions().iter();
    all.find(|one| one.name == name).map(|one| one.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: every screen comes back from its text, and what is no such text is none.
    #[test]
    fn screens_come_back() {
        let id = ConnectionId(12);
        let mut screens = vec![
            Screen::Home,
            Screen::ChooseGroup(Goal::Connect),
            Screen::ChooseGroup(Goal::Move(id)),
            Screen::Waiting(Goal::Connect, ChatId(-1_001_234)),
            Screen::ChooseGroup(Goal::Account(UserId(77))),
            Screen::Waiting(Goal::Account(UserId(77)), ChatId(-1_001_234)),
            Screen::Waiting(Goal::Move(id), ChatId(-1_001_234)),
            Screen::FirstMessage(id),
            Screen::NewConnection,
            Screen::AskToken,
            Screen::Business,
            Screen::Account,
            Screen::Connections,
            Screen::Connection(id),
            Screen::ParameterGroups(id),
            Screen::ParameterGroup(id, 3),
            Screen::Numbers(id),
            Screen::Relays(id),
            Screen::AskRelay(id),
            Screen::Replies(id, 3),
            Screen::Reply(id, ReplyId(1_234_567)),
            Screen::Marks(id),
            Screen::Mark(id, MarkId(1_234_567)),
            Screen::DeleteMark(id, MarkId(1_234_567)),
            Screen::Team(id),
            Screen::ApiKey(id),
            Screen::Delete(id),
            Screen::Consent(CellId(5), UserId(1_234_567_890)),
            Screen::Language,
        ];
        let parameters = definitions().iter();
        screens.extend(parameters.flat_map(|one| {
            [
                Screen::Parameter(id, one.name),
                Screen::Value(id, one.name, 12),
            ]
        }));
        for screen in screens {
            assert_eq!(Screen::from_code(&screen.code()), Some(screen));
        }
        for wrong in ["", "h.1", "c", "c.x", "v.1.NOTHING", "w.1.2.3", "z"] {
            assert_eq!(Screen::from_code(wrong), None, "{wrong}");
        }
    }
}
