//! Plays a scene: people speak, the desk does its work, and the scene is shown when its effect is seen in the world.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use relevo_core::Fate;
use relevo_telegram_sim::control::{Say, SayContent};
use relevo_telegram_sim::transcript::Row;

use super::panes::{Line, Look};
use super::promises::{Promises, Tally};
use super::screen::Screen;
use super::stage::{Chat, Stage};
use super::view::{View, is_note};
use crate::store::Status;

/// How long the desk may take for one effect, on the wall.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often the world is looked at while somebody waits for an effect.
const GLANCE: Duration = Duration::from_millis(5);
/// How often it is looked at when it is the visitor's turn: what belongs together is then shown together.
const LOOK: Duration = Duration::from_millis(300);

/// The story's state: the stage, and what was said and shown so far.
pub(super) struct Show {
    pub(super) stage: Stage,
    screen: Screen,
    view: View,
    tally: Tally,
    scenes: usize,
}

impl Show {
    pub(super) fn new(stage: Stage, screen: Screen) -> Show {
        Show {
            stage,
            screen,
            view: View::default(),
            tally: Tally::default(),
            scenes: 0,
        }
    }

    /// Words before the first scene.
    pub(super) fn open(&self, lines: &[&str]) -> Result<()> {
        for line in lines {
            self.screen.line(Look::Plain, line)?;
        }
        self.screen.line(Look::Plain, "")
    }

    /// A scene begins.
    pub(super) async fn scene(&mut self, caption: &str) -> Result<()> {
        if self.scenes > 0 {
            self.screen.rest().await;
        }
        self.scenes += 1;
        self.screen
            .line(Look::Caption, &format!("{}. {caption}", self.scenes))
    }

    /// A client speaks; over when the words are in the topic. The message's number in the client's eyes.
    pub(super) async fn client(&mut self, person: i64, chat: Chat, say: Say) -> Result<i64> {
        let words = words_of(&say);
        let number = self
            .stage
            .sim
            .with(|world| world.say(person, chat.id, say))
            .ok()
            .context("a client may not write")?;
        self.until("a client's words are in their topic", |show| {
            show.in_topic(chat, &words).is_some()
        })
        .await?;
        self.tally.said.push((chat, words));
        Ok(number)
    }

    /// An operator answers in a chat's topic; over when the words are in the chat.
    pub(super) async fn answer(&mut self, chat: Chat, say: Say) -> Result<()> {
        let words = self.operator(chat, say)?;
        self.until("an answer is in its chat", |show| {
            show.in_chat(chat, &words).is_some()
        })
        .await?;
        self.tally.answered.push((chat, words));
        Ok(())
    }

    /// An operator leaves a note; over when the desk has recorded that it stays inside.
    pub(super) async fn note(&mut self, chat: Chat, say: Say) -> Result<()> {
        let inside = |status: &Status| Promises::with_fate(status, Fate::Internal);
        let before = inside(&self.stage.store.status().await?);
        let words = self.operator(chat, say)?;
        assert!(is_note(&words), "a note begins with a slash and a space");
        let end_ms = self.screen.deadline_ms(PATIENCE);
        while inside(&self.stage.store.status().await?) <= before {
            self.glance("the note is recorded", end_ms).await?;
        }
        self.tally.notes.push(words);
        Ok(())
    }

    fn operator(&self, chat: Chat, say: Say) -> Result<String> {
        let words = words_of(&say);
        let say = say.thread(self.thread(chat).context("the topic is missing")?);
        let cast = &self.stage.cast;
        self.stage
            .sim
            .with(|world| world.say(cast.marta, cast.support, say))
            .ok()
            .context("an operator may not write")?;
        Ok(words)
    }

    /// An operator deletes a chat's topic.
    pub(super) fn lose_topic(&mut self, chat: Chat) -> Result<()> {
        let thread = self.thread(chat).context("the topic is missing")?;
        let cast = &self.stage.cast;
        let lost = self
            .stage
            .sim
            .with(|world| world.delete_topic(cast.marta, cast.support, thread));
        lost.ok().context("the topic cannot be deleted")?;
        self.tally.lost.push((chat, thread));
        Ok(())
    }

    /// Shows what is new in both panes.
    pub(super) fn look(&mut self) -> Result<()> {
        let cast = &self.stage.cast;
        let view = &mut self.view;
        let (mut left, mut right) = self
            .stage
            .sim
            .with(|world| (view.clients(world, cast), view.topics(world, cast)));
        if left.is_empty() && right.is_empty() {
            return Ok(());
        }
        for pane in [&mut left, &mut right] {
            if pane.is_empty() {
                pane.push(Line::new(Look::Dim, "(nothing new)"));
            }
        }
        self.screen.panes(&left, &right)
    }

