//! The screens of `/send` and what their buttons do, as texts that a panel keeps.
//!
//! A form is nothing but the line that it has made so far: what somebody presses changes the line, and in the end it is read like one that
//! was typed. Neighbours: `grammar` reads lines; the program's `modules::broadcasts` does and draws. Deliberately absent: words.

use super::grammar::{Order, Rate, SendCommand, read};
use super::schedule::Quiet;
use crate::audience::{Condition, Whom};
use crate::table::FileWrong;

/// What a panel of `/send` shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The form: what to send, from this page of the quick replies on.
    Content {
        /// From 0.
        page: usize,
        /// Whether the command answers a message, which can be sent.
        answers: bool,
    },
    /// The form: whom it goes to. The reply's name; none: what the command answers.
    Whom(Option<String>),
    /// The form: when, and how.
    Options(String),
    /// A broadcast: its plan, how far it has come, or its report.
    Broadcast {
        /// Its number.
        number: i64,
        /// What happened to whoever pressed *Test to me*.
        test: Option<Tested>,
    },
    /// The broadcasts that there are.
    List,
    /// A line that cannot be read: the line.
    Mistake(String),
    /// Something to be said.
    Note(Note),
}

/// What became of *Test to me*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tested {
    /// It is on its way.
    Sent,
    /// Whoever pressed has never written to the bot.
    NoDialog,
}

/// Why a broadcast is not made, or not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Whoever asks may not.
    NotAllowed,
    /// There is none of this number.
    NoBroadcast(i64),
    /// It cannot be done with the one of this number as it stands.
    NotNow(i64),
    /// There is no quick reply of this name.
    NoReply(String),
    /// The quick reply of this name cannot be sent yet.
    NotReady(String),
    /// There is no mark of this name.
    NoMark(String),
    /// The time is over.
    Past,
    /// The clocks leave the time out.
    LeftOut,
    /// The command answers no message that could be sent.
    NothingAnswered,
    /// So many are under way that no more may be made.
    TooMany,
    /// The file that has to come with the command is of no use.
    File(FileWrong),
    /// In a client's topic one quick reply goes to that client; everything else is General's.
    InGeneral,
    /// The form was closed.
    Closed,
}

/// What a button of a panel does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// It begins.
    Start,
    /// It ends here.
    Cancel,
    /// Nothing more is sent.
    Pause,
    /// It goes on.
    Resume,
    /// Whoever presses gets it.
    Test,
    /// Shows a broadcast.
    Open(i64),
    /// The form: another page of quick replies.
    Page(usize),
    /// The form: this reply, by its row; none: what the command answers.
    Reply(Option<i64>),
    /// The form: to these.
    To(Group),
    /// The form: with quiet hours at night, or without.
    Quiet(bool),
    /// The form: with a button by which people opt out, or without.
    OptOut(bool),
    /// The form: so many a second.
    Rate(u32),
    /// The form is made a broadcast.
    Plan,
    /// The form is closed.
    Close,
}

/// Whom the form offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Everybody.
    All,
    /// Whoever asks.
    Test,
    /// Who wrote within thirty days.
    Active,
    /// On whom this mark is set, by its row.
    Mark(i64),
}

/// The night as the form offers it.
const NIGHT: &str = "21:00-09:00";
/// The rates that the form offers, a second.
pub const RATES: [u32; 3] = [5, 10, 20];

impl Screen {
    /// The text that stands for it.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Screen::Content { page, answers } => {
                format!("c{page}{}", if *answers { "+" } else { "" })
            }
            Screen::Whom(None) => "w".into(),
            Screen::Whom(Some(reply)) => format!("w{reply}"),
            Screen::Options(line) => format!("o{line}"),
            Screen::Broadcast { number, test } => {
                let test = match test {
                    None => "",
                    Some(Tested::Sent) => "+",
                    Some(Tested::NoDialog) => "-",
                };
                format!("b{number}{test}")
            }
            Screen::List => "l".into(),
            Screen::Mistake(line) => format!("?{line}"),
            Screen::Note(note) => format!("n{}", note.code()),
        }
    }

    /// The screen of a text; none for a text that this version does not know.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Screen> {
        let first = code.chars().next()?;
        let rest = &code[first.len_utf8()..];
        Some(match first {
            'c' => Screen::Content {
                page: rest.trim_end_matches('+').parse().ok()?,
                answers: rest.ends_with('+'),
            },
            'w' => Screen::Whom((!rest.is_empty()).then(|| rest.to_owned())),
            'o' => Screen::Options(rest.to_owned()),
            'b' => Screen::Broadcast {
                number: rest.trim_end_matches(['+', '-']).parse().ok()?,
                test: match rest.chars().last() {
                    Some('+') => Some(Tested::Sent),
                    Some('-') => Some(Tested::NoDialog),
                    _ => None,
                },
            },
            'l' if rest.is_empty() => Screen::List,
            '?' => Screen::Mistake(rest.to_owned()),
            'n' => Screen::Note(Note::from_code(rest)?),
            _ => return None,
        })
    }

    /// A broadcast, with nothing to say besides.
    #[must_use]
    pub fn of(number: i64) -> Screen {
        Screen::Broadcast { number, test: None }
    }
}

