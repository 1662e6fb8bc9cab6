//! What a button of the setup does.

use relevo_telegram::UserId;

use super::Screen;
use super::screen::parameter;
use crate::marks::MarkId;
use crate::params::Language;
use crate::{CellId, ConnectionId, IdentityId, ReplyId};

/// The longest text of an act, in bytes: a button's data holds 64, and a mark and a signature stand beside it.
pub const ACT_BYTES_MAX: usize = 46;

/// What pressing a button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Shows a screen.
    Open(Screen),
    /// Looks at once at what is waited for.
    Check,
    /// Stops a connection.
    Stop(ConnectionId),
    /// Starts it again.
    Start(ConnectionId),
    /// Speaks this language here; none: the app's.
    Speak(Option<Language>),
    /// Gives a parameter a value.
    Set(ConnectionId, &'static str, String),
    /// Gives a parameter its default.
    Reset(ConnectionId, &'static str),
    /// Takes a word into a parameter's set of words (true), or out of it: not "the other way round", as what a press does may be done
    /// twice.
    Toggle(ConnectionId, &'static str, String, bool),
    /// Takes an extra bot away.
    RemoveRelay(ConnectionId, IdentityId),
    /// Deletes a quick reply of its group.
    DeleteReply(ConnectionId, ReplyId),
    /// Deletes a mark of its group.
    DeleteMark(ConnectionId, MarkId),
    /// Lets webhooks hear of a mark of its group, or not.
    HookMark(ConnectionId, MarkId, bool),
    /// Makes a link by which somebody becomes a co-owner.
    InviteCoOwner(ConnectionId),
    /// Takes co-ownership from somebody.
    RemoveCoOwner(ConnectionId, UserId),
    /// Makes a new API key; the one before it ends.
    MakeKey(ConnectionId),
    /// Ends the API key.
    DropKey(ConnectionId),
    /// Lets somebody connect a bot to this person's group, or not.
    Agree(CellId, UserId, bool),
}

impl Act {
    /// The text that stands for it; none if it would not fit on a button.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        let code = match self {
            Act::Open(screen) => format!(">{}", screen.code()),
            Act::Check => "check".into(),
            Act::Stop(id) => format!("stop.{}", id.0),
            Act::Start(id) => format!("start.{}", id.0),
            Act::Speak(None) => "speak".into(),
            Act::Speak(Some(language)) => format!("speak.{}", language.tag()),
            Act::Set(id, name, value) => format!("={}.{name}.{value}", id.0),
            Act::Reset(id, name) => format!("reset.{}.{name}", id.0),
            Act::Toggle(id, name, word, true) => format!("+{}.{name}.{word}", id.0),
            Act::Toggle(id, name, word, false) => format!("-{}.{name}.{word}", id.0),
            Act::RemoveRelay(id, relay) => format!("relay.{}.{}", id.0, relay.0),
            Act::DeleteReply(id, reply) => format!("noreply.{}.{}", id.0, reply.0),
            Act::DeleteMark(id, mark) => format!("nomark.{}.{}", id.0, mark.0),
            Act::HookMark(id, mark, true) => format!("hook.{}.{}", id.0, mark.0),
            Act::HookMark(id, mark, false) => format!("nohook.{}.{}", id.0, mark.0),
            Act::InviteCoOwner(id) => format!("invite.{}", id.0),
            Act::RemoveCoOwner(id, person) => format!("owner.{}.{}", id.0, person.0),
            Act::MakeKey(id) => format!("key.{}", id.0),
            Act::DropKey(id) => format!("nokey.{}", id.0),
            Act::Agree(cell, person, true) => format!("agree.{}.{}", cell.0, person.0),
            Act::Agree(cell, person, false) => format!("refuse.{}.{}", cell.0, person.0),
        };
        (code.len() <= ACT_BYTES_MAX).then_some(code)
    }

    /// The act of a text; none for a text that this version does not know.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Act> {
        if let Some(screen) = code.strip_prefix('>') {
            return Screen::from_code(screen).map(Act::Open);
        }
        let named = |text: &str| {
            let mut parts = text.splitn(3, '.');
            let of = id(parts.next()?)?;
            Some((of, parameter(parts.next()?)?, parts.next()?.to_owned()))
        };
        if let Some(text) = code.strip_prefix('=') {
            return named(text).map(|(of, name, value)| Act::Set(of, name, value));
        }
        for (sign, is_in) in [('+', true), ('-', false)] {
            if let Some(text) = code.strip_prefix(sign) {
                return named(text).map(|(of, name, word)| Act::Toggle(of, name, word, is_in));
            }
        }
        let parts: Vec<&str> = code.split('.').collect();
        Some(match parts.as_slice() {
            ["check"] => Act::Check,
            ["stop", of] => Act::Stop(id(of)?),
            ["start", of] => Act::Start(id(of)?),
            ["speak"] => Act::Speak(None),
            ["speak", tag] => Act::Speak(Some(Language::of_tag(tag)?)),
            ["reset", of, name] => Act::Reset(id(of)?, parameter(name)?),
            ["relay", of, relay] => Act::RemoveRelay(id(of)?, IdentityId(relay.parse().ok()?)),
            ["noreply", of, reply] => Act::DeleteReply(id(of)?, ReplyId(reply.parse().ok()?)),
            ["nomark", of, mark] => Act::DeleteMark(id(of)?, MarkId(mark.parse().ok()?)),
            [word @ ("hook" | "nohook"), of, mark] => {
                Act::HookMark(id(of)?, MarkId(mark.parse().ok()?), *word == "hook")
            }
            ["invite", of] => Act::InviteCoOwner(id(of)?),
            ["owner", of, person] => Act::RemoveCoOwner(id(of)?, UserId(person.parse().ok()?)),
            ["key", of] => Act::MakeKey(id(of)?),
            ["nokey", of] => Act::DropKey(id(of)?),
            [word @ ("agree" | "refuse"), cell, person] => Act::Agree(
                CellId(cell.parse().ok()?),
                UserId(person.parse().ok()?),
                *word == "agree",
            ),
            _ => return None,
        })
    }

    /// The connection that it is about.
    #[must_use]
    pub fn connection(&self) -> Option<ConnectionId> {
        match self {
            Act::Open(screen) => screen.connection(),
            Act::Check | Act::Speak(_) | Act::Agree(..) => None,
            Act::Stop(id)
            | Act::Start(id)
            | Act::Set(id, ..)
            | Act::Reset(id, _)
            | Act::Toggle(id, ..)
            | Act::RemoveRelay(id, _)
            | Act::DeleteReply(id, _)
            | Act::DeleteMark(id, _)
            | Act::HookMark(id, ..)
            | Act::InviteCoOwner(id)
            | Act::RemoveCoOwner(id, _)
            | Act::MakeKey(id)
            | Act::DropKey(id) => Some(*id),
        }
    }
}

