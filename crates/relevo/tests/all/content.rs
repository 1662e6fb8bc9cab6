//! The table of contents, walked row by row through the simulator: every kind, both ways, in every sort of chat. ADR 12.
//!
//! What is expected comes from the table that the documentation is printed from; the exceptions that its words tell are the
//! twists of the variants.

mod edits;
mod moves;
mod promise;
pub(crate) mod variants;

use std::time::Duration;

use relevo_core::Route;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::{AdminRights, Kind};

use crate::database::{Backend, on_both};
use crate::stage::Stage;
use variants::Variant;

on_both!(every_kind_travels_as_the_table_tells);

/// A client chat with its topic.
pub(crate) struct Chat {
    pub(crate) name: &'static str,
    /// The chat as the person in it names it.
    pub(crate) id: i64,
    /// Who writes there.
    pub(crate) person: i64,
    /// How the author line calls who writes.
    pub(crate) author: &'static str,
    pub(crate) route: Route,
    /// Whose account it is a chat of, if it is not the bot's own.
    pub(crate) account: Option<i64>,
    /// Whether it can be written to from the topic.
    pub(crate) answers: bool,
    pub(crate) topic: i64,
    /// A message that is there on both sides, to be answered.
    pub(crate) anchor: Anchor,
}

impl Chat {
    /// A client's chat with somebody's account.
    pub(crate) fn of_account((account, person): (i64, i64), topic: i64, anchor: Anchor) -> Chat {
        Chat {
            name: "Anna",
            id: account,
            person,
            author: "",
            route: Route::FromPrivate,
            account: Some(account),
            answers: true,
            topic,
            anchor,
        }
    }
}

/// A message and its copy in the topic.
#[derive(Clone, Copy, Default)]
pub(crate) struct Anchor {
    pub(crate) in_chat: i64,
    pub(crate) in_topic: i64,
}

/// A desk with one client chat of every sort.
pub(crate) struct Street {
    pub(crate) stage: Stage,
    pub(crate) marta: i64,
    pub(crate) chats: Vec<Chat>,
}

impl Street {
    pub(crate) async fn new(backend: Backend) -> Street {
        let params = [("MONITOR_GROUPS", "TRUE"), ("MONITOR_CHANNELS", "TRUE")];
        let mut stage = Stage::new(backend, &params).await;
        let marta = stage.operator("Marta");
        let anna = stage.client("Anna");
        let (olga, ben, nina) = (
            stage.person("Olga"),
            stage.person("Ben"),
            stage.person("Nina"),
        );
        let acme = stage.client_group("Acme", &[olga]);
        let bot = stage.bot;
        let (forum, news) = stage.sim.with(|world| {
            world.set_owner_premium(bot, true);
            let forum = world.make_forum("Club", ben);
            world.add(ben, forum, bot).expect("the bot is added");
            let news = world.make_channel("News", nina);
            world.add(nina, news, bot).expect("the bot is added");
            world
                .promote(nina, news, bot, AdminRights::all())
                .expect("the bot is promoted");
            (forum, news)
        });
        let chat = |name, id, person, author, route, answers| Chat {
            name,
            id,
            person,
            author,
            route,
            account: None,
            answers,
            topic: 0,
            anchor: Anchor::default(),
        };
        let public = Route::FromPublic;
        let mut chats = vec![
            chat("Anna", bot, anna, "Anna", Route::FromPrivate, true),
            chat("Acme", acme, olga, "Olga", public, true),
            chat("Club", forum, ben, "Ben", public, true),
            chat("News", news, nina, "News", public, false),
        ];
        stage.settle().await;
        for chat in &mut chats {
            let hello = format!("hello from {}", chat.name);
            chat.anchor.in_chat = stage.say(chat.person, chat.id, Say::text(&hello));
            stage.jump(Duration::from_secs(60)).await;
            chat.anchor.in_topic = stage.find(stage.group, marta, &hello);
            chat.topic = stage.topic(chat.name);
        }
        Street {
            stage,
            marta,
            chats,
        }
    }

