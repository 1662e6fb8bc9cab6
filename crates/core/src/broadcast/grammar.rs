//! What `/send` can be told in one line: a pure parser, and the printer that undoes it.
//!
//! `REPLY[, 2h, REPLY2 …] to WHOM [at 2026-12-01 09:00] [every mon,fri 09:00] [rate 20/s] [quiet 21:00-09:00] [optout]`. Keywords are
//! taken in any case; a keyword in double quotes is a name. Neighbours: `crate::audience` knows WHOM, `schedule` the times. Deliberately
//! absent: whether the replies exist, and every word for people: an error says what is wrong, where, and shows a line that is right.

use super::schedule::{Every, LocalTime, Minute, Quiet, number};
use super::wrong::{SendError, SendWhy};
use crate::Name;
use crate::audience::{Whom, WhomError, WhomWrong};

/// How many steps a chain may have.
pub const STEPS_MAX: usize = 10;
/// The longest time between two steps: thirty days.
const DELAY_MINUTES_MAX: u32 = 30 * 24 * 60;

/// The days as they are written, Monday first.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// What somebody asks `/send` for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendCommand {
    /// Nothing yet: the form.
    Form,
    /// The broadcasts that there are.
    List,
    /// A broadcast.
    Order(Box<Order>),
    /// Something with the broadcast of a number.
    Handle(Handle, i64),
}

/// What can be done with a broadcast by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handle {
    /// Its panel, anew.
    Show,
    /// No more is sent until it is resumed.
    Pause,
    /// It goes on.
    Resume,
    /// It ends here.
    Cancel,
}

/// A broadcast as somebody wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What is sent.
    pub content: Content,
    /// To whom.
    pub to: Whom,
    /// When it begins; none: when somebody says so.
    pub at: Option<LocalTime>,
    /// When it comes again.
    pub every: Option<Every>,
    /// How many messages a minute at most, if fewer than [`Rate::DEFAULT`].
    pub rate: Option<Rate>,
    /// When nothing is sent.
    pub quiet: Option<Quiet>,
    /// Whether a button under it lets people opt out.
    pub opt_out: bool,
}

/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The message that the command answers.
    Answered,
    /// Quick replies, one after the other.
    Replies(Vec<Part>),
}

/// A quick reply of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// How long after the one before, in minutes; 0 for the first.
    pub after_minutes: u32,
    /// Its name.
    pub reply: Name,
}

/// How fast, at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate {
    /// Messages a minute: 1 to 1,800.
    pub per_minute: u32,
}

impl Rate {
    /// What one bot may send a second, less what is left to talk.
    pub const DEFAULT: Rate = Rate {
        per_minute: 20 * 60,
    };
    const MAX: u32 = 30 * 60;
}

/// What stands behind `/send`.
///
/// # Errors
/// If it is none of what can be asked for.
pub fn read(text: &str) -> Result<SendCommand, SendError> {
    let line = Line::of(text);
    match line.words.as_slice() {
        [] => return Ok(SendCommand::Form),
        [word] if word.is("list") => return Ok(SendCommand::List),
        [word, which] => {
            if let Some(command) = handled(word, which) {
                return Ok(command);
            }
        }
        _ => {}
    }
    line.order()
        .map(|order| SendCommand::Order(Box::new(order)))
}

/// The quick reply that `/send REPLY` in a client's topic names.
#[must_use]
pub fn read_in_topic(text: &str) -> Option<Name> {
    Name::read(text.trim())
}

fn handled(word: &Word<'_>, which: &Word<'_>) -> Option<SendCommand> {
    let handle = match word.text.to_ascii_lowercase().as_str() {
        "show" => Handle::Show,
        "pause" => Handle::Pause,
        "resume" => Handle::Resume,
        "cancel" => Handle::Cancel,
        _ => return None,
    };
    let digits = which.text.strip_prefix('#').unwrap_or(which.text);
    let is_number = digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| is_number)?;
    Some(SendCommand::Handle(handle, number))
}

/// A word, or what stands in double quotes.
#[derive(Clone, Copy)]
struct Word<'a> {
    /// Where it begins, in bytes.
    at: usize,
    text: &'a str,
    quoted: bool,
}

