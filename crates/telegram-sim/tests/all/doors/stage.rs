//! A small world for these tests: Ann, a bot she has started, and a forum with both of them.

use std::sync::Arc;

use relevo_telegram_sim::control::{Edit, NewBot, Say, SayContent};
use relevo_telegram_sim::request::Request;
use relevo_telegram_sim::sim::{Checks, RawAnswer, Sim, SimClock};
use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::{AdminRights, Budgets, Kind, World};
use serde_json::{Value, json};

use super::wire::until;

/// The world and who is in it.
pub(crate) struct Stage {
    pub(crate) sim: Arc<Sim>,
    pub(crate) token: String,
    pub(crate) username: &'static str,
    pub(crate) person: i64,
    pub(crate) bot: i64,
    pub(crate) forum: i64,
}

/// What these tests look at in a message.
pub(crate) struct Shown {
    pub(crate) text: String,
    pub(crate) edited: bool,
    pub(crate) reactions: Vec<String>,
}

impl Stage {
    /// Nothing waits for the bot, and no limit is in the way.
    pub(crate) fn new(clock: SimClock, checks: Checks) -> Stage {
        let username = "desk_bot";
        let mut world = World::new(1);
        world.set_budgets(Budgets {
            on: false,
            ..Budgets::default()
        });
        let person = world.make_named("Ann");
        let made = world.make_bot(NewBot {
            username: username.to_owned(),
            ..NewBot::default()
        });
        let forum = world.make_forum("Desk", person);
        world
            .add(person, forum, made.id)
            .expect("the owner adds the bot");
        world
            .promote(person, forum, made.id, AdminRights::all())
            .expect("the owner promotes the bot");
        world
            .start_bot(person, made.id, None)
            .expect("she starts the bot");
        for update in world.waiting_updates(&made.token, 100) {
            world.confirm_update(&made.token, update.id);
        }
        let sim = Sim::new(world, clock, checks);
        Stage {
            sim,
            token: made.token,
            username,
            person,
            bot: made.id,
            forum,
        }
    }

    /// One call through the in-process door.
    pub(crate) async fn raw(&self, method: &str, params: Value) -> RawAnswer {
        until(self.sim.request(&self.token, Request::new(method, params))).await
    }

    /// The result of a call that is not refused.
    pub(crate) async fn done(&self, method: &str, params: Value) -> Value {
        let RawAnswer::Http { body, .. } = self.raw(method, params).await else {
            panic!("{method} was not answered")
        };
        let mut answer: Value = serde_json::from_slice(&body).expect("an answer is JSON");
        assert_eq!(answer["ok"], true, "{method}: {answer}");
        answer["result"].take()
    }

    pub(crate) async fn updates(&self, offset: i64) -> Vec<Value> {
        let updates = self.done("getUpdates", json!({"offset": offset})).await;
        updates.as_array().expect("updates are an array").clone()
    }

    pub(crate) fn pending(&self) -> usize {
        self.sim.with(|world| world.pending_updates(&self.token))
    }

    /// Ann says something to the bot.
    pub(crate) fn say_private(&self, text: &str) -> i64 {
        self.say(self.bot, Say::text(text))
    }

    /// Ann says something in the forum's General.
    pub(crate) fn say_in_forum(&self, text: &str) -> i64 {
        self.say(self.forum, Say::text(text))
    }

    pub(crate) fn send_document(&self, name: &str, bytes: &[u8]) -> i64 {
        let content = SayContent::Media {
            media: Kind::Document,
            caption: String::new(),
            entities: Vec::new(),
            name: name.to_owned(),
            bytes: bytes.to_vec(),
            spoiler: false,
        };
        self.say(self.bot, Say::new(content))
    }

    /// Ann says something made of these fields of a message.
    pub(crate) fn say_raw(&self, fields: serde_json::Map<String, Value>) -> i64 {
        self.say(self.bot, Say::new(SayContent::Raw { fields }))
    }

    pub(crate) fn say(&self, chat: i64, say: Say) -> i64 {
        self.sim
            .with(|world| world.say(self.person, chat, say))
            .expect("she may say it")
    }

    /// Ann edits what she said to the bot.
    pub(crate) fn edit(&self, message: i64, content: SayContent) {
        let edit = Edit {
            content: Some(content),
            ..Edit::default()
        };
        self.sim
            .with(|world| world.edit(self.person, self.bot, message, edit))
            .expect("it is her own");
    }

    /// Ann reacts in her chat with the bot.
    pub(crate) fn react(&self, message: i64, emoji: &str) {
        self.sim
            .with(|world| world.react(self.person, self.bot, message, &[emoji]))
            .expect("she may");
    }

    /// Ann votes in the newest poll of the forum.
    pub(crate) fn vote_in_forum(&self, option: usize) {
        self.sim.with(|world| {
            let rows = world.transcript(self.forum, self.person);
            let poll = rows.iter().rev().find(|row| row.kind == Kind::Poll);
            let id = poll.expect("there is a poll").message_id;
            world
                .vote(self.person, self.forum, id, &[option])
                .expect("it is open");
        });
    }

    /// Ann presses the first button of the newest message with buttons in her chat with the bot.
    pub(crate) fn press_last_button(&self) {
        self.sim.with(|world| {
            let rows = world.transcript(self.bot, self.person);
            let row = rows
                .iter()
                .rev()
                .find(|row| row.markup.is_some())
                .expect("there is a message with buttons");
            world
                .press_button(self.person, self.bot, row.message_id, 0)
                .expect("it has a button");
        });
    }

    /// The chat of Ann and the bot after the start, without what was deleted.
    pub(crate) fn private_rows(&self) -> Vec<Shown> {
        let rows = self
            .sim
            .with(|world| world.transcript(self.bot, self.person));
        rows.iter()
            .skip(1)
            .filter(|row| !row.deleted)
            .map(shown)
            .collect()
    }

    pub(crate) fn private_texts(&self) -> Vec<String> {
        self.private_rows()
            .into_iter()
            .map(|row| row.text)
            .collect()
    }

    /// Texts in one topic of the forum.
    pub(crate) fn topic_texts(&self, thread: i64) -> Vec<String> {
        let rows = self
            .sim
            .with(|world| world.transcript(self.forum, self.person));
        rows.into_iter()
            .filter(|row| row.thread == Some(thread))
            .map(|row| row.text)
            .collect()
    }

    /// Waits until the bot is in a long poll.
    pub(crate) async fn until_polling(&self) {
        let mut polls = self.sim.long_polls();
        until(polls.wait_for(|count| *count == 1))
            .await
            .expect("the simulator lives");
    }

    pub(crate) async fn until_nobody_polls(&self) {
        let mut polls = self.sim.long_polls();
        until(polls.wait_for(|count| *count == 0))
            .await
            .expect("the simulator lives");
    }
}

fn shown(row: &Row) -> Shown {
    let emoji = |reaction: &Value| reaction["emoji"].as_str().map(str::to_owned);
    Shown {
        text: row.text.clone(),
        edited: row.edited.is_some(),
        reactions: row
            .reactions
            .iter()
            .filter_map(|(_, reaction)| emoji(reaction))
            .collect(),
    }
}
