//! What people have seen so far: what they can answer, react to and press. Read on from where they stopped, so that long lives stay fast.

use std::collections::{HashMap, HashSet};

use super::Life;
use crate::life::notices::{
    says_that_it_is_not_there, says_that_it_is_older, says_that_it_is_still_there,
};
use crate::life::view::Line;
use crate::life::word::Word;

/// What people have seen so far.
pub(super) struct Eyes {
    group_read: usize,
    chats_read: Vec<(i64, usize)>,
    /// What the bot wrote into each topic, by message.
    pub(super) in_topic: Vec<Vec<i64>>,
    /// What the bot wrote into each client chat, by message.
    pub(super) at_client: Vec<Vec<i64>>,
    /// Messages with buttons.
    pub(super) questions: Vec<i64>,
}

impl Eyes {
    pub(super) fn new(chats: usize) -> Eyes {
        Eyes {
            group_read: 0,
            chats_read: vec![(0, 0); chats],
            in_topic: vec![Vec::new(); chats],
            at_client: vec![Vec::new(); chats],
            questions: Vec::new(),
        }
    }
}

impl Life {
    /// The topics that the bot ever made, by thread: whose they are.
    pub(super) fn topics(&self) -> HashMap<i64, usize> {
        let names = self
            .book
            .chats
            .iter()
            .enumerate()
            .map(|(number, chat)| (chat.name.as_str(), number));
        let names: HashMap<&str, usize> = names.collect();
        let topics = self.stage.sim.with(|world| world.topics(self.stage.group));
        let own = topics
            .into_iter()
            .filter(|topic| self.bots.contains(&topic.creator));
        own.filter_map(|topic| {
            Some((
                topic.thread,
                *names.get(relevo_core::without_square(&topic.name))?,
            ))
        })
        .collect()
    }

    /// The topic of a chat, as an operator finds it: the newest that is there.
    pub(super) fn thread(&self, chat: usize) -> Option<i64> {
        let name = &self.book.chats[chat].name;
        let topics = self.stage.sim.with(|world| world.topics(self.stage.group));
        let live = topics
            .iter()
            .filter(|topic| self.bots.contains(&topic.creator) && !topic.deleted);
        live.filter(|topic| relevo_core::without_square(&topic.name) == *name)
            .map(|topic| topic.thread)
            .max()
    }

    /// What a client has, in which versions, and has not lost again.
    pub(super) fn at_client(&self, chat: usize) -> HashSet<(Word, usize)> {
        let (chat, mut there) = (&self.chats[chat], HashSet::new());
        for id in &chat.ids {
            let rows = self
                .stage
                .sim
                .with(|world| world.transcript(*id, chat.people[0]));
            for row in rows.iter().filter(|row| !row.deleted) {
                let line = Line::new(row, &self.bots, &self.book.files);
                there.extend(line.words.into_iter().filter(|_| line.by_bot));
            }
        }
        there
    }

    /// The messages of the team's group of which a notice says that the client has them not, or not as they are.
    pub(super) fn told_in_group(&self) -> HashSet<i64> {
        let (group, reader) = (self.stage.group, self.operators[0]);
        let rows = self.stage.sim.with(|world| world.transcript(group, reader));
        let says = |text: &str| {
            says_that_it_is_not_there(text, false)
                || says_that_it_is_older(text)
                || says_that_it_is_still_there(text)
        };
        let own = rows.iter().filter(|row| self.bots.contains(&row.from));
        let telling = own.filter(|row| !row.deleted && says(&row.text));
        telling.filter_map(|row| row.reply_to).collect()
    }

    /// Everybody reads on.
    pub(super) fn look(&mut self) {
        let (group, reader) = (self.stage.group, self.operators[0]);
        let start = self.eyes.group_read;
        let rows = self
            .stage
            .sim
            .with(|world| world.transcript_from(group, reader, start));
        if !rows.is_empty() {
            let topics = self.topics();
            self.eyes.group_read += rows.len();
            for row in rows.iter().filter(|row| self.bots.contains(&row.from)) {
                if row.markup.is_some() {
                    self.eyes.questions.push(row.message_id);
                }
                let line = Line::new(row, &self.bots, &self.book.files);
                let topic = row.thread.and_then(|thread| topics.get(&thread));
                if let Some(topic) = topic.filter(|_| !line.words.is_empty()) {
                    self.eyes.in_topic[*topic].push(row.message_id);
                }
            }
        }
        for (number, chat) in self.chats.iter().enumerate() {
            let (id, reader) = (chat.id(), chat.people[0]);
            let read = &mut self.eyes.chats_read[number];
            if read.0 != id {
                *read = (id, 0);
                self.eyes.at_client[number].clear();
            }
            let rows = self
                .stage
                .sim
                .with(|world| world.transcript_from(id, reader, read.1));
            read.1 += rows.len();
            let own = rows
                .iter()
                .filter(|row| self.bots.contains(&row.from))
                .map(|row| row.message_id);
            self.eyes.at_client[number].extend(own);
        }
    }
}

/// The one that many before the newest.
pub(super) fn back<T: Copy>(list: &[T], back: usize) -> Option<T> {
    list.get(list.len().checked_sub(back + 1)?).copied()
}
