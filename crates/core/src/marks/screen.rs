//! What panels of marks show, and what their buttons do, as short texts: kept with the panel, and in the data of buttons.

use super::{MarkId, MarkMistake, MarkWrong};

/// What a panel of marks shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkScreen {
    /// All marks, with counts.
    List,
    /// One mark: what it does, and the topics that have it.
    One(MarkId),
    /// Whether it is to be deleted.
    Delete(MarkId),
    /// What is set on the conversation, and what could be; and the quick reply that should have been sent, if it could not be.
    Board(Option<String>),
    /// Nothing was done, because of this.
    Refused(MarkRefusal),
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkRefusal {
    /// What was written is not understood.
    Mistake(MarkMistake),
    /// There is no such mark.
    NoMark(String),
    /// A mark is called so already.
    Exists(String),
    /// There are as many as there may be.
    Full,
    /// A mark cannot take itself away.
    Itself,
    /// There is no such quick reply.
    NoReply(String),
    /// Only administrators of the connection may.
    NotAllowed,
    /// Whoever writes as the group: nobody knows who it is.
    Anonymous,
    /// That is done in General.
    InGeneral,
}

/// What a button of such a panel does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkAct {
    /// Shows all marks.
    List,
    /// Shows one.
    One(MarkId),
    /// Lets the webhook hear of it, or not.
    Hook(MarkId, bool),
    /// Asks whether it is to be deleted.
    AskDelete(MarkId),
    /// Deletes it.
    Delete(MarkId),
    /// Sets it on the conversation or takes it away: not "the other way round", as what a press does may be done twice.
    Set(MarkId, bool),
}

impl MarkScreen {
    /// The text that stands for it.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            MarkScreen::List => "list".into(),
            MarkScreen::One(mark) => format!("one.{}", mark.0),
            MarkScreen::Delete(mark) => format!("delete.{}", mark.0),
            MarkScreen::Board(None) => "board".into(),
            MarkScreen::Board(Some(unsent)) => format!("unsent.{unsent}"),
            MarkScreen::Refused(why) => format!("refused.{}", why.code()),
        }
    }

    /// The screen of a text; none for one that this version does not know.
    #[must_use]
    pub fn from_code(code: &str) -> Option<MarkScreen> {
        let mark = |text: &str| text.parse().ok().map(MarkId);
        Some(match code.split_once('.').unwrap_or((code, "")) {
            ("list", "") => MarkScreen::List,
            ("one", id) => MarkScreen::One(mark(id)?),
            ("delete", id) => MarkScreen::Delete(mark(id)?),
            ("board", "") => MarkScreen::Board(None),
            ("unsent", reply) => MarkScreen::Board(Some(reply.into())),
            ("refused", why) => MarkScreen::Refused(MarkRefusal::from_code(why)?),
            _ => return None,
        })
    }
}

const MISTAKES: [(MarkWrong, &str); 6] = [
    (MarkWrong::Name, "name"),
    (MarkWrong::Taken, "taken"),
    (MarkWrong::Property, "property"),
    (MarkWrong::TooMuch, "much"),
    (MarkWrong::Ticker, "ticker"),
    (MarkWrong::OnOff, "onoff"),
];

impl MarkRefusal {
    fn code(&self) -> String {
        match self {
            MarkRefusal::Mistake(mistake) => {
                let known = MISTAKES.iter().find(|(wrong, _)| *wrong == mistake.wrong);
                let word = known.map_or("", |(_, word)| word);
                format!("{word}.{}", mistake.word)
            }
            MarkRefusal::NoMark(name) => format!("none.{name}"),
            MarkRefusal::Exists(name) => format!("exists.{name}"),
            MarkRefusal::NoReply(name) => format!("noreply.{name}"),
            MarkRefusal::Full => "full".into(),
            MarkRefusal::Itself => "itself".into(),
            MarkRefusal::NotAllowed => "notallowed".into(),
            MarkRefusal::Anonymous => "anonymous".into(),
            MarkRefusal::InGeneral => "general".into(),
        }
    }

