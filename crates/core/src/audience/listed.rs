//! Whom a file names: what `/send … to file` reads.
//!
//! By number alone: the desk's own (`conversation_id`) or Telegram's (`chat_id`), as `/export` writes both. Usernames name nobody: they
//! change hands, and where `HIDE_INFO` hides them nobody should find out by them who is a client. Neighbour: `crate::table` reads rows.
//! Deliberately absent: whether there is anybody of a number.

use relevo_telegram::ChatId;

use crate::ConversationId;
use crate::table::{Cells, FileWrong, Rows, number, text_of};

/// The most people whom a file may name.
pub const LISTED_MAX: usize = 500_000;

/// Whom a file names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Client chats, ascending, each once.
    pub chats: Vec<ChatId>,
    /// Conversations, ascending, each once.
    pub conversations: Vec<ConversationId>,
    /// How many lines say nothing that could be a number.
    pub misread: i64,
}

/// Some of those whom a file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListedPart {
    /// Client chats.
    Chats(Vec<ChatId>),
    /// Conversations.
    Conversations(Vec<ConversationId>),
}

impl ListedPart {
    /// How many it names.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            ListedPart::Chats(chats) => chats.len(),
            ListedPart::Conversations(ids) => ids.len(),
        }
    }

    /// Some of them, from one on.
    #[must_use]
    pub fn some(&self, begin: usize, count: usize) -> ListedPart {
        fn cut<T: Copy>(all: &[T], begin: usize, count: usize) -> Vec<T> {
            all.iter().skip(begin).take(count).copied().collect()
        }
        match self {
            ListedPart::Chats(chats) => ListedPart::Chats(cut(chats, begin, count)),
            ListedPart::Conversations(ids) => ListedPart::Conversations(cut(ids, begin, count)),
        }
    }
}

/// Where the numbers stand.
enum Columns {
    /// In columns of these names: the conversation's is taken where both are.
    Named {
        conversation: Option<usize>,
        chat: Option<usize>,
    },
    /// In the first: numbers of chats.
    First,
}

impl Columns {
    /// As a headline says it, if it is one.
    fn of(headline: &Cells<'_>) -> Columns {
        let place = |name: &str| {
            let is_it = |cell: &str| cell.trim().eq_ignore_ascii_case(name);
            headline.iter().position(|cell| is_it(cell))
        };
        match (place("conversation_id"), place("chat_id")) {
            (None, None) => Columns::First,
            (conversation, chat) => Columns::Named { conversation, chat },
        }
    }
}

impl Listed {
    /// Reads a file.
    ///
    /// # Errors
    /// If it names nobody, or too many.
    pub fn read(bytes: &[u8]) -> Result<Listed, FileWrong> {
        let text = text_of(bytes)?;
        let mut rows = Rows::of(&text).peekable();
        let Some(first) = rows.peek() else {
            return Err(FileWrong::Nobody);
        };
        let columns = Columns::of(first);
        // Without columns of a name the first line may still be a headline, in whatever words.
        let is_headline = match columns {
            Columns::Named { .. } => true,
            Columns::First => number(&first[0]).is_none(),
        };
        let mut listed = Listed::default();
        for row in rows.skip(usize::from(is_headline)) {
            listed.add(&row, &columns);
            if listed.chats.len() + listed.conversations.len() > LISTED_MAX {
                return Err(FileWrong::TooMany);
            }
        }
        listed.chats.sort_unstable_by_key(|chat| chat.0);
        listed.chats.dedup();
        listed.conversations.sort_unstable_by_key(|one| one.0);
        listed.conversations.dedup();
        match listed.chats.is_empty() && listed.conversations.is_empty() {
            true => Err(FileWrong::Nobody),
            false => Ok(listed),
        }
    }

    fn add(&mut self, row: &Cells<'_>, columns: &Columns) {
        let at = |place: Option<usize>| number(row.get(place?)?);
        let (conversation, chat) = match columns {
            Columns::Named { conversation, chat } => (at(*conversation), at(*chat)),
            Columns::First => (None, at(Some(0))),
        };
        match (conversation.filter(|id| *id > 0), chat) {
            (Some(id), _) => self.conversations.push(ConversationId(id)),
            (None, Some(chat)) => self.chats.push(ChatId(chat)),
            (None, None) => self.misread += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> String {
        match Listed::read(text.as_bytes()) {
            Ok(Listed {
                chats,
                conversations,
                misread,
            }) => {
                let chats: Vec<i64> = chats.iter().map(|one| one.0).collect();
                let conversations: Vec<i64> = conversations.iter().map(|one| one.0).collect();
                format!("{chats:?} {conversations:?} {misread}")
            }
            Err(wrong) => format!("{wrong:?}"),
        }
    }

    /// Promise: whom files name, however they say it.
    #[test]
    fn whom_files_name() {
        for (text, expected) in [
            ("5\n6\n5\n", "[5, 6] [] 0"),
            ("\u{feff}5\r\n-1006\r\n", "[-1006, 5] [] 0"),
            ("id\n5\n", "[5] [] 0"),
            ("name;phone\nAnn;1", "Nobody"),
            ("5;Ann\n;Bob\nx;Eve", "[5] [] 2"),
            ("name,chat_id\nAnn,5\nBob,", "[5] [] 1"),
            ("CHAT_ID\n5\n@ann\n", "[5] [] 1"),
            ("conversation_id\n17\n-3\n", "[] [17] 1"),
            // As `/export` writes it under `HIDE_INFO`, and as somebody has added to it.
            (
                "connection,conversation_id,kind,chat_id,title\r\ni1,17,private,,\"Two\r\nlines, \"\"A\"\"\"\r\ni1,18,private,5,'=x\r\n,,,6,\r\n",
                "[6] [17, 18] 0",
            ),
            ("", "Nobody"),
            ("chat_id\n", "Nobody"),
            ("Dear all,\nhello", "Nobody"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(Listed::read(b"%PDF\0"), Err(FileWrong::NoText));
        let many: String = (1..=LISTED_MAX + 1).map(|id| format!("{id}\n")).collect();
        assert_eq!(read(&many), "TooMany");
    }

    proptest! {
        /// Promise: each number counts once, in whatever order and however often it stands there, and each other line is counted.
        #[test]
        fn numbers_count_once(ids in proptest::collection::vec(1..30_i64, 1..60), odd in 0..5_usize) {
            let mut lines: Vec<String> = ids.iter().map(ToString::to_string).collect();
            lines.extend(std::iter::repeat_n("?".to_owned(), odd));
            let read = Listed::read(lines.join("\n").as_bytes()).expect("numbers");
            let mut expected = ids;
            expected.sort_unstable();
            expected.dedup();
            prop_assert_eq!(read.chats.iter().map(|one| one.0).collect::<Vec<_>>(), expected);
            prop_assert_eq!(read.misread, odd as i64);
        }

        /// Promise: no file breaks it.
        #[test]
        fn nothing_breaks_it(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in "(chat_id|conversation_id|[0-9\"\\n,;'-]){0,60}") {
            let _ = Listed::read(&bytes);
            let _ = Listed::read(text.as_bytes());
        }
    }
}
