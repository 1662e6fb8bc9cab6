//! What people did: the life's own record, which knows nothing of the desk. What they see is `view`, and `check` holds the one against
//! the other.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::program::Sort;
use super::step::What;
use super::word::{Side, Word};

/// Why something that was said need not arrive, or not as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Excuse {
    /// Telegram told of it in a shape that nobody knows: the desk cannot know that it was a message.
    UnknownKind,
    /// Telegram told of it in a shape that cannot be read: it is quarantined, which is shown.
    Malformed,
    /// Nobody can copy it: a placeholder stands for it.
    Uncopyable,
    /// Its author deleted it, or its chat is another now: a placeholder may stand for it.
    SourceGone,
    /// Its author took it back, or made it a note.
    Withdrawn,
    /// An operator's, deleted with its topic before it had arrived as it was then, and before anybody was told. Nothing can hang there.
    TopicGone,
    /// An operator's, under way while the client had blocked the bot or the bot was not in the client's group.
    Unreachable,
}

/// Something that was said.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) word: Word,
    pub(crate) what: What,
    /// How often it was edited.
    pub(crate) version: usize,
    /// The number of the album's first item, for items of albums.
    pub(crate) album: Option<usize>,
    /// Chat and message in the eyes of who said it.
    pub(crate) place: (i64, i64),
    /// Who said it.
    pub(crate) by: i64,
    /// In a client's own forum: the topic that it was said in, or that the message it answers was said in.
    pub(crate) thread: Option<i64>,
    /// The message that it answers, in the eyes of who said it.
    pub(crate) answers: Option<i64>,
    pub(crate) excuses: BTreeSet<Excuse>,
    /// The messages by which it was taken back.
    pub(crate) taken_back: Vec<i64>,
}

impl Said {
    /// Plain words.
    pub(crate) fn words(word: Word, by: i64, place: (i64, i64)) -> Said {
        Said {
            word,
            what: What::Text,
            version: 0,
            album: None,
            place,
            by,
            thread: None,
            answers: None,
            excuses: BTreeSet::new(),
            taken_back: Vec::new(),
        }
    }

    /// The same for all items of an album.
    pub(crate) fn unit(&self) -> usize {
        self.album.unwrap_or(self.word.number)
    }

    pub(crate) fn is_excused(&self, excuse: Excuse) -> bool {
        self.excuses.contains(&excuse)
    }
}

/// One client chat.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChatBook {
    /// Its name, which is its topic's too.
    pub(crate) name: String,
    pub(crate) by_client: Vec<Said>,
    pub(crate) by_team: Vec<Said>,
    /// Posts into its topic of which nobody knows whether they were done.
    pub(crate) doubts: usize,
    /// How often its group became a supergroup while the bot was outside: Telegram tells nobody who comes in later, so such a group
    /// is another to the desk, with a topic of its own.
    pub(crate) moved_unseen: usize,
    /// The same for posts to the client.
    pub(crate) doubts_at_client: usize,
    /// What it is.
    pub(crate) sort: Sort,
}

/// What people did.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    pub(crate) chats: Vec<ChatBook>,
    /// How many notes were written for each chat.
    pub(crate) notes: HashMap<usize, usize>,
    /// How often an operator had the desk send something again.
    pub(crate) again: HashMap<Word, usize>,
    /// Has left its lane: somebody pressed a button for it, or it was tried again.
    pub(crate) out_of_line: HashSet<Word>,
    /// An operator pressed *It arrived*.
    pub(crate) noted: HashSet<Word>,
    /// The words of files without any.
    pub(crate) files: HashMap<String, Word>,
    pub(crate) kills: usize,
    /// Posts into the team's General of which nobody knows whether they were done.
    pub(crate) doubts_in_general: usize,
    /// Topics were switched off in the team's group for a while.
    pub(crate) was_without_topics: bool,
}

impl Book {
    /// The word of what is said next.
    pub(crate) fn next(&self, side: Side, chat: usize) -> Word {
        let list = match side {
            Side::Client => &self.chats[chat].by_client,
            Side::Team | Side::Note => &self.chats[chat].by_team,
        };
        Word {
            side,
            chat,
            number: list.len(),
        }
    }

    /// Something was said.
    pub(crate) fn add(&mut self, said: Said) {
        let chat = &mut self.chats[said.word.chat];
        match said.word.side {
            Side::Client => chat.by_client.push(said),
            Side::Team | Side::Note => chat.by_team.push(said),
        }
    }

    /// What this word was said with.
    pub(crate) fn said_mut(&mut self, word: Word) -> Option<&mut Said> {
        let chat = self.chats.get_mut(word.chat)?;
        match word.side {
            Side::Client => chat.by_client.get_mut(word.number),
            Side::Team => chat.by_team.get_mut(word.number),
            Side::Note => None,
        }
    }
}
