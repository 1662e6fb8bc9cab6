//! What people say: clients in their chats, operators in topics, notes, and messages of which Telegram tells in a strange shape.

use std::collections::BTreeSet;

use relevo_telegram_sim::control::{Say, SayContent};
use relevo_telegram_sim::world::Kind;
use serde_json::json;

use super::Life;
use super::eyes::back;
use crate::life::book::{Excuse, Said};
use crate::life::program::Sort;
use crate::life::step::{Spoil, What};
use crate::life::view::Line;
use crate::life::word::{Side, Word};

/// The thing itself, with this word in it.
fn content(what: What, word: &str) -> Say {
    match what {
        What::Text => Say::text(&format!("{word} is on its way")),
        What::Formatted => Say::new(SayContent::Text {
            text: format!("🙂🙂 {word} is bold"),
            entities: vec![json!({ "type": "bold", "offset": 5, "length": word.len() })],
        }),
        What::Media(kind) => Say::media(kind, &format!("{word} to look at")),
        What::Bare(kind) => Say::media(kind, ""),
        What::Poll => Say::new(SayContent::Poll {
            question: word.to_owned(),
            options: vec!["yes".into(), "no".into()],
            correct: None,
            public: false,
        }),
        What::Contact => Say::new(SayContent::Contact {
            phone_number: "+49301234567".into(),
            first_name: word.to_owned(),
            user_id: None,
        }),
        What::Venue => Say::new(SayContent::Venue {
            latitude: 52.5,
            longitude: 13.4,
            title: word.to_owned(),
            address: "1 High Street".into(),
        }),
        What::Album(_) => Say::photo(word),
        What::Uncopyable => Say::sample(Kind::Invoice),
    }
}

/// Who says something where, and how it hangs there.
#[derive(Clone, Copy)]
pub(super) struct Speech {
    side: Side,
    chat: usize,
    by: i64,
    place: i64,
    thread: Option<i64>,
    /// In a client's own forum: the topic that it belongs to.
    source: Option<i64>,
    reply_to: Option<i64>,
}

impl Life {
    pub(super) fn client_says(
        &mut self,
        (chat, who): (usize, usize),
        what: What,
        answers: Option<usize>,
    ) -> Option<()> {
        let state = &self.chats[chat];
        let by = match state.sort {
            Sort::Channel => state.people[0],
            _ => state.people[who % state.people.len()],
        };
        if !state.served {
            return None;
        }
        let reply_to = answers.and_then(|nth| back(&self.eyes.at_client[chat], nth));
        self.says(
            what,
            Speech {
                side: Side::Client,
                chat,
                by,
                place: state.id(),
                thread: state.topics.get(who % 2).copied(),
                source: state.topics.get(who % 2).copied(),
                reply_to: reply_to.filter(|_| state.sort != Sort::Forum),
            },
        )
    }

    pub(super) fn team_says(
        &mut self,
        (chat, who): (usize, usize),
        what: What,
        answers: Option<usize>,
    ) -> Option<()> {
        if !self.at_home || !self.forum {
            return None;
        }
        let thread = self.thread(chat)?;
        let reply_to = answers.and_then(|nth| back(&self.eyes.in_topic[chat], nth));
        self.says(
            what,
            Speech {
                side: Side::Team,
                chat,
                by: self.operators[who % self.operators.len()],
                place: self.stage.group,
                thread: Some(thread),
                source: reply_to.and_then(|message| self.source(message)),
                reply_to,
            },
        )
    }

    /// In which topic of its client's own forum this was said, of which a copy stands in the team's group.
    fn source(&self, message: i64) -> Option<i64> {
        let (group, reader) = (self.stage.group, self.operators[0]);
        let row = self
            .stage
            .sim
            .with(|world| world.message_seen(group, reader, message))?;
        let line = Line::new(&row, &self.bots, &self.book.files);
        let (word, _) = line.words.first()?;
        let said = self.book.chats[word.chat].by_client.get(word.number)?;
        said.thread.filter(|_| word.side == Side::Client)
    }