    fn from_code(code: &str) -> Option<MarkRefusal> {
        let (word, rest) = code.split_once('.').unwrap_or((code, ""));
        Some(match word {
            "none" => MarkRefusal::NoMark(rest.into()),
            "exists" => MarkRefusal::Exists(rest.into()),
            "noreply" => MarkRefusal::NoReply(rest.into()),
            "full" => MarkRefusal::Full,
            "itself" => MarkRefusal::Itself,
            "notallowed" => MarkRefusal::NotAllowed,
            "anonymous" => MarkRefusal::Anonymous,
            "general" => MarkRefusal::InGeneral,
            _ => {
                let known = MISTAKES.iter().find(|(_, code)| *code == word)?;
                MarkRefusal::Mistake(MarkMistake {
                    wrong: known.0,
                    word: rest.into(),
                })
            }
        })
    }
}

impl MarkAct {
    /// The text that stands for it.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            MarkAct::List => "list".into(),
            MarkAct::One(mark) => format!("one.{}", mark.0),
            MarkAct::Hook(mark, true) => format!("hook.{}", mark.0),
            MarkAct::Hook(mark, false) => format!("nohook.{}", mark.0),
            MarkAct::AskDelete(mark) => format!("ask.{}", mark.0),
            MarkAct::Delete(mark) => format!("delete.{}", mark.0),
            MarkAct::Set(mark, true) => format!("set.{}", mark.0),
            MarkAct::Set(mark, false) => format!("unset.{}", mark.0),
        }
    }

    /// The act of a text; none for one that this version does not know.
    #[must_use]
    pub fn from_code(code: &str) -> Option<MarkAct> {
        if code == "list" {
            return Some(MarkAct::List);
        }
        let (word, id) = code.split_once('.')?;
        let mark = id.parse().ok().map(MarkId)?;
        Some(match word {
            "one" => MarkAct::One(mark),
            "hook" => MarkAct::Hook(mark, true),
            "nohook" => MarkAct::Hook(mark, false),
            "ask" => MarkAct::AskDelete(mark),
            "delete" => MarkAct::Delete(mark),
            "set" => MarkAct::Set(mark, true),
            "unset" => MarkAct::Set(mark, false),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: every screen and every act comes back from its text, words with dots included; an act fits on a button.
    #[test]
    fn they_come_back() {
        let id = MarkId(i64::MAX);
        let mut screens = vec![
            MarkScreen::List,
            MarkScreen::One(id),
            MarkScreen::Delete(id),
            MarkScreen::Board(None),
            MarkScreen::Board(Some("hello".into())),
        ];
        let words = |why: fn(String) -> MarkRefusal| MarkScreen::Refused(why("a.b c".into()));
        screens.extend(
            [
                MarkRefusal::NoMark,
                MarkRefusal::Exists,
                MarkRefusal::NoReply,
            ]
            .map(words),
        );
        let others = [
            MarkRefusal::Full,
            MarkRefusal::Itself,
            MarkRefusal::NotAllowed,
            MarkRefusal::Anonymous,
            MarkRefusal::InGeneral,
        ];
        screens.extend(others.map(MarkScreen::Refused));
        for wrong in MarkWrong::ALL {
            let word = "x.y".to_owned();
            let mistake = MarkMistake { wrong, word };
            screens.push(MarkScreen::Refused(MarkRefusal::Mistake(mistake)));
        }
        for screen in screens {
            assert_eq!(MarkScreen::from_code(&screen.code()), Some(screen));
        }
        let acts = [
            MarkAct::List,
            MarkAct::One(id),
            MarkAct::Hook(id, true),
            MarkAct::Hook(id, false),
            MarkAct::AskDelete(id),
            MarkAct::Delete(id),
            MarkAct::Set(id, true),
            MarkAct::Set(id, false),
        ];
        for act in acts {
            assert!(act.code().len() <= 30);
            assert_eq!(MarkAct::from_code(&act.code()), Some(act));
        }
        assert_eq!(MarkScreen::from_code("refused.what"), None);
        assert_eq!(MarkAct::from_code("set.x"), None);
    }
}
