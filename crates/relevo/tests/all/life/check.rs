//! The checkers: what people did against what people see. They stand outside: they know the record of the life and the chats of the
//! offline Telegram, never the desk's database. `check_tests` proves that each of them sees what it is for.
//!
//! Known rules: what was held or failed has left its lane; *Send again* goes to its end; the items of an album arrive together, where
//! its first one belongs; a repeat is marked ⟳ under its last copy.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use super::book::{Book, ChatBook, Excuse, Said};
use super::notices::{
    asks, says_that_it_cannot_be_sent, says_that_it_is_not_there, says_that_it_is_older,
    says_that_it_is_still_there, says_that_it_left_its_lane, says_that_something_was_unreadable,
};
use super::view::{Line, View};
use super::word::{Side, Word};

/// What a broken promise is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Breach {
    /// A client's message is neither in its topic nor marked there.
    Lost,
    /// Something arrived more than once, unasked or unmarked.
    Doubled,
    /// A lane is not in the order in which it was said.
    Swapped,
    /// A word stands in a chat that it does not belong to.
    Misfiled,
    /// A note's word was seen outside.
    Leaked,
    /// An operator's message did not arrive, and nothing says so.
    Silent,
    /// More of an operator's messages were refused or held than something went wrong.
    Refused,
    /// Somebody sees an old version, and nothing says so.
    Stale,
    /// A lane is not empty although nothing is wrong any more.
    Stuck,
    /// The desk's own account of what came in does not add up.
    Unaccounted,
    /// The desk panicked, or spoke to Telegram as the Bot API does not allow.
    Broken,
}

/// One broken promise.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    pub(crate) breach: Breach,
    /// The client chat concerned.
    pub(crate) chat: Option<usize>,
    pub(crate) what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.breach, self.what)
    }
}

/// What the repeats and marks of a life came to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counted {
    /// Client messages that stand in their topic, and operator messages that reached their chat.
    pub(crate) arrived: usize,
    /// Those that stand somewhere more than once.
    pub(crate) repeats: usize,
    /// ⟳ under them, and under others of which nobody knew.
    pub(crate) marks: usize,
    /// What did not arrive, and is shown or excused.
    pub(crate) shown: usize,
    /// Of these the operators': taken back, deleted with its topic, written to somebody who could not be reached, of a
    /// kind that nobody can copy, asked about.
    pub(crate) excused: usize,
    /// Of these the operators', shown as failed or held because a call to the client had no clear outcome.
    pub(crate) refused: usize,
    /// How many posts to clients had no clear outcome.
    pub(crate) doubts: usize,
}

/// Everything that is promised.
pub(crate) fn check(book: &Book, view: &View) -> (Vec<Finding>, Counted) {
    let mut look = Look::new(book, view);
    for (number, chat) in book.chats.iter().enumerate() {
        look.topic(number, chat);
        look.client(number, chat);
    }
    look.strangers();
    look.quarantined();
    look.counted.marks = view.group.iter().filter(|line| is_mark(line)).count();
    (look.findings, look.counted)
}

fn is_mark(line: &Line) -> bool {
    line.by_bot && line.text.contains('⟳')
}

/// Whether it stands for something of a client's that is not there.
fn is_placeholder(line: &Line) -> bool {
    let incomplete = line.text.starts_with('⚠') && line.text.contains("of the client's album");
    line.by_bot && (line.text.starts_with('📎') || incomplete)
}

/// What an operator was told about a message, and can still read, unless it went with message and topic.
#[derive(Clone, Copy, Default)]
struct Told {
    /// Or could once: that it was held, or failed, or was tried again.
    left_its_lane: bool,
    /// It did not arrive, or nobody knows.
    not_there: bool,
    /// It waits for somebody who says for which topic it is, or that it is to be published.
    asked: bool,
    /// Nobody can send such a thing.
    cannot: bool,
    /// The client has an older version.
    older: bool,
    /// It was not taken back.
    still_there: bool,
}