    /// Says it, item by item if it is an album. Nothing is on record that Telegram refused.
    fn says(&mut self, what: What, speech: Speech) -> Option<()> {
        let items = match what {
            What::Album(items) => items,
            _ => 1,
        };
        let first = self.book.next(speech.side, speech.chat).number;
        let album = matches!(what, What::Album(_))
            .then(|| format!("{:?}-{}-{first}", speech.side, speech.chat));
        for _ in 0..items {
            let word = self.book.next(speech.side, speech.chat);
            let say = Say {
                thread: speech.thread,
                reply_to: speech.reply_to,
                media_group: album.clone(),
                ..content(what, &word.spelled(0))
            };
            let message = self
                .stage
                .sim
                .with(|world| world.say(speech.by, speech.place, say))
                .ok()?;
            if matches!(what, What::Bare(_)) {
                let row = self
                    .stage
                    .sim
                    .with(|world| world.message_seen(speech.place, speech.by, message));
                let file = row.and_then(|row| row.file)?;
                self.book.files.insert(file, word);
            }
            let album = album.as_ref().map(|_| first);
            let cannot = (what == What::Uncopyable).then_some(Excuse::Uncopyable);
            let nobody = speech.side == Side::Team && !self.reaches(speech.chat);
            let nobody = nobody.then_some(Excuse::Unreachable);
            self.book.add(Said {
                what,
                album,
                thread: speech.source,
                answers: speech.reply_to,
                excuses: cannot.into_iter().chain(nobody).collect(),
                ..Said::words(word, speech.by, (speech.place, message))
            });
        }
        Some(())
    }

    /// Another note's word.
    pub(super) fn note_word(&mut self, chat: usize) -> String {
        let notes = self.book.notes.entry(chat).or_default();
        *notes += 1;
        let word = Word {
            side: Side::Note,
            chat,
            number: *notes - 1,
        };
        word.spelled(0)
    }

    pub(super) fn note(&mut self, chat: usize, who: usize) -> Option<()> {
        let thread = self.thread(chat)?;
        let by = self.operators[who % self.operators.len()];
        let text = format!("/ {} is for us", self.note_word(chat));
        let say = Say {
            reply_to: back(&self.eyes.in_topic[chat], who),
            ..Say::text(&text).thread(thread)
        };
        self.stage
            .sim
            .with(|world| world.say(by, self.stage.group, say))
            .ok()
            .map(drop)
    }

    /// A message that is the first of its page, so that the fault strikes it and nothing else.
    pub(super) fn strange(&mut self, chat: usize, how: Spoil) -> Option<()> {
        let strikes = self.stage.sim.faults(|faults| {
            let waiting = faults
                .list()
                .iter()
                .filter(|state| state.struck < state.rule.times);
            let mut spoils = waiting.filter_map(|state| Spoil::of(&state.rule.fault));
            spoils.any(Spoil::is_of_updates)
        });
        if self.pending() > 0 || strikes {
            return None;
        }
        self.client_says((chat, 0), What::Text, None)?;
        self.stage
            .sim
            .faults(|faults| faults.add(how.rule("getUpdates", 1, 1)));
        let excuse = match how {
            Spoil::Malformed => Excuse::Malformed,
            _ => Excuse::UnknownKind,
        };
        let said = self.book.chats[chat]
            .by_client
            .last_mut()
            .expect("it was just said");
        said.excuses = BTreeSet::from([excuse]);
        Some(())
    }

    /// What everybody says at the end, when nothing is wrong any more.
    pub(super) fn last_word(&mut self, chat: usize, by_client: bool) {
        let said = match by_client {
            true => self.client_says((chat, 0), What::Text, None),
            false => self.team_says((chat, 0), What::Text, None),
        };
        if said.is_none() {
            let who = if by_client { "client" } else { "team" };
            let what = format!(
                "the {who} cannot say a last word in “{}”",
                self.book.chats[chat].name
            );
            self.finds(crate::life::check::Breach::Stuck, what);
        }
    }
}
