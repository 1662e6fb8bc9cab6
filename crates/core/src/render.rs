//! How names are shown: topic names and author lines.
//!
//! Names come from strangers: whatever could turn a line around, break it or leave it empty is taken out here, so that
//! nobody else has to think of it. Deliberately absent: the desk's own sentences (`words`).

use relevo_telegram::{Author, Chat, Entity, EntityKind, Text, User};
use unicode_segmentation::UnicodeSegmentation;

use crate::{Card, Status, without_square};

/// The longest topic name that Telegram takes, in UTF-16 units (Bot API, `createForumTopic`: 1–128 characters).
const TOPIC_NAME_UNITS_MAX: usize = 125;
/// The longest name in an author line, in UTF-16 units: long enough for people, short enough for one line.
const AUTHOR_NAME_UNITS_MAX: usize = 64;
/// The most of a title that stands behind the name.
const TICKER_UNITS_MAX: usize = 40;
const BEFORE_TICKER: &str = " · ";
/// One dot a person, always the same. Circles, because squares are statuses.
const DOTS: [&str; 7] = ["🔴", "🟠", "🟡", "🟢", "🔵", "🟣", "🟤"];

/// The name in a topic's title: at most 125 characters, cut at a grapheme with "…"; control and direction characters removed;
/// "User 4821" when nothing visible is left.
#[must_use]
pub(crate) fn topic_name(card: &Card, chat: i64) -> String {
    let name = full_name(&card.name, card.last_name.as_deref());
    shown(&name, chat, TOPIC_NAME_UNITS_MAX)
}

/// A topic's title: the square of its status, the name, and what stands behind it. The name makes room.
pub(crate) fn titled(status: Status, name: &str, tickers: &[&str]) -> String {
    let behind = tickers.iter().map(|ticker| cut(ticker, TICKER_UNITS_MAX));
    let behind: String = behind
        .map(|ticker| BEFORE_TICKER.to_owned() + &ticker)
        .collect();
    let room = TOPIC_NAME_UNITS_MAX - units(&behind);
    format!("{} {}{behind}", status.square(), cut(name, room))
}

/// The name in a title that a person typed, who found the whole title of before there: without the square, and without what stood behind
/// the name.
pub(crate) fn untitled<'a>(title: &'a str, tickers: &[&str]) -> &'a str {
    let mut name = without_square(title);
    for ticker in tickers.iter().rev() {
        let ticker = fit(ticker, TICKER_UNITS_MAX);
        let before = Some(ticker.as_str())
            .filter(|ticker| !ticker.is_empty())
            .and_then(|ticker| name.trim_end().strip_suffix(ticker))
            .and_then(|name| name.trim_end().strip_suffix(BEFORE_TICKER.trim()));
        name = before.map_or(name, str::trim_end);
    }
    name
}

/// The line above a participant's message: a dot that stays the same for the author, and the name in bold.
/// `id` is the author's, which also names the nameless.
pub(crate) fn author_line(name: &str, id: i64) -> Text {
    let dots = i64::try_from(DOTS.len()).expect("seven fits");
    let dot = usize::try_from(id.rem_euclid(dots)).expect("a remainder is not negative");
    let mut line = Text::plain(DOTS[dot]);
    line.push_str(" ");
    line.push_as(&shown_author(name, id), EntityKind::Bold);
    line
}

/// The name by which an author is shown; empty if Telegram told none.
pub(crate) fn author_name(author: &Author) -> String {
    match author {
        Author::User(user) => full_name(&user.first_name, user.last_name.as_deref()),
        Author::Chat { chat, .. } => chat.title.clone().unwrap_or_default(),
        Author::Nobody => String::new(),
    }
}

/// The card of a person.
pub(crate) fn card_of_user(user: &User) -> Card {
    Card {
        name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        username: user.username.clone(),
        language: user.language.clone(),
        start_parameter: None,
        phone: None,
    }
}

