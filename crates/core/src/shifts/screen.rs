//! What a panel of `/shift` shows. A panel is drawn from what is stored, so its code holds only numbers.

use relevo_telegram::UserId;

use crate::table::FileWrong;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShiftScreen {
    /// Who is on duty now and next.
    Now,
    /// The people of the rota, and those who may be taken into it: a page, from 0.
    Rota(u16),
    /// Somebody's week.
    Person(UserId),
    /// Somebody's day; 0 is Monday.
    Day(UserId, u8),
    /// When a new span of that day begins.
    From(UserId, u8),
    /// When it ends: it begins at this minute.
    Until(UserId, u8, u16),
    /// The rota as a table.
    Table,
    /// The substitutions to come.
    Substitutions,
    /// Who the shift lead is; a page of people, from 0.
    Lead(u16),
    /// Something is in the way.
    Trouble(ShiftTrouble),
}

/// What is in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShiftTrouble {
    /// None of the things that `/shift` does.
    Unclear,
    /// No days and hours.
    NoSpans,
    /// No date, or not who for whom.
    NoSubstitution,
    /// Nobody in the group is known by that name.
    NobodyCalled,
    /// Several people are.
    SeveralCalled,
    /// Whoever writes as the group cannot be on duty.
    Anonymous,
    /// Only those whom `EXTENSIONS_ALLOWED` names may do it.
    MayNot,
    /// The lines of a table that cannot be read; none: it has no line.
    WrongLines(Vec<u16>),
    /// The lines of a table whose names nobody, or several people, are known by.
    WrongNames(Vec<u16>),
    /// There are as many people, spans or substitutions as there may be.
    Full,
    /// The day is over.
    PastDay,
    /// A file with a command that reads none.
    NoFile,
    /// The file with the rota is of no use.
    File(FileWrong),
}

/// How many lines are named at most.
const LINES_MAX: usize = 10;

impl ShiftScreen {
    /// The text that stands for it.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            ShiftScreen::Now => "n".into(),
            ShiftScreen::Rota(page) => format!("r.{page}"),
            ShiftScreen::Person(person) => format!("p.{}", person.0),
            ShiftScreen::Day(person, day) => format!("d.{}.{day}", person.0),
            ShiftScreen::From(person, day) => format!("f.{}.{day}", person.0),
            ShiftScreen::Until(person, day, from) => format!("u.{}.{day}.{from}", person.0),
            ShiftScreen::Table => "t".into(),
            ShiftScreen::Substitutions => "s".into(),
            ShiftScreen::Lead(page) => format!("l.{page}"),
            ShiftScreen::Trouble(trouble) => format!("x.{}", trouble.code()),
        }
    }

    /// The screen of a text; none for a text that this version does not know.
    #[must_use]
    pub fn from_code(code: &str) -> Option<ShiftScreen> {
        let parts: Vec<&str> = code.split('.').collect();
        Some(match parts.as_slice() {
            ["n"] => ShiftScreen::Now,
            ["r", page] => ShiftScreen::Rota(page.parse().ok()?),
            ["p", of] => ShiftScreen::Person(person(of)?),
            ["d", of, day] => ShiftScreen::Day(person(of)?, weekday(day)?),
            ["f", of, day] => ShiftScreen::From(person(of)?, weekday(day)?),
            ["u", of, day, from] => ShiftScreen::Until(person(of)?, weekday(day)?, minute(from)?),
            ["t"] => ShiftScreen::Table,
            ["s"] => ShiftScreen::Substitutions,
            ["l", page] => ShiftScreen::Lead(page.parse().ok()?),
            ["x", what, lines @ ..] => ShiftScreen::Trouble(ShiftTrouble::of(what, lines)?),
            _ => return None,
        })
    }
}

pub(super) fn person(code: &str) -> Option<UserId> {
    code.parse().ok().map(UserId)
}

pub(super) fn weekday(code: &str) -> Option<u8> {
    code.parse().ok().filter(|day| *day < 7)
}

pub(super) fn minute(code: &str) -> Option<u16> {
    code.parse().ok().filter(|minute| *minute <= 2_880)
}

impl ShiftTrouble {
    fn code(&self) -> String {
        let of = |word: &str, lines: &[u16]| {
            let lines = lines.iter().take(LINES_MAX);
            lines.fold(word.to_owned(), |code, line| format!("{code}.{line}"))
        };
        match self {
            ShiftTrouble::WrongLines(lines) => of("lines", lines),
            ShiftTrouble::WrongNames(lines) => of("names", lines),
            ShiftTrouble::Unclear => "unclear".into(),
            ShiftTrouble::NoSpans => "spans".into(),
            ShiftTrouble::NoSubstitution => "sub".into(),
            ShiftTrouble::NobodyCalled => "nobody".into(),
            ShiftTrouble::SeveralCalled => "several".into(),
            ShiftTrouble::Anonymous => "anonymous".into(),
            ShiftTrouble::MayNot => "may".into(),
            ShiftTrouble::Full => "full".into(),
            ShiftTrouble::PastDay => "past".into(),
            ShiftTrouble::NoFile => "file".into(),
            ShiftTrouble::File(wrong) => format!("file.{}", wrong.code()),
        }
    }

    fn of(word: &str, lines: &[&str]) -> Option<ShiftTrouble> {
        let read = || -> Option<Vec<u16>> { lines.iter().map(|line| line.parse().ok()).collect() };
        Some(match (word, lines) {
            ("lines", _) => ShiftTrouble::WrongLines(read()?),
            ("names", _) => ShiftTrouble::WrongNames(read()?),
            ("unclear", []) => ShiftTrouble::Unclear,
            ("spans", []) => ShiftTrouble::NoSpans,
            ("sub", []) => ShiftTrouble::NoSubstitution,
            ("nobody", []) => ShiftTrouble::NobodyCalled,
            ("several", []) => ShiftTrouble::SeveralCalled,
            ("anonymous", []) => ShiftTrouble::Anonymous,
            ("may", []) => ShiftTrouble::MayNot,
            ("full", []) => ShiftTrouble::Full,
            ("past", []) => ShiftTrouble::PastDay,
            ("file", []) => ShiftTrouble::NoFile,
            ("file", [word]) => ShiftTrouble::File(FileWrong::from_code(word)?),
            _ => return None,
        })
    }
}