struct Look<'a> {
    book: &'a Book,
    view: &'a View,
    /// Copies in topics, by word, in order; places in `view.group`.
    in_topics: HashMap<Word, Vec<usize>>,
    /// All messages of the bot in the team's group that answer this one.
    answers: HashMap<i64, Vec<usize>>,
    findings: Vec<Finding>,
    counted: Counted,
}

impl<'a> Look<'a> {
    fn new(book: &'a Book, view: &'a View) -> Look<'a> {
        let mut in_topics: HashMap<Word, Vec<usize>> = HashMap::new();
        let mut answers: HashMap<i64, Vec<usize>> = HashMap::new();
        for (place, line) in view
            .group
            .iter()
            .enumerate()
            .filter(|(_, line)| line.by_bot)
        {
            for (word, _) in &line.words {
                if line.topic == Some(word.chat) && line.is_copy_of(*word) {
                    in_topics.entry(*word).or_default().push(place);
                }
            }
            if let Some(to) = line.reply_to {
                answers.entry(to).or_default().push(place);
            }
        }
        Look {
            book,
            view,
            in_topics,
            answers,
            findings: Vec::new(),
            counted: Counted::default(),
        }
    }

    fn finds(&mut self, breach: Breach, chat: usize, what: String) {
        self.findings.push(Finding {
            breach,
            chat: Some(chat),
            what,
        });
    }

    /// What the client said against the topic.
    fn topic(&mut self, number: usize, chat: &ChatBook) {
        let mut unseen: Vec<&Said> = Vec::new();
        let mut firsts: Vec<(usize, usize, Word)> = Vec::new();
        let mut repeated: HashSet<(usize, usize)> = HashSet::new();
        for said in &chat.by_client {
            let Some(copies) = self.in_topics.get(&said.word).cloned() else {
                unseen.push(said);
                continue;
            };
            self.counted.arrived += 1;
            if !self.book.out_of_line.contains(&said.word) {
                firsts.push((copies[0], said.unit(), said.word));
            }
            if copies.len() > 1 {
                self.counted.repeats += 1;
                repeated.extend((1..copies.len()).map(|nth| (said.unit(), nth)));
                self.marked(number, said, &copies);
            }
            self.newest(number, said, &copies);
        }
        // What a crash or a lost answer leaves behind is one claim of the lane.
        if repeated.len() > chat.doubts + self.book.kills {
            let what = format!(
                "{} repeats in “{}” for {} unknown outcomes and {} kills",
                repeated.len(),
                chat.name,
                chat.doubts,
                self.book.kills
            );
            self.finds(Breach::Doubled, number, what);
        }
        self.in_order(number, firsts);
        self.missing(number, &unseen);
        let live = self.view.live_topics[number];
        if live > 1 + chat.moved_unseen {
            let what = format!("“{}” has {live} topics", chat.name);
            self.finds(Breach::Doubled, number, what);
        }
    }

    /// What stands in a topic more than once is marked under its last copy.
    fn marked(&mut self, number: usize, said: &Said, copies: &[usize]) {
        let last = &self.view.group[*copies.last().expect("more than one copy")];
        let same_album =
            |line: &&Line| line.id == last.id || line.album.is_some() && line.album == last.album;
        let ids: Vec<i64> = match &last.album {
            None => vec![last.id],
            Some(_) => self
                .view
                .group
                .iter()
                .filter(same_album)
                .map(|line| line.id)
                .collect(),
        };
        let marks = ids.iter().filter_map(|id| self.answers.get(id)).flatten();
        let is_marked = marks
            .into_iter()
            .any(|place| is_mark(&self.view.group[*place]));
        // Copies whose answers were lost have no known number; if the source is gone at the last try, a placeholder is all that is left.
        let own = |line: &Line| line.topic == Some(number) && is_placeholder(line);
        let is_replaced = said.is_excused(Excuse::SourceGone) && self.view.group.iter().any(own);
        // With its topic goes the mark, too.
        if !is_marked && !is_replaced && !last.gone {
            let what = format!(
                "{} stands {} times in its topic, unmarked",
                said.word,
                copies.len()
            );
            self.finds(Breach::Doubled, number, what);
        }
    }

    /// The topic shows what the client's message says now.
    fn newest(&mut self, number: usize, said: &Said, copies: &[usize]) {
        let gone = copies.iter().all(|place| self.view.group[*place].gone);
        let version = (said.word, said.version);
        let shows = |line: &Line| {
            line.by_bot && line.topic == Some(number) && line.words.contains(&version)
        };
        if said.version > 0 && !gone && !self.view.group.iter().any(shows) {
            let what = format!(
                "{} was edited {} times, and its topic shows an older version",
                said.word, said.version
            );
            self.finds(Breach::Stale, number, what);
        }
    }

    /// First copies stand in the order in which things were said.
    fn in_order(&mut self, number: usize, firsts: Vec<(usize, usize, Word)>) {
        // An album stands where its first item does.
        let mut units: BTreeMap<usize, (usize, Word)> = BTreeMap::new();
        for (place, unit, word) in firsts {
            let known = units.entry(unit).or_insert((place, word));
            if place < known.0 {
                *known = (place, word);
            }
        }
        let mut before: Option<(usize, Word)> = None;
        for (place, word) in units.into_values() {
            if let Some((earlier, other)) = before.filter(|(earlier, _)| *earlier > place) {
                let what = format!("{word} (line {place}) stands before {other} (line {earlier})");
                self.finds(Breach::Swapped, number, what);
            }
            before = Some((place, word));
        }
    }

    /// What is not in the topic is marked there.
    fn missing(&mut self, number: usize, unseen: &[&Said]) {
        let own = |line: &&Line| line.topic == Some(number) && is_placeholder(line);
        let mut placeholders = self.view.group.iter().filter(own).count();
        for said in unseen {
            let shown = if said.is_excused(Excuse::UnknownKind)
                || said.is_excused(Excuse::Withdrawn)
            {
                true
            } else if said.is_excused(Excuse::Malformed) {
                let unreadable = |line: &Line| {
                    line.topic.is_none() && says_that_something_was_unreadable(&line.text)
                };
                self.view
                    .group
                    .iter()
                    .any(|line| line.by_bot && unreadable(line))
            } else if said.is_excused(Excuse::Uncopyable) || said.is_excused(Excuse::SourceGone) {
                placeholders = placeholders.checked_sub(1).unwrap_or(usize::MAX);
                placeholders != usize::MAX
            } else {
                false
            };
            if shown {
                self.counted.shown += 1;
            } else {
                let what = format!(
                    "{} ({:?}) is not in “{}”",
                    said.word, said.what, self.book.chats[number].name
                );
                self.finds(Breach::Lost, number, what);
                placeholders = if placeholders == usize::MAX {
                    0
                } else {
                    placeholders
                };
            }
        }
    }

    /// What operators said against the client's chat.
    fn client(&mut self, number: usize, chat: &ChatBook) {
        let mut copies: HashMap<Word, Vec<usize>> = HashMap::new();
        for (place, line) in self.view.chats[number].iter().enumerate() {
            for (word, _) in line.words.iter().filter(|(word, _)| line.is_copy_of(*word)) {
                copies.entry(*word).or_default().push(place);
            }
        }
        let mut firsts: Vec<(usize, usize, Word)> = Vec::new();
        let mut refused: HashSet<usize> = HashSet::new();
        for said in &chat.by_team {
            let told = self.told(chat, said);
            let Some(copies) = copies.get(&said.word) else {
                if self.unsent(number, said, told) {
                    refused.insert(said.unit());
                }
                continue;
            };
            self.counted.arrived += 1;
            let again = self.book.again.get(&said.word).copied().unwrap_or_default();
            if copies.len() > 1 {
                self.counted.repeats += 1;
            }
            if copies.len() > 1 + again {
                let what = format!("{} reached the client {} times", said.word, copies.len());
                self.finds(Breach::Doubled, number, what);
            }
            if !told.left_its_lane && !self.book.out_of_line.contains(&said.word) {
                firsts.push((copies[0], said.unit(), said.word));
            }
            self.newest_sent(number, said, copies, told);
            self.in_its_thread(number, said, copies);
        }
        self.in_order(number, firsts);
        self.counted.doubts += chat.doubts_at_client;
        if refused.len() > chat.doubts_at_client + self.book.kills {
            let what = format!(
                "{} refused or held for “{}” for {} unknown outcomes and {} kills",
                refused.len(),
                chat.name,
                chat.doubts_at_client,
                self.book.kills
            );
            self.finds(Breach::Refused, number, what);
        }
    }

    /// Whether this copy was not the last: the desk never learnt its number, so it cannot know what an answer to it means.
    fn is_unknown_copy(&self, message: i64) -> bool {
        let lines = &self.view.group;
        let copy = lines.iter().find(|line| line.id == message);
        let word = copy.and_then(|copy| copy.words.first());
        word.is_some_and(|(word, _)| {
            let later = lines.iter().filter(|line| line.id > message);
            later.into_iter().any(|line| line.is_copy_of(*word))
        })
    }

    /// In a client's own forum an answer stands where what it answers does.
    fn in_its_thread(&mut self, number: usize, said: &Said, copies: &[usize]) {
        if said
            .answers
            .is_some_and(|message| self.is_unknown_copy(message))
        {
            return;
        }
        let lines = &self.view.chats[number];
        let astray = copies
            .iter()
            .find(|place| lines[**place].thread != said.thread);
        if let Some(place) = astray.filter(|_| said.thread.is_some()) {
            let what = format!(
                "{} belongs into the client's topic {:?} and stands in {:?}",
                said.word, said.thread, lines[*place].thread
            );
            self.finds(Breach::Misfiled, number, what);
        }
    }

    /// What the desk says in answer to an operator's message, to another item of its album, or to a `/del` under them.
    fn told(&self, chat: &ChatBook, said: &Said) -> Told {
        let of_unit = |other: &&Said| other.unit() == said.unit();
        let messages = chat.by_team.iter().filter(of_unit);
        let messages = messages.flat_map(|item| item.taken_back.iter().chain([&item.place.1]));
        let answers = messages
            .filter_map(|message| self.answers.get(message))
            .flatten()
            .map(|place| &self.view.group[*place]);
        let source = self.view.group.iter().find(|line| line.id == said.place.1);
        // What was told before goes with the message and its topic.
        let source_gone = source.is_none_or(|line| line.gone);
        let noted = self.book.noted.contains(&said.word);
        let mut told = Told::default();
        for line in answers {
            told.left_its_lane |= says_that_it_left_its_lane(&line.text);
            if line.gone && !source_gone {
                continue;
            }
            told.not_there |= says_that_it_is_not_there(&line.text, noted);
            told.asked |= asks(&line.text, chat.sort);
            told.cannot |= says_that_it_cannot_be_sent(&line.text);
            told.older |= says_that_it_is_older(&line.text);
            told.still_there |= says_that_it_is_still_there(&line.text);
        }
        told
    }

    /// It did not reach the client. Says whether that needs an unknown outcome as its cause.
    fn unsent(&mut self, number: usize, said: &Said, told: Told) -> bool {
        let chat = &self.book.chats[number];
        if said.is_excused(Excuse::Withdrawn) || said.is_excused(Excuse::TopicGone) {
            self.counted.shown += 1;
            self.counted.excused += 1;
            return false;
        }
        let cannot = told.cannot && said.is_excused(Excuse::Uncopyable);
        let is_asked = told.asked && said.thread.is_none();
        if cannot || is_asked {
            self.counted.shown += 1;
            self.counted.excused += 1;
            return false;
        }
        if !told.not_there {
            let what = format!(
                "{} ({:?}) did not reach “{}”, and nobody is told",
                said.word, said.what, chat.name
            );
            self.finds(Breach::Silent, number, what);
            return false;
        }
        if said.is_excused(Excuse::Uncopyable) || said.is_excused(Excuse::Unreachable) {
            self.counted.shown += 1;
            self.counted.excused += 1;
            return false;
        }
        self.counted.shown += 1;
        self.counted.refused += 1;
        true
    }

    /// The client sees what the operator's message says now; what was taken back is gone, or the operator is told.
    fn newest_sent(&mut self, number: usize, said: &Said, copies: &[usize], told: Told) {
        let lines = &self.view.chats[number];
        let live = copies.iter().any(|place| !lines[*place].gone);
        if said.is_excused(Excuse::Withdrawn) {
            if live && !told.still_there && !said.is_excused(Excuse::TopicGone) {
                let what = format!(
                    "{} was taken back, the client has it, and nobody is told",
                    said.word
                );
                self.finds(Breach::Silent, number, what);
            }
            return;
        }
        let version = (said.word, said.version);
        let shows = |line: &Line| line.by_bot && line.words.contains(&version);
        let is_told = told.older || told.not_there || said.is_excused(Excuse::TopicGone);
        if said.version > 0 && live && !is_told && !lines.iter().any(shows) {
            let what = format!(
                "{} was edited {} times, and the client has an older version",
                said.word, said.version
            );
            self.finds(Breach::Stale, number, what);
        }
    }

    /// Nothing is set aside but what could not be read. The notice of it may be repeated like any other, and then a mark says so.
    fn quarantined(&mut self) {
        let clients = self.book.chats.iter().flat_map(|chat| &chat.by_client);
        let unreadable = clients.filter(|said| said.is_excused(Excuse::Malformed));
        let unreadable = unreadable.count();
        let is_notice =
            |line: &&Line| line.by_bot && says_that_something_was_unreadable(&line.text);
        let notices: Vec<&Line> = self.view.group.iter().filter(is_notice).collect();
        let answers = notices.iter().filter_map(|line| self.answers.get(&line.id));
        let mut answers = answers.flatten().map(|place| &self.view.group[*place]);
        let repeats = match answers.any(is_mark) {
            true => self.book.doubts_in_general + self.book.kills,
            false => 0,
        };
        if notices.len() > unreadable + repeats {
            let what = format!(
                "{} notices of what was set aside, and {unreadable} updates were unreadable",
                notices.len()
            );
            let (breach, chat) = (Breach::Broken, None);
            self.findings.push(Finding { breach, chat, what });
        }
    }

    /// No word stands where it does not belong.
    fn strangers(&mut self) {
        // Posted while the group had no topics, with the answer lost: nobody ever learns that it is there.
        let mut astray: HashMap<usize, usize> = HashMap::new();
        for line in self.view.group.iter().filter(|line| line.by_bot) {
            for (word, _) in &line.words {
                let at_home = word.side == Side::Client && line.topic == Some(word.chat);
                // What was posted while the group had no topics is taken back there.
                let is_taken_back = line.gone && line.topic.is_none();
                if at_home || is_taken_back {
                    continue;
                }
                if word.side == Side::Client && line.topic.is_none() {
                    let count = astray.entry(word.chat).or_default();
                    *count += 1;
                    let unknown = self.book.chats[word.chat].doubts + self.book.kills;
                    if self.book.was_without_topics && *count <= unknown {
                        continue;
                    }
                }
                let what = format!(
                    "{word} stands in the team's group outside its topic: {}",
                    line.shown()
                );
                self.findings.push(Finding {
                    breach: Breach::Misfiled,
                    chat: Some(word.chat),
                    what,
                });
            }
        }
        for (number, lines) in self.view.chats.iter().enumerate() {
            for line in lines.iter().filter(|line| line.by_bot) {
                for (word, _) in &line.words {
                    let breach = match word.side {
                        Side::Note => Breach::Leaked,
                        Side::Team if word.chat == number => continue,
                        Side::Team | Side::Client => Breach::Misfiled,
                    };
                    let what = format!(
                        "{word} stands in the chat of “{}”: {}",
                        self.book.chats[number].name,
                        line.shown()
                    );
                    self.finds(breach, number, what);
                }
            }
        }
    }
}