/// The card of a group or channel.
pub(crate) fn card_of_chat(chat: &Chat) -> Card {
    Card {
        name: chat.title.clone().unwrap_or_default(),
        ..Card::default()
    }
}

/// A person as a line names them.
pub(crate) fn person_shown(user: &User) -> String {
    let name = full_name(&user.first_name, user.last_name.as_deref());
    shown_author(&name, user.id.0)
}

/// Somebody as a line names them, whose name and number are known.
pub(crate) fn shown_author(name: &str, id: i64) -> String {
    shown(name, id, AUTHOR_NAME_UNITS_MAX)
}

/// A group or channel as a line names it.
pub(crate) fn chat_shown(chat: &Chat) -> String {
    shown_author(chat.title.as_deref().unwrap_or_default(), chat.id.0)
}

/// First and last name together.
pub(crate) fn full_name(first: &str, last: Option<&str>) -> String {
    match last {
        Some(last) => format!("{first} {last}"),
        None => first.to_owned(),
    }
}

/// Whether nothing of a name can be seen.
pub(crate) fn is_nameless(name: &str) -> bool {
    clean(name).chars().all(is_invisible)
}

/// A name fit to be shown: clean, not empty, not too long.
pub(crate) fn shown(name: &str, id: i64, units_max: usize) -> String {
    let fit = fit(name, units_max);
    if fit.is_empty() {
        let word = if id < 0 { "Chat" } else { "User" };
        return format!("{word} {:04}", id.unsigned_abs() % 10_000);
    }
    fit
}

/// A stranger's words fit to stand in a line: clean and not too long; empty if nothing of them could be seen.
pub(crate) fn fit(words: &str, units_max: usize) -> String {
    let clean = clean(words);
    if clean.chars().all(is_invisible) {
        return String::new();
    }
    cut(&clean, units_max)
}

/// Without control and direction characters; runs of blanks become one space.
fn clean(name: &str) -> String {
    let spaced: String = name
        .chars()
        .filter(|c| !is_direction(*c))
        .map(|c| {
            if c.is_control() || c.is_whitespace() {
                ' '
            } else {
                c
            }
        })
        .collect();
    spaced
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// At most so many UTF-16 units of a text, with the formatting of what is left; what was longer ends with "…".
#[must_use]
pub fn cut_text(text: &Text, units_max: usize) -> Text {
    let kept = Text::plain(cut(&text.text, units_max));
    let end = u32::try_from(kept.units()).expect("a text is far shorter than 4 Gi units");
    let entities = text.entities.iter().filter(|entity| entity.offset < end);
    Text {
        entities: entities
            .map(|entity| Entity {
                length: entity.length.min(end - entity.offset),
                ..entity.clone()
            })
            .collect(),
        ..kept
    }
}

/// At most so many units, cut between graphemes. A single grapheme longer than that is cut between characters.
fn cut(text: &str, units_max: usize) -> String {
    if units(text) <= units_max {
        return text.to_owned();
    }
    let room = units_max - 1; // "…" is one unit
    let mut kept = longest(text.graphemes(true), room);
    if kept.is_empty() {
        kept = longest(text.split_inclusive(|_| true), room);
    }
    let mut kept = kept.trim_end().to_owned();
    kept.push('…');
    kept
}

fn longest<'a>(parts: impl Iterator<Item = &'a str>, units_max: usize) -> String {
    let mut kept = String::new();
    let mut used = 0;
    for part in parts {
        used += units(part);
        if used > units_max {
            break;
        }
        kept.push_str(part);
    }
    kept
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Marks, embeddings, overrides and isolates that change the direction of what follows (Unicode UAX 9).
fn is_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters that nobody sees: blanks, controls, and those that leave no ink or only turn what follows.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control() || is_direction(c) || is_invisible(c)
}

