//! The words of a life: whatever anybody says carries one that nobody else says, so that it is known wherever it appears.

use std::fmt;

/// Who said it, and whether it may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Side {
    /// Said in a client chat: belongs into its topic.
    Client,
    /// Said in a topic: belongs into its client chat.
    Team,
    /// Said in the team's group and meant for nobody else.
    Note,
}

/// What was said, whatever became of its text since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Word {
    pub(crate) side: Side,
    /// Number of the client chat that it belongs to.
    pub(crate) chat: usize,
    /// How many were said before it in that chat by that side.
    pub(crate) number: usize,
}

impl Word {
    /// As it stands in a text. Each edit makes another version.
    pub(crate) fn spelled(self, version: usize) -> String {
        format!("{self}v{version}z")
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self.side {
            Side::Client => 'q',
            Side::Team => 'a',
            Side::Note => 's',
        };
        write!(f, "{letter}{}n{}", self.chat, self.number)
    }
}

/// All words in a text with their versions.
pub(crate) fn words_in(text: &str) -> Vec<(Word, usize)> {
    text.split(|sign: char| !sign.is_ascii_alphanumeric())
        .filter_map(parse)
        .collect()
}

fn parse(run: &str) -> Option<(Word, usize)> {
    let side = match run.as_bytes().first()? {
        b'q' => Side::Client,
        b'a' => Side::Team,
        b's' => Side::Note,
        _ => return None,
    };
    let (chat, rest) = run.get(1..)?.strip_suffix('z')?.split_once('n')?;
    let (number, version) = rest.split_once('v')?;
    let word = Word {
        side,
        chat: chat.parse().ok()?,
        number: number.parse().ok()?,
    };
    Some((word, version.parse().ok()?))
}

/// Promise: a word is found wherever it stands, and nothing else is taken for one.
#[test]
fn words_are_found() {
    let word = Word {
        side: Side::Team,
        chat: 3,
        number: 17,
    };
    let text = format!("🟣 Olga\n“{}”, she said: nasal, q1n2z", word.spelled(2));
    assert_eq!(words_in(&text), [(word, 2)]);
}
