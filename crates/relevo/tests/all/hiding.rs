//! A client whom everybody would recognise, and a team that may not: whatever the client sends, the backend group is searched,
//! every message in it and every request that was made to it. The same run without hiding shows that the search finds something.

mod groups;
mod long_captions;
mod people;

use std::time::Duration;

use relevo_telegram_sim::control::{NewPerson, Say, SayContent};
use relevo_telegram_sim::world::Kind;
use serde_json::{Value, json};

use crate::database::Backend;
use crate::stage::Stage;

pub(crate) const ID: i64 = 7_788_990_011;
/// What tells who the client is.
pub(crate) const NAMES: [&str; 4] = ["Maximiliane", "Mustermann", "7788990011", "Ferdinand"];
/// What leads to the client or to somebody else.
pub(crate) const LINKS: [&str; 5] = [
    "maximust",
    "secret.example",
    "600000001",
    "Ferdinand_f",
    "gamesbot",
];
pub(crate) const TITLES: [&str; 2] = ["Geheimklub", "Heimatkanal"];

/// A desk, the recognisable client, a friend of the client, and a channel that both read.
pub(crate) struct Masquerade {
    pub(crate) stage: Stage,
    pub(crate) client: i64,
    friend: i64,
    channel: i64,
}

impl Masquerade {
    pub(crate) async fn new(backend: Backend, hides: &str) -> Masquerade {
        let params = [("HIDE_INFO", hides), ("MONITOR_GROUPS", "TRUE")];
        let stage = Stage::new(backend, &params).await;
        let (client, friend, channel) = stage.sim.with(|world| {
            let client = world.make_person(NewPerson {
                first_name: "Maximiliane".into(),
                last_name: Some("Mustermann".into()),
                username: Some("maximust".into()),
                id: Some(ID),
                ..NewPerson::default()
            });
            let friend = world.make_person(NewPerson {
                first_name: "Ferdinand".into(),
                username: Some("Ferdinand_f".into()),
                id: Some(7_788_990_012),
                ..NewPerson::default()
            });
            world
                .start_bot(client, stage.bot, None)
                .expect("the client starts the bot");
            world
                .start_bot(friend, stage.bot, None)
                .expect("the friend starts the bot");
            let channel = world.make_channel("Heimatkanal", friend);
            world.join(client, channel).expect("the client reads it");
            (client, friend, channel)
        });
        stage.sim.tolerate_field("hologram");
        Masquerade {
            stage,
            client,
            friend,
            channel,
        }
    }

    /// The client says everything that can be said, in this chat, slowly enough for Telegram's budgets.
    pub(crate) async fn says_everything(&mut self, chat: i64) {
        for say in self.everything(chat) {
            self.stage.say(self.client, chat, say);
            self.stage.jump(Duration::from_secs(5)).await;
            self.stage.jump(Duration::from_secs(5)).await;
        }
    }

    fn everything(&self, chat: i64) -> Vec<Say> {
        let (words, entities) = telling();
        let text = || SayContent::Text {
            text: words.clone(),
            entities: entities.clone(),
        };
        let file = |media: Kind, caption: &str, entities: Vec<Value>| SayContent::Media {
            media,
            caption: caption.to_owned(),
            entities,
            name: String::new(),
            bytes: Vec::new(),
            spoiler: false,
        };
        let mut all: Vec<Say> = vec![Say::new(text())];
        let captioned = [
            Kind::Photo,
            Kind::Video,
            Kind::Animation,
            Kind::Audio,
            Kind::Document,
            Kind::Voice,
        ];
        all.extend(captioned.map(|kind| Say::new(file(kind, &words, entities.clone()))));
        let bare = [Kind::VideoNote, Kind::Sticker, Kind::Photo];
        all.extend(bare.map(|kind| Say::new(file(kind, "", Vec::new()))));
        all.extend(matters().into_iter().map(Say::new));
        all.extend(raw().map(|(field, body)| {
            let fields = json!({ field: body });
            let fields = fields.as_object().expect("an object").clone();
            Say::new(SayContent::Raw { fields })
        }));
        all.push(Say {
            via_bot: Some(self.games()),
            markup: Some(json!({ "inline_keyboard": [[
                { "text": "open", "url": "https://secret.example/button" },
            ]] })),
            ..Say::new(text())
        });
        all.extend(
            [(); 2]
                .map(|()| Say::new(file(Kind::Photo, &words, entities.clone())).album("holiday")),
        );
        all.push(Say {
            protect: true,
            ..Say::new(text())
        });
        all.extend(self.forwards());
        let own = self.stage.say(
            self.client,
            chat,
            Say::text("see https://secret.example now"),
        );
        all.push(
            Say::text("as I said")
                .reply_to(own)
                .quote("https://secret.example"),
        );
        all.push(Say::text("as I said").reply_to(own).quote("now"));
        all
    }

    fn games(&self) -> i64 {
        self.stage.sim.with(|world| {
            let new = relevo_telegram_sim::control::NewBot {
                username: "gamesbot".into(),
                first_name: "Games t.me/gamesbot".into(),
                ..relevo_telegram_sim::control::NewBot::default()
            };
            world.make_bot(new).id
        })
    }