impl Word<'_> {
    fn is(&self, keyword: &str) -> bool {
        !self.quoted && self.text.eq_ignore_ascii_case(keyword)
    }
}

/// A line and its words.
struct Line<'a> {
    text: &'a str,
    words: Vec<Word<'a>>,
}

impl<'a> Line<'a> {
    fn of(text: &'a str) -> Line<'a> {
        let mut words = Vec::new();
        let mut at = 0;
        while let Some(skipped) = text[at..].find(|c: char| !c.is_whitespace()) {
            at += skipped;
            let rest = &text[at..];
            let quoted = rest.starts_with('"');
            let length = match quoted {
                true => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
                false => rest.find(char::is_whitespace).unwrap_or(rest.len()),
            };
            words.push(Word {
                at,
                text: &rest[..length],
                quoted,
            });
            at += length;
        }
        Line { text, words }
    }

    fn fails<T>(&self, why: SendWhy, at: usize) -> Result<T, SendError> {
        let at = self.text[..at].chars().count();
        Err(SendError { why, at })
    }

    fn order(&self) -> Result<Order, SendError> {
        let to = self.words.iter().position(|word| word.is("to"));
        let Some(to) = to else {
            let content = self.text.trim_end();
            self.replies(content)?;
            return self.fails(SendWhy::Whom, content.len());
        };
        let content = match to {
            0 => Content::Answered,
            _ => Content::Replies(self.replies(&self.text[..self.words[to].at])?),
        };
        let begins = self.words[to].at + self.words[to].text.len();
        let (to, length) = match Whom::read_first(&self.text[begins..]) {
            Ok(read) => read,
            Err(WhomError {
                wrong: WhomWrong::Nothing,
                ..
            }) => return self.fails(SendWhy::Whom, begins),
            Err(error) => {
                let at = begins + error.at;
                return self.fails(SendWhy::Audience(error), at);
            }
        };
        let options = self.words.partition_point(|word| word.at < begins + length);
        let mut order = Order {
            content,
            to,
            at: None,
            every: None,
            rate: None,
            quiet: None,
            opt_out: false,
        };
        self.options(options, &mut order)?;
        Ok(order)
    }

    /// The quick replies of a chain, and the times between them.
    fn replies(&self, text: &str) -> Result<Vec<Part>, SendError> {
        let mut parts: Vec<Part> = Vec::new();
        let mut after_minutes = 0;
        let mut at = 0;
        let mut is_name_next = true;
        for piece in text.split(',') {
            let blank = piece.len() - piece.trim_start().len();
            let (word, word_at) = (piece.trim(), at + blank);
            at += piece.len() + 1;
            if !is_name_next {
                let Some(minutes) = delay(word) else {
                    return self.fails(SendWhy::Delay, word_at);
                };
                after_minutes = minutes;
            } else if parts.len() == STEPS_MAX {
                return self.fails(SendWhy::TooManySteps, word_at);
            } else {
                let Some(reply) = Name::read(word) else {
                    return self.fails(SendWhy::Name, word_at.min(self.text.len()));
                };
                parts.push(Part {
                    after_minutes,
                    reply,
                });
            }
            is_name_next = !is_name_next;
        }
        match is_name_next {
            true => self.fails(SendWhy::Name, text.trim_end().len()),
            false => Ok(parts),
        }
    }

    fn options(&self, from: usize, order: &mut Order) -> Result<(), SendError> {
        let mut next = from;
        while let Some(word) = self.words.get(next) {
            let text = |after: usize| self.words.get(next + after).map_or("", |word| word.text);
            let twice = self.fails(SendWhy::Twice, word.at);
            let is_timed = order.at.is_some() || order.every.is_some();
            let (known, why) = match word.text.to_ascii_lowercase().as_str() {
                "at" | "every" if is_timed => return twice,
                "rate" if order.rate.is_some() => return twice,
                "quiet" if order.quiet.is_some() => return twice,
                "optout" if order.opt_out => return twice,
                "at" => {
                    order.at = LocalTime::read(text(1), text(2));
                    (order.at.map(|_| 3), SendWhy::At)
                }
                "every" => {
                    order.every = every(text(1), text(2));
                    (order.every.map(|_| 3), SendWhy::Every)
                }
                "rate" => {
                    order.rate = rate(text(1));
                    (order.rate.map(|_| 2), SendWhy::Rate)
                }
                "quiet" => {
                    order.quiet = Quiet::read(text(1));
                    (order.quiet.map(|_| 2), SendWhy::Quiet)
                }
                "optout" => {
                    order.opt_out = true;
                    (Some(1), SendWhy::Unknown)
                }
                _ => (None, SendWhy::Unknown),
            };
            let Some(words) = known else {
                return self.fails(why, word.at);
            };
            next += words;
        }
        Ok(())
    }
}

/// `90m`, `2h`, `1d`.
fn delay(text: &str) -> Option<u32> {
    let unit = text.chars().last()?;
    let minutes = match unit.to_ascii_lowercase() {
        'm' => 1,
        'h' => 60,
        'd' => 24 * 60,
        _ => return None,
    };
    let count = number(&text[..text.len() - unit.len_utf8()], 1..=4)?;
    let minutes = u32::from(count) * minutes;
    (1..=DELAY_MINUTES_MAX)
        .contains(&minutes)
        .then_some(minutes)
}

/// `20/s` or `300/m`.
fn rate(text: &str) -> Option<Rate> {
    let (count, unit) = text.split_once('/')?;
    let count = u32::from(number(count, 1..=4)?);
    let per_minute = match unit.to_ascii_lowercase().as_str() {
        "s" => count * 60,
        "m" => count,
        _ => return None,
    };
    (1..=Rate::MAX)
        .contains(&per_minute)
        .then_some(Rate { per_minute })
}

/// `mon,fri` or `day`, and a time.
fn every(days: &str, time: &str) -> Option<Every> {
    let time = Minute::read(time)?;
    let mut wanted = [false; 7];
    if days.eq_ignore_ascii_case("day") {
        wanted = [true; 7];
    } else {
        for day in days.split(',') {
            let day = DAYS
                .iter()
                .position(|known| known.eq_ignore_ascii_case(day))?;
            wanted[day] = true;
        }
    }
    Some(Every { days: wanted, time })
}

impl Order {
    /// As one line, without `/send`: reading it gives the same.
    #[must_use]
    pub fn print(&self) -> String {
        let mut line = match &self.content {
            Content::Answered => String::new(),
            Content::Replies(parts) => {
                let parts: Vec<String> = parts.iter().map(print_part).collect();
                parts.join(", ") + " "
            }
        };
        line += &format!("to {}", self.to);
        if let Some(at) = self.at {
            line += &format!(" at {}", at.print());
        }
        if let Some(every) = self.every {
            line += &format!(" every {} {}", print_days(every), every.time.print());
        }
        if let Some(rate) = self.rate {
            line += &format!(" rate {}", rate.print());
        }
        if let Some(quiet) = self.quiet {
            line += &format!(" quiet {}", quiet.print());
        }
        if self.opt_out {
            line += " optout";
        }
        line
    }
}

impl Rate {
    fn print(self) -> String {
        match self.per_minute % 60 {
            0 => format!("{}/s", self.per_minute / 60),
            _ => format!("{}/m", self.per_minute),
        }
    }
}

fn print_part(part: &Part) -> String {
    match part.after_minutes {
        0 => part.reply.as_str().to_owned(),
        minutes => format!("{}, {}", print_delay(minutes), part.reply.as_str()),
    }
}

fn print_delay(minutes: u32) -> String {
    match (minutes % 1_440, minutes % 60) {
        (0, _) => format!("{}d", minutes / 1_440),
        (_, 0) => format!("{}h", minutes / 60),
        _ => format!("{minutes}m"),
    }
}

fn print_days(every: Every) -> String {
    if every.is_daily() {
        return "day".into();
    }
    let named = DAYS.iter().zip(every.days).filter(|(_, wanted)| *wanted);
    let named: Vec<&str> = named.map(|(day, _)| *day).collect();
    named.join(",")
}

#[cfg(test)]
mod tests;
