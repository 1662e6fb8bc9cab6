//! What else people do: edit, delete, take back, react, press the desk's buttons.

use std::collections::HashSet;

use relevo_telegram_sim::control::{Edit, Say};

use super::eyes::back;
use super::{Life, SOURCES};
use crate::groups::labels_of;
use crate::life::book::{Excuse, Said};
use crate::life::step::Answer;
use crate::life::view::Line;
use crate::life::word::{Side, Word};

/// The one that many before the newest which people still edit.
fn editable(list: &[Said], nth: usize) -> Option<Said> {
    let said = list.iter().rev().nth(nth)?;
    (said.what.is_wordy() && said.excuses.is_empty()).then(|| said.clone())
}

impl Life {
    pub(super) fn edit_by_client(&mut self, chat: usize, nth: usize) -> Option<()> {
        let said = editable(&self.book.chats[chat].by_client, nth)?;
        (self.chats[chat].served && said.place.0 == self.chats[chat].id()).then_some(())?;
        self.edit(&said)
    }

    pub(super) fn edit_by_team(&mut self, chat: usize, nth: usize) -> Option<()> {
        (self.at_home && self.forum).then_some(())?;
        let said = editable(&self.book.chats[chat].by_team, nth)?;
        self.edit(&said)
    }

    fn edit(&mut self, said: &Said) -> Option<()> {
        let text = format!("{} was changed", said.word.spelled(said.version + 1));
        let (place, message) = said.place;
        let edited = |world: &mut relevo_telegram_sim::world::World| {
            world.message_seen(place, said.by, message)?;
            world.edit(said.by, place, message, Edit::text(&text)).ok()
        };
        self.stage.sim.with(edited)?;
        self.book.said_mut(said.word)?.version += 1;
        Some(())
    }

    pub(super) fn edit_to_note(&mut self, chat: usize, nth: usize) -> Option<()> {
        (self.at_home && self.forum).then_some(())?;
        let said = editable(&self.book.chats[chat].by_team, nth)?;
        let text = format!("/ {} is for us", self.note_word(chat));
        let (place, message) = said.place;
        self.stage
            .sim
            .with(|world| world.edit(said.by, place, message, Edit::text(&text)))
            .ok()?;
        // The client keeps what it has, and what waits never arrives: both are right.
        self.excuse(said.word, Excuse::Withdrawn);
        self.book.out_of_line.insert(said.word);
        Some(())
    }

    pub(super) fn delete_by_client(&mut self, chat: usize, nth: usize) -> Option<()> {
        let said = self.book.chats[chat]
            .by_client
            .iter()
            .rev()
            .nth(nth)?
            .clone();
        let (place, message) = said.place;
        self.stage
            .sim
            .with(|world| world.delete(said.by, place, message))
            .ok()?;
        self.excuse(said.word, Excuse::SourceGone);
        Some(())
    }

    pub(super) fn withdraw(&mut self, chat: usize, nth: usize) -> Option<()> {
        (self.at_home && self.forum).then_some(())?;
        let said = self.book.chats[chat].by_team.iter().rev().nth(nth)?.clone();
        let thread = self.thread(chat)?;
        let say = Say::text("/del").thread(thread).reply_to(said.place.1);
        let asked = self
            .stage
            .sim
            .with(|world| world.say(said.by, self.stage.group, say))
            .ok()?;
        self.book.said_mut(said.word)?.taken_back.push(asked);
        self.excuse(said.word, Excuse::Withdrawn);
        Some(())
    }

    /// All items of an album share their fate.
    fn excuse(&mut self, word: Word, excuse: Excuse) {
        for word in self.unit(word) {
            if let Some(said) = self.book.said_mut(word) {
                said.excuses.insert(excuse);
            }
        }
    }

    pub(super) fn unit(&self, word: Word) -> Vec<Word> {
        let chat = &self.book.chats[word.chat];
        let list = match word.side {
            Side::Client => &chat.by_client,
            Side::Team | Side::Note => &chat.by_team,
        };
        let unit = list.get(word.number).map(Said::unit);
        let same = list.iter().filter(|said| Some(said.unit()) == unit);
        same.map(|said| said.word).collect()
    }

    pub(super) fn react_by_client(&mut self, chat: usize, nth: usize) -> Option<()> {
        let message = back(&self.eyes.at_client[chat], nth)?;
        let (person, id) = (self.chats[chat].people[0], self.chats[chat].id());
        self.stage
            .sim
            .with(|world| world.react(person, id, message, &["👍"]))
            .ok()
    }