/// Characters that leave no ink: a name of these alone cannot be found in a list.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{2028}' | '\u{2029}'
            | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Card {
        Card {
            name: name.into(),
            ..Card::default()
        }
    }

    /// Promise: a name that cannot be seen becomes one that can be told apart.
    #[test]
    fn the_nameless_are_called_by_their_number() {
        for name in ["", "  ", "\u{3164}", "\u{200B}\u{FE0F}", "\u{202E}\n\t"] {
            assert_eq!(topic_name(&named(name), 77_004_821), "User 4821");
        }
        assert_eq!(
            topic_name(&named("\u{2800}"), -1_001_000_000_042),
            "Chat 0042"
        );
    }

    /// Promise: no name turns or breaks the line it stands in.
    #[test]
    fn a_name_stays_in_its_line() {
        assert_eq!(
            topic_name(&named("Ann\u{202E}evil\r\n\u{2066}x"), 1),
            "Annevil x"
        );
        let card = Card {
            last_name: Some(" Gómez ".into()),
            ..named(" Zoë")
        };
        assert_eq!(topic_name(&card, 1), "Zoë Gómez");
    }

    /// Promise: a long name is cut between what people see as characters.
    #[test]
    fn a_long_name_is_cut_at_a_grapheme() {
        let astronauts = "👩‍🚀".repeat(40);
        let name = topic_name(&named(&astronauts), 1);
        assert_eq!(name, format!("{}…", "👩‍🚀".repeat(24)));
        let piled = format!("a{}", "\u{0301}".repeat(500));
        assert_eq!(units(&topic_name(&named(&piled), 1)), 125);
        let title = titled(Status::UserAnswered, &topic_name(&named(&piled), 1), &[]);
        assert!(units(&title) <= 128, "Telegram takes no longer title");
        let long = "Marta ".repeat(20);
        let title = titled(Status::Closed, &topic_name(&named(&piled), 1), &[&long]);
        assert!(units(&title) <= 128 && title.ends_with("Mar…"), "{title}");
        let both = titled(
            Status::Closed,
            &topic_name(&named(&piled), 1),
            &[&long, &long],
        );
        assert!(
            units(&both) <= 128 && both.matches("Mar…").count() == 2,
            "{both}"
        );
    }

    /// Promise: a title that we made, and that a person changed a little, gives the name back without who is responsible.
    #[test]
    fn a_ticker_is_no_name() {
        let long = "Marta ".repeat(20);
        let ours = titled(Status::Closed, "Anna", &[&long]);
        assert_eq!(untitled(&ours, &[&long]), "Anna");
        for (title, name) in [
            ("🟪 Anna · Marta", "Anna"),
            ("🟪 Anna·Marta ", "Anna"),
            ("🟪 Anna · VIP · Marta", "Anna · VIP"),
            ("🟪 · Marta", ""),
            ("🟪 Marta · Marta", "Marta"),
            ("🟪 Marta", "Marta"),
            ("Anna Marta", "Anna Marta"),
            ("Anna · Ben", "Anna · Ben"),
        ] {
            assert_eq!(untitled(title, &["Marta"]), name, "{title}");
        }
        assert_eq!(
            untitled("🟪 Anna · ★ paid · Marta", &["★ paid", "Marta"]),
            "Anna"
        );
        assert_eq!(untitled("🟪 Anna · ★ paid", &["★ paid", "Marta"]), "Anna");
        assert_eq!(untitled("🟪 Anna · Marta", &[]), "Anna · Marta");
        assert_eq!(untitled("🟪 Anna", &["\u{200b}"]), "Anna");
    }

    /// Promise: an author keeps the same dot, and the name alone is bold.
    #[test]
    fn an_author_line_is_a_dot_and_a_bold_name() {
        let line = author_line("Ann", 8);
        assert_eq!(line.text, "🟠 Ann");
        assert_eq!((line.entities[0].offset, line.entities[0].length), (3, 3));
        assert_eq!(author_line("Ann", 8), line);
        assert_eq!(author_line("", -7_0001).text, "🟤 Chat 0001");
    }
}