impl Note {
    fn code(&self) -> String {
        match self {
            Note::NotAllowed => "a".into(),
            Note::NoBroadcast(number) => format!("b{number}"),
            Note::NotNow(number) => format!("n{number}"),
            Note::NoReply(name) => format!("r{name}"),
            Note::NotReady(name) => format!("y{name}"),
            Note::NoMark(name) => format!("m{name}"),
            Note::Past => "p".into(),
            Note::LeftOut => "l".into(),
            Note::NothingAnswered => "w".into(),
            Note::TooMany => "t".into(),
            Note::File(wrong) => format!("f{}", wrong.code()),
            Note::InGeneral => "g".into(),
            Note::Closed => "c".into(),
        }
    }

    fn from_code(code: &str) -> Option<Note> {
        let first = code.chars().next()?;
        let rest = &code[first.len_utf8()..];
        let number = || rest.parse().ok();
        Some(match first {
            'a' => Note::NotAllowed,
            'b' => Note::NoBroadcast(number()?),
            'n' => Note::NotNow(number()?),
            'r' => Note::NoReply(rest.into()),
            'y' => Note::NotReady(rest.into()),
            'm' => Note::NoMark(rest.into()),
            'p' => Note::Past,
            'l' => Note::LeftOut,
            'w' => Note::NothingAnswered,
            't' => Note::TooMany,
            'f' => Note::File(FileWrong::from_code(rest)?),
            'g' => Note::InGeneral,
            'c' => Note::Closed,
            _ => return None,
        })
    }
}

impl Act {
    /// The text that stands for it: at most 24 bytes.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Act::Start => "start".into(),
            Act::Cancel => "cancel".into(),
            Act::Pause => "pause".into(),
            Act::Resume => "resume".into(),
            Act::Test => "test".into(),
            Act::Plan => "plan".into(),
            Act::Close => "close".into(),
            Act::Open(number) => format!(">{number}"),
            Act::Page(page) => format!("p.{page}"),
            Act::Reply(None) => "r".into(),
            Act::Reply(Some(reply)) => format!("r.{reply}"),
            Act::To(Group::All) => "all".into(),
            Act::To(Group::Test) => "me".into(),
            Act::To(Group::Active) => "active".into(),
            Act::To(Group::Mark(mark)) => format!("m.{mark}"),
            Act::Quiet(on) => format!("q.{}", u8::from(*on)),
            Act::OptOut(on) => format!("o.{}", u8::from(*on)),
            Act::Rate(rate) => format!("s.{rate}"),
        }
    }

    /// The act of a text; none for a text that this version does not know.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Act> {
        let plain = match code {
            "start" => Act::Start,
            "cancel" => Act::Cancel,
            "pause" => Act::Pause,
            "resume" => Act::Resume,
            "test" => Act::Test,
            "plan" => Act::Plan,
            "close" => Act::Close,
            "r" => Act::Reply(None),
            "all" => Act::To(Group::All),
            "me" => Act::To(Group::Test),
            "active" => Act::To(Group::Active),
            _ => return Act::with_number(code),
        };
        Some(plain)
    }

    fn with_number(code: &str) -> Option<Act> {
        if let Some(number) = code.strip_prefix('>') {
            return Some(Act::Open(number.parse().ok()?));
        }
        let (kind, number) = code.split_once('.')?;
        let is_on = || match number {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        };
        Some(match kind {
            "p" => Act::Page(number.parse().ok()?),
            "r" => Act::Reply(Some(number.parse().ok()?)),
            "m" => Act::To(Group::Mark(number.parse().ok()?)),
            "q" => Act::Quiet(is_on()?),
            "o" => Act::OptOut(is_on()?),
            "s" => Act::Rate(number.parse().ok()?),
            _ => return None,
        })
    }
}

/// The line with which the form goes on once it is known whom the reply goes to. `mark`: the name of a mark, if one is meant.
#[must_use]
pub fn line_to(reply: Option<&str>, group: Group, mark: Option<&crate::Name>) -> Option<String> {
    let to = match (group, mark) {
        (Group::All, _) => Condition::All,
        (Group::Test, _) => Condition::Test,
        (Group::Active, _) => Condition::ActiveHours(30 * 24),
        (Group::Mark(_), Some(name)) => Condition::Mark(name.clone()),
        (Group::Mark(_), None) => return None,
    };
    let whom = Whom {
        conditions: vec![to],
    };
    let line = format!("{} to {whom}", reply.unwrap_or_default());
    order_of(&line).map(|order| order.print())
}

