//! How the team deals with a conversation: whose turn it is, who is responsible, what it is called.
//!
//! `decide::statuses` changes it. Deliberately absent: whether the topic can be reached and is open, which is the conversation's own.

use relevo_telegram::UserId;

use crate::CardId;

/// Whose turn it is. A square before the topic's title shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// 🟪 The team's: the client wrote last, or somebody wants to come back to it.
    #[default]
    UserAnswered,
    /// 🟨 The client's: an answer was sent. Ages out (`AUTOCLOSE`).
    SupportAnswered,
    /// ⬛ Nobody's.
    Closed,
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 3] = [
        Status::UserAnswered,
        Status::SupportAnswered,
        Status::Closed,
    ];

    /// The square before the topic's title.
    #[must_use]
    pub fn square(self) -> char {
        match self {
            Status::UserAnswered => '🟪',
            Status::SupportAnswered => '🟨',
            Status::Closed => '⬛',
        }
    }
}

/// A topic's title without the square and what is between it and the name.
#[must_use]
pub fn without_square(title: &str) -> &str {
    let squares = Status::ALL.map(Status::square);
    if !title.starts_with(squares) {
        return title;
    }
    title.trim_start_matches(|c: char| squares.contains(&c) || c == '\u{fe0f}' || c == ' ')
}

/// Who is responsible for a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Responsible {
    /// The person.
    pub person: UserId,
    /// The card with the name that stands in the topic's title.
    pub card: CardId,
}

/// See the module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Handling {
    /// Whose turn it is.
    pub status: Status,
    /// Since when, Unix milliseconds.
    pub status_ms: i64,
    /// Who of the team is responsible, if anybody is.
    pub responsible: Option<Responsible>,
    /// The card with the name that the team gave the conversation, if it did: that is shown instead of the client's own.
    pub called: Option<CardId>,
    /// The card with what the title shows for its marks, if it shows anything.
    pub ticker: Option<CardId>,
    /// When the client was welcomed last (Unix milliseconds); 0 for never.
    pub welcomed_ms: i64,
    /// The last day on which the client was told that nobody is here, as days since 1970 in the connection's time zone.
    pub away_day: Option<i64>,
    /// When the client was told last that a message of theirs could not be taken (Unix milliseconds); 0 for never.
    pub error_told_ms: i64,
    /// Of an account's chat: when the client wrote last, by Telegram's clock (Unix milliseconds); 0 for never. A day later nothing can be
    /// sent there any more.
    pub client_wrote_ms: i64,
    /// The `client_wrote_ms` of which the team was told that its day is about to end.
    pub window_told_ms: i64,
    /// Whether the team was told that reactions do not reach clients of an account.
    pub reactions_told: bool,
    /// When the topic was told last that many messages are gone at once (Unix milliseconds); 0 for never.
    pub deletions_told_ms: i64,
    /// Since when a new conversation, or one that its client has opened again, waits for its first answer (Unix milliseconds); 0: it has
    /// one, or is from before that was noted.
    pub unanswered_ms: i64,
    /// How often somebody was mentioned because of that (see `shifts`): 1 for those on duty, 2 once nobody is left.
    pub pings: i64,
    /// When that was last (Unix milliseconds); of no interest while `pings` is 0.
    pub pinged_ms: i64,
}

impl Handling {
    /// It waits for its first answer from now on.
    #[must_use]
    pub(crate) fn unanswered_since(self, now_ms: i64) -> Handling {
        Handling {
            unanswered_ms: now_ms,
            pings: 0,
            pinged_ms: 0,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: a title loses its square and nothing else, also one that a person typed without the space.
    #[test]
    fn squares_come_off() {
        for (title, name) in [
            ("🟪 Anna", "Anna"),
            ("⬛Anna", "Anna"),
            ("🟨 🟪 Anna", "Anna"),
            ("⬛\u{fe0f} Anna 🟪", "Anna 🟪"),
            (" Anna", " Anna"),
            ("🟪", ""),
        ] {
            assert_eq!(without_square(title), name, "{title}");
        }
    }
}