    /// The newest message's number in a chat, as a person names it.
    pub(crate) fn newest(&self, chat: i64, reader: i64) -> i64 {
        let rows = self.stage.rows(chat, reader);
        rows.iter().map(|row| row.message_id).max().unwrap_or(0)
    }

    pub(crate) fn row(&self, chat: i64, reader: i64, message: i64) -> Row {
        let rows = self.stage.rows(chat, reader);
        let found = rows.into_iter().find(|row| row.message_id == message);
        found.expect("it is there")
    }

    /// What the desk's bot has posted in a chat since this message.
    pub(crate) fn since(&self, chat: i64, reader: i64, message: i64) -> Vec<Row> {
        let rows = self.stage.rows(chat, reader).into_iter();
        // What Telegram says of a topic's new title is no message of the desk.
        let by_the_desk = |from: i64| {
            let accounts = self.chats.iter().filter_map(|chat| chat.account);
            accounts.chain([self.stage.bot]).any(|one| one == from)
        };
        let says = |row: &Row| by_the_desk(row.from) && row.kind != Kind::Service;
        let new = rows.filter(|row| row.message_id > message && says(row));
        new.collect()
    }

    /// Time for whatever waits for a budget.
    pub(crate) async fn rest(&mut self) {
        for _ in 0..2 {
            self.stage.jump(Duration::from_secs(35)).await;
        }
    }

    /// A client says it; what came to the topic is as the table tells.
    pub(crate) async fn client_says(
        &mut self,
        chat: usize,
        variant: &Variant,
    ) -> Result<(), String> {
        let (group, owner) = (self.stage.group, self.stage.owner);
        let Chat {
            id,
            person,
            topic,
            anchor,
            ..
        } = self.chats[chat];
        // The last author is somebody else, so that every author line is due.
        let note = Say::text("/ next").thread(topic);
        let before = self.stage.say(self.marta, group, note);
        self.stage.settle().await;
        let say = variant.say(&self.stage).reply_to(anchor.in_chat);
        let said = self.stage.say(person, id, say);
        self.rest().await;
        let source = self.row(id, person, said);
        let got = self.since(group, owner, before);
        promise::to_topic(variant, &self.chats[chat], &source, &got)
    }

    /// An operator says it; what came to the client is as the table tells, or the topic says why nothing did.
    pub(crate) async fn operator_says(
        &mut self,
        chat: usize,
        variant: &Variant,
    ) -> Result<(), String> {
        let (group, marta) = (self.stage.group, self.marta);
        let Chat {
            id,
            person,
            topic,
            anchor,
            ..
        } = self.chats[chat];
        let before = self.newest(id, person);
        let say = variant.say(&self.stage);
        let say = say.thread(topic).reply_to(anchor.in_topic);
        let said = self.stage.say(marta, group, say);
        self.rest().await;
        let source = self.row(group, marta, said);
        let got = self.since(id, person, before);
        let told = self.since(group, marta, said);
        promise::to_client(variant, &self.chats[chat], &source, (&got, &told))
    }
}

/// Promise: content, formatting and what it answers arrive as the table of contents tells, for every kind, both ways, in every
/// sort of chat; where nothing can arrive, a placeholder or a notice says so.
async fn every_kind_travels_as_the_table_tells(backend: Backend) {
    let mut street = Street::new(backend).await;
    street.stage.sim.tolerate_field("hologram");
    let variants = variants::all();
    let (mut checked, mut broken) = (0, Vec::new());
    for variant in &variants {
        for chat in 0..street.chats.len() {
            let mut ends = vec![("to the topic", street.client_says(chat, variant).await)];
            if street.chats[chat].answers {
                ends.push(("to the client", street.operator_says(chat, variant).await));
            }
            for (way, end) in ends {
                checked += 1;
                if let Err(problem) = end {
                    let chat = street.chats[chat].name;
                    broken.push(format!("{} of {chat}, {way}: {problem}", variant.name));
                }
            }
        }
    }
    let kinds = variants::kinds(&variants);
    println!(
        "{} variants of {kinds} kinds, {} sorts of chat: {checked} messages travelled, {} not as promised",
        variants.len(),
        street.chats.len(),
        broken.len()
    );
    assert!(variants.len() >= 35 && kinds >= 26);
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}