/// The line after an option was chosen.
#[must_use]
pub fn line_with(line: &str, act: &Act) -> Option<String> {
    let mut order = order_of(line)?;
    match act {
        Act::Quiet(on) => order.quiet = Quiet::read(NIGHT).filter(|_| *on),
        Act::OptOut(on) => order.opt_out = *on,
        Act::Rate(rate) if RATES.contains(rate) => {
            order.rate = Some(Rate {
                per_minute: rate * 60,
            });
        }
        _ => return None,
    }
    Some(order.print())
}

/// The broadcast that a line is.
#[must_use]
pub fn order_of(line: &str) -> Option<Order> {
    match read(line) {
        Ok(SendCommand::Order(order)) => Some(*order),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Name;

    /// Promise: every screen and every act comes back from its text, and acts fit on a button.
    #[test]
    fn texts_come_back() {
        let notes = [
            Note::NotAllowed,
            Note::NoBroadcast(3),
            Note::NotNow(3),
            Note::NoReply("весна".into()),
            Note::NotReady("x".into()),
            Note::NoMark("vip".into()),
            Note::Past,
            Note::LeftOut,
            Note::NothingAnswered,
            Note::TooMany,
            Note::File(FileWrong::Missing),
            Note::File(FileWrong::TooMany),
            Note::InGeneral,
            Note::Closed,
        ];
        let screens = [
            Screen::Content {
                page: 2,
                answers: true,
            },
            Screen::Content {
                page: 0,
                answers: false,
            },
            Screen::Whom(None),
            Screen::Whom(Some("+-весна".into())),
            Screen::Options("spring to all".into()),
            Screen::of(12),
            Screen::Broadcast {
                number: 1,
                test: Some(Tested::Sent),
            },
            Screen::Broadcast {
                number: 1,
                test: Some(Tested::NoDialog),
            },
            Screen::List,
            Screen::Mistake("spring for all".into()),
        ];
        for screen in screens.into_iter().chain(notes.map(Screen::Note)) {
            assert_eq!(Screen::from_code(&screen.code()), Some(screen));
        }
        for act in [
            Act::Start,
            Act::Cancel,
            Act::Pause,
            Act::Resume,
            Act::Test,
            Act::Open(i64::MAX),
            Act::Page(24),
            Act::Reply(None),
            Act::Reply(Some(i64::MAX)),
            Act::To(Group::All),
            Act::To(Group::Test),
            Act::To(Group::Active),
            Act::To(Group::Mark(i64::MAX)),
            Act::Quiet(true),
            Act::OptOut(false),
            Act::Rate(20),
            Act::Plan,
            Act::Close,
        ] {
            assert!(act.code().len() <= 24);
            assert_eq!(Act::from_code(&act.code()), Some(act));
        }
        for code in ["", "x", "b", "bx", "lx", "c", "n", "nb", "é"] {
            assert_eq!(Screen::from_code(code), None, "{code}");
        }
        for code in ["", "é", ">", "p.", "p.x", "q.2", "z.1", "."] {
            assert_eq!(Act::from_code(code), None, "{code}");
        }
    }

    /// Promise: what is pressed in the form makes the line that somebody would write, pressed twice the same.
    #[test]
    fn the_form_writes_a_line() {
        let rate = Name::read("rate");
        for (reply, group, mark, expected) in [
            (Some("spring"), Group::All, None, Some("spring to all")),
            (None, Group::Test, None, Some("to test")),
            (
                Some("spring"),
                Group::Active,
                None,
                Some("spring to active 30d"),
            ),
            (
                Some("spring"),
                Group::Mark(5),
                rate.as_ref(),
                Some("spring to mark \"rate\""),
            ),
            (Some("spring"), Group::Mark(5), None, None),
            (Some("two words"), Group::All, None, None),
        ] {
            assert_eq!(line_to(reply, group, mark).as_deref(), expected);
        }
        let mut line = "spring to all".to_owned();
        for act in [
            Act::Quiet(true),
            Act::Quiet(true),
            Act::OptOut(true),
            Act::Rate(5),
        ] {
            line = line_with(&line, &act).expect("an option");
        }
        assert_eq!(line, "spring to all rate 5/s quiet 21:00-09:00 optout");
        let line = line_with(&line, &Act::Quiet(false)).expect("an option");
        assert_eq!(line, "spring to all rate 5/s optout");
        assert_eq!(line_with(&line, &Act::Rate(7)), None);
        assert_eq!(line_with("spring", &Act::Rate(5)), None);
    }
}