    /// The newest message of a chat's topic with these words, by the desk; in the operator's numbers.
    pub(super) fn in_topic(&self, chat: Chat, words: &str) -> Option<i64> {
        let thread = self.thread(chat)?;
        let cast = &self.stage.cast;
        let rows = self.rows(cast.support, cast.marta);
        let found = rows
            .iter()
            .rev()
            .filter(|row| row.thread == Some(thread) && row.from == cast.bot);
        found
            .filter(|row| row.text.ends_with(words))
            .map(|row| row.message_id)
            .next()
    }

    /// The newest message of a client chat with these words, by the desk; in its reader's numbers.
    pub(super) fn in_chat(&self, chat: Chat, words: &str) -> Option<i64> {
        let rows = self.rows(chat.id, chat.reader);
        let found = rows
            .iter()
            .rev()
            .filter(|row| row.from == self.stage.cast.bot && row.text == words);
        found.map(|row| row.message_id).next()
    }

    fn rows(&self, chat: i64, reader: i64) -> Vec<Row> {
        let rows = self.stage.sim.with(|world| world.transcript(chat, reader));
        rows.into_iter().filter(|row| !row.deleted).collect()
    }

    /// The thread of a chat's topic, if there is one now.
    fn thread(&self, chat: Chat) -> Option<i64> {
        let topics = self
            .stage
            .sim
            .with(|world| world.topics(self.stage.cast.support));
        topics
            .iter()
            .find(|topic| !topic.deleted && topic.name == chat.name)
            .map(|topic| topic.thread)
    }

    async fn until(&self, what: &str, reached: impl Fn(&Show) -> bool) -> Result<()> {
        let end_ms = self.screen.deadline_ms(PATIENCE);
        while !reached(self) {
            self.glance(what, end_ms).await?;
        }
        Ok(())
    }

    async fn glance(&self, what: &str, end_ms: i64) -> Result<()> {
        if self.screen.deadline_ms(Duration::ZERO) > end_ms {
            bail!(
                "waited {} seconds in vain until {what}; RELEVO_LOG=debug tells more",
                PATIENCE.as_secs()
            );
        }
        self.screen.pass(GLANCE).await;
        Ok(())
    }

    /// Counts and shows what was promised; whether all of it was kept.
    pub(super) async fn account(&mut self) -> Result<bool> {
        self.screen.rest().await;
        // The last message is in the chat a moment before its outcome is in the database.
        let end_ms = self.screen.deadline_ms(PATIENCE);
        while Promises::unfinished(&self.stage.store.status().await?) > 0
            && self.screen.deadline_ms(Duration::ZERO) < end_ms
        {
            self.screen.pass(GLANCE).await;
        }
        let status = self.stage.store.status().await?;
        let promises = Promises::check(&self.tally, &self.stage, &status);
        self.screen.line(
            Look::Caption,
            "Counted afterwards, in the chats and in the desk's database",
        )?;
        for promise in &promises.list {
            let (mark, look) = if promise.kept {
                ("✓", Look::Team)
            } else {
                ("✗", Look::Lost)
            };
            self.screen
                .line(look, &format!("  {mark} {}", promise.words))?;
        }
        self.screen.line(Look::Plain, "")?;
        Ok(promises.list.iter().all(|promise| promise.kept))
    }

    /// Tells where people and bots can be played, and shows what comes of it. Ends when the terminal does.
    pub(super) async fn your_turn(&mut self) -> Result<()> {
        let (bot_api, control) = (self.stage.bot_api, self.stage.control);
        let cast = &self.stage.cast;
        let anna = serde_json::json!({ "person": cast.anna.reader, "chat": cast.anna.id, "text": "Thank you!" });
        let thread = self.thread(cast.anna).unwrap_or_default();
        let marta = serde_json::json!({ "person": cast.marta, "chat": cast.support, "thread": thread, "text": "You are welcome." });
        self.screen.line(
            Look::Caption,
            "Now it is your turn: Telegram and the desk go on running.",
        )?;
        for line in [
            format!("  Control API  http://{control}/  (GET lists what people can do)"),
            format!("  Bot API      http://{bot_api}/bot<token>/METHOD"),
            String::new(),
            "  Write as Anna, answer as Marta; what comes of it appears here:".to_owned(),
            format!("  curl -s http://{control}/say -d '{anna}'"),
            format!("  curl -s http://{control}/say -d '{marta}'"),
            String::new(),
            "  Ctrl-C ends it; nothing is kept.".to_owned(),
            String::new(),
        ] {
            self.screen.verbatim(&line)?;
        }
        loop {
            self.screen.pass(LOOK).await;
            self.look()?;
        }
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