    /// Forwards of a friend's message and of a channel's, which name them.
    fn forwards(&self) -> Vec<Say> {
        let (friend, channel) = (self.friend, self.channel);
        let together = self.stage.sim.with(|world| {
            let together = world.make_supergroup("Geheimklub", self.client);
            world
                .add(self.client, together, friend)
                .expect("the friend is added");
            together
        });
        let said = self
            .stage
            .say(friend, together, Say::text("from my own hand"));
        let photo = self
            .stage
            .say(friend, together, Say::photo("look @maximust"));
        let post = self.stage.say(friend, channel, Say::text("extra, extra"));
        vec![
            Say::forward(together, said),
            Say::forward(together, photo),
            Say::forward(channel, post),
        ]
    }

    /// Everything that is in the backend group: what an operator can see there, and what was asked of Telegram about it.
    pub(crate) fn group(&self) -> String {
        let stage = &self.stage;
        let topics = stage.sim.with(|world| world.topics(stage.group));
        let mut all: String = topics
            .iter()
            .map(|topic| format!("{}\n", topic.name))
            .collect();
        let rows = stage
            .sim
            .with(|world| world.transcript(stage.group, stage.owner));
        for row in rows {
            all += &serde_json::to_string(&row).expect("a row is data");
            all.push('\n');
        }
        let asked = stage.asked.lock().expect("nobody panicked");
        for (method, params) in asked.iter() {
            if params["chat_id"] != stage.group {
                continue;
            }
            let mut params = params.clone();
            // Where a copy is taken from is between the bot and Telegram.
            params
                .as_object_mut()
                .expect("parameters")
                .remove("from_chat_id");
            all += &format!("{method} {params}\n");
        }
        all
    }

    /// Which of these words are in the backend group.
    pub(crate) fn found<'w>(&self, words: &[&'w str]) -> Vec<&'w str> {
        let group = self.group();
        let is_there = |word: &&&str| group.contains(**word);
        words.iter().filter(is_there).copied().collect()
    }

    /// What stands in the client's topics, a line a message.
    pub(crate) fn topics(&self) -> String {
        self.stage.topics()
    }
}

/// Words with everything in them that Telegram marks.
fn telling() -> (String, Vec<Value>) {
    let words = "I am Maximiliane 🙂, see here or https://secret.example/x @maximust maxi@secret.example +34600000001";
    let at = |part: &str| {
        let byte = words.find(part).expect("a part");
        words[..byte].encode_utf16().count()
    };
    let user = json!({ "id": ID, "is_bot": false, "first_name": "Maximiliane" });
    let entities = vec![
        json!({ "type": "text_mention", "offset": 5, "length": 11, "user": user }),
        json!({ "type": "text_link", "offset": at("here"), "length": 4, "url": "https://secret.example/y" }),
        json!({ "type": "phone_number", "offset": at("+34"), "length": 12 }),
    ];
    (words.to_owned(), entities)
}

/// Contents that are neither words nor files.
fn matters() -> Vec<SayContent> {
    let poll = |correct: Option<usize>| SayContent::Poll {
        question: "When?".into(),
        options: vec!["now".into(), "never".into()],
        correct,
        public: false,
    };
    vec![
        SayContent::Contact {
            phone_number: "+34600000001".into(),
            first_name: "Maximiliane".into(),
            user_id: Some(ID),
        },
        SayContent::Dice {
            emoji: "🎲".into()
        },
        SayContent::Location {
            latitude: 40.4,
            longitude: -3.7,
            live_period: None,
        },
        SayContent::Venue {
            latitude: 40.4,
            longitude: -3.7,
            title: "Office".into(),
            address: "Main Street 1".into(),
        },
        poll(None),
        poll(Some(1)),
    ]
}

/// Contents as Telegram would tell them.
fn raw() -> [(&'static str, Value); 5] {
    let person =
        json!({ "id": ID, "is_bot": false, "first_name": "Maximiliane", "username": "maximust" });
    let chat =
        json!({ "id": ID, "type": "private", "first_name": "Maximiliane", "username": "maximust" });
    let words = json!([
        "by ",
        { "type": "text_mention", "text": "Maximiliane", "user": person },
        { "type": "mention", "text": "@maximust", "username": "maximust" },
        { "type": "url", "text": " here", "url": "https://secret.example" },
    ]);
    [
        (
            "rich_message",
            json!({ "blocks": [{ "type": "paragraph", "text": words }] }),
        ),
        ("story", json!({ "chat": chat, "id": 5 })),
        (
            "checklist",
            json!({ "title": "Launch", "tasks": [{ "id": 1, "text": "pack" }] }),
        ),
        (
            "game",
            json!({ "title": "Maximiliane's game", "description": "t.me/gamesbot", "photo": [] }),
        ),
        ("hologram", json!({ "of": person })),
    ]
}

impl Masquerade {
    /// A group of the client, the friend and the bot.
    pub(crate) fn club(&self) -> i64 {
        self.stage
            .client_group("Geheimklub", &[self.client, self.friend])
    }
}