fn id(text: &str) -> Option<ConnectionId> {
    text.parse().ok().map(ConnectionId)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::{Shape, definitions};

    /// Promise: every act comes back from its text, and what would not fit on a button has none.
    #[test]
    fn acts_come_back() {
        let of = ConnectionId(12);
        let mut acts = vec![
            Act::Open(Screen::Home),
            Act::Check,
            Act::Stop(of),
            Act::Start(of),
            Act::Speak(None),
            Act::Speak(Some(Language::Ru)),
            Act::RemoveRelay(of, IdentityId(123_456)),
            Act::DeleteReply(of, ReplyId(1_234_567)),
            Act::DeleteMark(of, MarkId(1_234_567)),
            Act::HookMark(of, MarkId(1_234_567), true),
            Act::HookMark(of, MarkId(1_234_567), false),
            Act::InviteCoOwner(of),
            Act::RemoveCoOwner(of, UserId(1_234_567_890)),
            Act::MakeKey(of),
            Act::DropKey(of),
            Act::Agree(CellId(5), UserId(1_234_567_890), true),
            Act::Agree(CellId(5), UserId(1_234_567_890), false),
            Act::Set(of, "TIMEZONE", "America/Argentina/Buenos_Aires".into()),
        ];
        for one in definitions() {
            acts.push(Act::Reset(of, one.name));
            let words: &[&str] = match one.shape {
                Shape::Choice(words) | Shape::Subset(words) => words,
                _ => &[],
            };
            for word in words {
                acts.push(Act::Set(of, one.name, (*word).into()));
                acts.push(Act::Toggle(of, one.name, (*word).into(), true));
                acts.push(Act::Toggle(of, one.name, (*word).into(), false));
            }
        }
        for act in acts {
            let code = act.code().expect("it fits on a button");
            assert_eq!(Act::from_code(&code), Some(act));
        }
        assert_eq!(Act::Set(of, "WELCOME", "x".repeat(46)).code(), None);
        for wrong in [
            "",
            ">",
            ">z",
            "stop",
            "stop.x",
            "=1.NOTHING.x",
            "speak.xx",
            "go",
        ] {
            assert_eq!(Act::from_code(wrong), None, "{wrong}");
        }
    }
}
