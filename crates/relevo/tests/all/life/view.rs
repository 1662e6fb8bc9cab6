//! What people see, read from the offline Telegram: the team's group with its topics, and every client chat.

use std::collections::HashMap;

use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::World;

use super::book::Book;
use super::word::{Word, words_in};
use crate::groups::labels_of;

/// One message as somebody sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    pub(crate) id: i64,
    pub(crate) by_bot: bool,
    /// The words in it, with their versions.
    pub(crate) words: Vec<(Word, usize)>,
    pub(crate) text: String,
    pub(crate) reply_to: Option<i64>,
    pub(crate) album: Option<String>,
    /// Deleted, by itself or with its topic.
    pub(crate) gone: bool,
    /// The topic that it is in.
    pub(crate) thread: Option<i64>,
    /// In the team's group: the client chat whose topic it is in.
    pub(crate) topic: Option<usize>,
    pub(crate) buttons: Vec<String>,
}

impl Line {
    pub(crate) fn new(row: &Row, bots: &[i64], files: &HashMap<String, Word>) -> Line {
        let mut words = words_in(&row.text);
        // Polls, contacts and places carry their words in fields of their own.
        words.extend(words_in(
            &serde_json::to_string(&row.fields).unwrap_or_default(),
        ));
        words.dedup();
        if let Some(word) = row.file.as_ref().and_then(|file| files.get(file)) {
            words.push((*word, 0));
        }
        Line {
            id: row.message_id,
            by_bot: bots.contains(&row.from),
            words,
            text: row.text.clone(),
            reply_to: row.reply_to,
            album: row.album.clone(),
            gone: row.deleted,
            thread: row.thread,
            topic: None,
            buttons: labels_of(row),
        }
    }

    pub(crate) fn has(&self, word: Word) -> bool {
        self.words.iter().any(|(known, _)| *known == word)
    }

    /// Whether it is a copy of this, and not a new version that answers the copy.
    pub(crate) fn is_copy_of(&self, word: Word) -> bool {
        self.by_bot && self.has(word) && !self.text.contains('✏')
    }

    /// As the transcript of a failing life shows it.
    pub(crate) fn shown(&self) -> String {
        let who = if self.by_bot { "bot" } else { "—" };
        let reply = self
            .reply_to
            .map(|id| format!(" ↩{id}"))
            .unwrap_or_default();
        let words: Vec<String> = self
            .words
            .iter()
            .map(|(word, version)| word.spelled(*version))
            .collect();
        let gone = if self.gone { " (gone)" } else { "" };
        let album = self
            .album
            .as_ref()
            .map(|album| format!(" ▦{album}"))
            .unwrap_or_default();
        let text = self.text.replace('\n', " ⏎ ");
        format!(
            "{} {who}{reply}{album}: {text} [{}]{gone}",
            self.id,
            words.join(" ")
        )
    }
}

/// All that people see, also what is deleted by now.
#[derive(Clone, Debug, Default)]
pub(crate) struct View {
    pub(crate) group: Vec<Line>,
    pub(crate) chats: Vec<Vec<Line>>,
    /// For each client chat: how many topics it has that are not deleted.
    pub(crate) live_topics: Vec<usize>,
}

/// Where to look.
pub(crate) struct Places {
    /// The desk's bots: its own and its relays.
    pub(crate) bots: Vec<i64>,
    pub(crate) group: i64,
    pub(crate) operator: i64,
    /// For each client chat: its ids, the newest last, and who reads it.
    pub(crate) chats: Vec<(Vec<i64>, i64)>,
}

impl View {
    /// Reads everything.
    pub(crate) fn read(world: &World, book: &Book, places: &Places) -> View {
        let numbers: HashMap<&str, usize> = book
            .chats
            .iter()
            .enumerate()
            .map(|(number, chat)| (chat.name.as_str(), number))
            .collect();
        let mut topics: HashMap<i64, usize> = HashMap::new();
        let mut live_topics = vec![0; book.chats.len()];
        for topic in world.topics(places.group) {
            let number = numbers.get(relevo_core::without_square(&topic.name));
            let Some(number) = number.filter(|_| places.bots.contains(&topic.creator)) else {
                continue;
            };
            topics.insert(topic.thread, *number);
            live_topics[*number] += usize::from(!topic.deleted);
        }
        let group = world
            .transcript(places.group, places.operator)
            .iter()
            .map(|row| Line {
                topic: row.thread.and_then(|thread| topics.get(&thread)).copied(),
                ..Line::new(row, &places.bots, &book.files)
            })
            .collect();
        let chat = |(ids, reader): &(Vec<i64>, i64)| {
            ids.iter()
                .flat_map(|id| world.transcript(*id, *reader))
                .map(|row| Line::new(&row, &places.bots, &book.files))
                .collect()
        };
        View {
            group,
            chats: places.chats.iter().map(chat).collect(),
            live_topics,
        }
    }
}