    pub(super) fn react_by_team(&mut self, chat: usize, nth: usize) -> Option<()> {
        let message = back(&self.eyes.in_topic[chat], nth)?;
        let (person, group) = (self.operators[0], self.stage.group);
        self.stage
            .sim
            .with(|world| world.react(person, group, message, &["❤"]))
            .ok()
    }

    /// An operator presses a button of a question that is still open.
    pub(super) fn press(&mut self, pick: usize, answer: Answer) -> Option<()> {
        let (operator, group) = (self.operators[0], self.stage.group);
        let open = |message: &i64| {
            let row = self
                .stage
                .sim
                .with(|world| world.message_seen(group, operator, *message));
            row.is_some_and(|row| row.markup.is_some())
        };
        self.eyes.questions = self.eyes.questions.iter().copied().filter(open).collect();
        let question = back(
            &self.eyes.questions,
            pick % self.eyes.questions.len().max(1),
        )?;
        let row = self
            .stage
            .sim
            .with(|world| world.message_seen(group, operator, question))?;
        let labels = labels_of(&row);
        let about = row.reply_to.and_then(|message| self.said_there(message));
        let nth = match answer {
            Answer::Any(nth) => nth % labels.len(),
            Answer::Truth => labels
                .iter()
                .position(|label| label == "It arrived")
                .filter(|_| about.is_some_and(|word| self.arrived(word)))
                .unwrap_or(0),
        };
        self.stage
            .sim
            .with(|world| world.press_button(operator, group, question, nth))
            .ok()?;
        self.pressed(about, &labels[nth], row.thread);
        Some(())
    }

    /// What an operator's message in the team's group was.
    fn said_there(&self, message: i64) -> Option<Word> {
        let all = self.book.chats.iter().flat_map(|chat| &chat.by_team);
        let mut there = all.filter(|said| said.place == (self.stage.group, message));
        there.next().map(|said| said.word)
    }

    /// Whether the client has all of it: the operator has a look.
    fn arrived(&self, word: Word) -> bool {
        let there = self.at_client(word.chat);
        let has = |word: Word| there.iter().any(|(known, _)| *known == word);
        self.unit(word).into_iter().all(has)
    }

    pub(super) fn pressed(&mut self, about: Option<Word>, label: &str, thread: Option<i64>) {
        let Some(word) = about else {
            let topics = self.topics();
            let chat = thread.and_then(|thread| topics.get(&thread)).copied();
            // While topics are off it does not even say in which it is.
            let chats = chat.map_or(0..self.chats.len(), |chat| chat..chat + 1);
            for chat in chats {
                self.pressed_blindly(chat, label);
            }
            return;
        };
        let sources = self.chats[word.chat].topics.iter().zip(SOURCES);
        let source = sources.into_iter().find(|(_, name)| *name == label);
        let source = source.map(|(thread, _)| *thread);
        for word in self.unit(word) {
            self.book.out_of_line.insert(word);
            match label {
                // What was refused did not arrive, so that trying it again doubles nothing.
                "Send again" => *self.book.again.entry(word).or_default() += 1,
                "It arrived" => drop(self.book.noted.insert(word)),
                _ => (),
            }
            if let Some(said) = self.book.said_mut(word).filter(|_| source.is_some()) {
                said.thread = source;
            }
        }
        if matches!(label, "Discard" | "Withdraw") {
            self.excuse(word, Excuse::Withdrawn);
        }
    }

    /// The question does not say about which message: something of the client's that is tried again and comes late, or one of the team
    /// that was deleted with its topic.
    pub(super) fn pressed_blindly(&mut self, chat: usize, label: &str) {
        if label == "Retry" {
            let late = self.not_in_topic(chat);
            self.book.out_of_line.extend(late);
        }
        if label != "Send again" {
            return;
        }
        let book = &mut self.book;
        for said in &book.chats[chat].by_team {
            let (place, message) = said.place;
            let seen = self
                .stage
                .sim
                .with(|world| world.message_seen(place, said.by, message));
            if seen.is_none() {
                *book.again.entry(said.word).or_default() += 1;
                book.out_of_line.insert(said.word);
            }
        }
    }

    /// What the client said and no topic shows.
    fn not_in_topic(&self, chat: usize) -> Vec<Word> {
        let (group, reader) = (self.stage.group, self.operators[0]);
        let rows = self.stage.sim.with(|world| world.transcript(group, reader));
        let lines = rows
            .iter()
            .map(|row| Line::new(row, &self.bots, &self.book.files));
        let own = lines.filter(|line| line.by_bot && line.thread.is_some());
        let there: HashSet<Word> = own
            .flat_map(|line| line.words)
            .map(|(word, _)| word)
            .collect();
        let by_client = self.book.chats[chat].by_client.iter().map(|said| said.word);
        by_client.filter(|word| !there.contains(word)).collect()
    }
}
