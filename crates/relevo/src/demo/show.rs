//! What the story is told with: people speak, the desk does its work, and a deed is over when its effect is seen in the world.
//!
//! The world is the judge: what arrived is read back from the offline Telegram, through the eyes of those who should see it.
//! Deliberately absent: which deeds (`story`), and whether every promise was kept (`promises`).

use anyhow::{Context, Result, bail};
use relevo_core::Fate;
use relevo_telegram_sim::control::{Say, SayContent};
use relevo_telegram_sim::transcript::Row;

use super::cast::Chat;
use super::desk::State;
use super::pace::{Pace, Patience};
use super::promises::{Promises, Tally};
use super::stage::Stage;
use crate::store::Status;

/// The story's state: the stage, and what was said so far.
pub(super) struct Show<'s> {
    pub(super) stage: &'s Stage,
    pub(super) tally: Tally,
    pace: Pace,
    /// Questions of the desk that were answered.
    decided: Vec<i64>,
}

impl<'s> Show<'s> {
    pub(super) fn new(stage: &'s Stage, pace: Pace) -> Show<'s> {
        Show {
            stage,
            tally: Tally::default(),
            pace,
            decided: Vec::new(),
        }
    }

    /// Lets the reader see what has just arrived.
    pub(super) async fn breath(&self) {
        self.pace.breath().await;
    }

    /// A client speaks; whether it has arrived is not waited for.
    pub(super) fn speaks(&mut self, person: i64, chat: Chat, say: Say) -> Result<String> {
        let words = words_of(&say);
        self.say(person, chat.id, say)?;
        self.tally.said.push((chat, words.clone()));
        Ok(words)
    }

    /// A client speaks; over when the words are in the topic.
    pub(super) async fn client(&mut self, person: i64, chat: Chat, say: Say) -> Result<()> {
        self.breath().await;
        let words = self.speaks(person, chat, say)?;
        self.arrives(chat, &words).await
    }

    /// Over when a client's words are in the topic.
    pub(super) async fn arrives(&mut self, chat: Chat, words: &str) -> Result<()> {
        self.until("a client's words are in their topic", |show| {
            show.in_topic(chat, words).is_some()
        })
        .await
    }

    /// An operator writes an answer into a chat's topic; whether it has arrived is not waited for.
    pub(super) fn writes(&mut self, operator: i64, chat: Chat, say: Say) -> Result<String> {
        let words = self.in_thread(operator, chat, say)?;
        self.tally.answered.push((chat, words.clone()));
        Ok(words)
    }

    /// An operator answers; over when the words are in the chat.
    pub(super) async fn answer(&mut self, operator: i64, chat: Chat, say: Say) -> Result<()> {
        self.breath().await;
        let words = self.writes(operator, chat, say)?;
        self.reaches(chat, &words).await
    }

    /// Over when an answer is in its chat.
    pub(super) async fn reaches(&mut self, chat: Chat, words: &str) -> Result<()> {
        self.until("an answer is in its chat", |show| {
            show.in_chat(chat, words).is_some()
        })
        .await
    }

    /// An operator leaves a note; over when the desk has recorded that it stays inside.
    pub(super) async fn note(&mut self, operator: i64, chat: Chat, words: &str) -> Result<()> {
        self.breath().await;
        let inside = |status: &Status| Promises::with_fate(status, Fate::Internal);
        let before = inside(&self.stage.store.status().await?);
        self.in_thread(operator, chat, Say::text(&format!("/ {words}")))?;
        self.tally.notes.push(words.to_owned());
        let patience = Patience::new();
        while inside(&self.stage.store.status().await?) <= before {
            patience.glance("the note is recorded").await?;
        }
        Ok(())
    }

    /// An operator writes in General.
    pub(super) async fn in_general(&mut self, operator: i64, say: Say) -> Result<i64> {
        self.breath().await;
        self.say(operator, self.stage.cast.support, say)
    }

    /// Over when the desk has said something with these words in General.
    pub(super) async fn general_says(&mut self, words: &str) -> Result<()> {
        self.until("the desk answers in General", |show| {
            let cast = &show.stage.cast;
            let rows = show.rows(cast.support, cast.marta);
            let mut answers = rows.iter().filter(|row| row.from == cast.bot);
            answers.any(|row| row.thread.is_none() && row.text.contains(words))
        })
        .await
    }

    /// An operator writes a command that sends these words; over when they are in the chat.
    pub(super) async fn asks_to_send(
        &mut self,
        operator: i64,
        chat: Chat,
        (command, words): (&str, &str),
    ) -> Result<()> {
        self.breath().await;
        self.in_thread(operator, chat, Say::text(command))?;
        self.tally.answered.push((chat, words.to_owned()));
        self.reaches(chat, words).await
    }

    /// An operator sets a mark; over when the topic shows it.
    pub(super) async fn mark(&mut self, operator: i64, chat: Chat, mark: &str) -> Result<()> {
        self.breath().await;
        self.in_thread(operator, chat, Say::text(&format!("/mark {mark}")))?;
        self.tally.marked.push(mark.to_owned());
        self.until("the mark is shown", |show| {
            show.in_topic(chat, mark).is_some()
        })
        .await
    }

    /// An operator deletes a chat's topic.
    pub(super) fn lose_topic(&mut self, operator: i64, chat: Chat) -> Result<()> {
        let thread = self.stage.thread(chat).context("the topic is missing")?;
        let support = self.stage.cast.support;
        let lost = self
            .stage
            .sim
            .with(|world| world.delete_topic(operator, support, thread));
        lost.ok().context("the topic cannot be deleted")?;
        self.tally.lost.push((chat, thread));
        Ok(())
    }

    /// Kills the desk; over when it is down.
    pub(super) async fn kill_desk(&mut self) -> Result<()> {
        self.stage.desk.kill();
        self.until("the desk is down", |show| {
            show.stage.desk.state() != State::Running
        })
        .await
    }

    /// Over when the desk is up again. It starts by itself; if somebody is in a hurry, at once.
    pub(super) async fn desk_is_back(&mut self) -> Result<()> {
        self.until("the desk is up again", |show| {
            if show.pace.is_hurried() {
                show.stage.desk.start();
            }
            show.stage.desk.state() == State::Running
        })
        .await
    }

    /// The newest message of a chat's topic with these words, by the desk; in the operators' numbers.
    pub(super) fn in_topic(&self, chat: Chat, words: &str) -> Option<i64> {
        let thread = self.stage.thread(chat)?;
        let cast = &self.stage.cast;
        let rows = self.rows(cast.support, cast.marta);
        let found = rows
            .iter()
            .rev()
            .find(|row| row.thread == Some(thread) && row.is_of(cast.bot, words));
        found.map(|row| row.message_id)
    }

    /// The newest message of a client chat with these words, by the desk; in its reader's numbers.
    pub(super) fn in_chat(&self, chat: Chat, words: &str) -> Option<i64> {
        let rows = self.rows(chat.id, chat.reader);
        let found = rows
            .iter()
            .rev()
            .find(|row| row.is_of(self.stage.cast.bot, words));
        found.map(|row| row.message_id)
    }

    /// Over when every delivery has come to an end, or when patience has. How everything stands then.
    pub(super) async fn at_rest(&mut self) -> Result<Status> {
        let patience = Patience::new();
        loop {
            let status = self.stage.store.status().await?;
            // The last message is in the chat a moment before its outcome is in the database; and a question is in its topic
            // before nothing waits any more, so it is looked for afterwards.
            let rests = Promises::unfinished(&status) == 0 && !self.decide();
            let runs = self.stage.desk.state() == State::Running;
            if rests && runs || patience.glance("the desk is at rest").await.is_err() {
                return Ok(status);
            }
        }
    }

    async fn until(&mut self, what: &str, reached: impl Fn(&Show<'_>) -> bool) -> Result<()> {
        let patience = Patience::new();
        while !reached(self) {
            self.decide();
            patience.glance(what).await?;
        }
        Ok(())
    }

    /// Where the desk was killed while it sent an answer, it asks in the topic whether that arrived. Marta looks, and tells it.
    /// Whether a question is open.
    fn decide(&mut self) -> bool {
        let cast = &self.stage.cast;
        let rows = self.rows(cast.support, cast.marta);
        let about = |question: &Row| {
            let mut rows = rows.iter();
            let answer = rows.find(|row| Some(row.message_id) == question.reply_to)?;
            let mut written = self.tally.answered.iter();
            written.find(|(_, words)| *words == answer.text)
        };
        let questions = rows
            .iter()
            .filter(|row| row.from == cast.bot && row.markup.is_some())
            .filter_map(|row| Some((row.message_id, about(row)?)));
        let open: Vec<(i64, usize)> = questions
            .map(|(question, (chat, words))| {
                let arrived = self.in_chat(*chat, words).is_some();
                (question, if arrived { IT_ARRIVED } else { SEND_AGAIN })
            })
            .collect();
        for (question, button) in &open {
            if !self.decided.contains(question) {
                // A button that is gone was pressed by the visitor.
                let _ = self
                    .stage
                    .sim
                    .with(|world| world.press_button(cast.marta, cast.support, *question, *button));
                self.decided.push(*question);
            }
        }
        !open.is_empty()
    }

    fn in_thread(&self, operator: i64, chat: Chat, say: Say) -> Result<String> {
        let words = words_of(&say);
        let thread = self.stage.thread(chat).context("the topic is missing")?;
        self.say(operator, self.stage.cast.support, say.thread(thread))?;
        Ok(words)
    }

    fn say(&self, person: i64, chat: i64, say: Say) -> Result<i64> {
        let said = self.stage.sim.with(|world| world.say(person, chat, say));
        match said {
            Ok(message) => Ok(message),
            Err(refusal) => bail!("somebody may not write: {}", refusal.description),
        }
    }

    fn rows(&self, chat: i64, reader: i64) -> Vec<Row> {
        let rows = self.stage.sim.with(|world| world.transcript(chat, reader));
        rows.into_iter().filter(|row| !row.deleted).collect()
    }
}

/// The buttons under the question whether an answer arrived, by number.
const SEND_AGAIN: usize = 0;
const IT_ARRIVED: usize = 1;

/// What is asked of a message of the desk.
pub(super) trait OfTheDesk {
    /// Whether the desk wrote it, with these words at its end: an author line may be above them.
    fn is_of(&self, bot: i64, words: &str) -> bool;
}

impl OfTheDesk for Row {
    fn is_of(&self, bot: i64, words: &str) -> bool {
        self.from == bot && self.text.ends_with(words)
    }
}

/// The words of a message to be said.
fn words_of(say: &Say) -> String {
    match &say.content {
        SayContent::Text { text, .. } => text.clone(),
        SayContent::Media { caption, .. } => caption.clone(),
        _ => String::new(),
    }
}
