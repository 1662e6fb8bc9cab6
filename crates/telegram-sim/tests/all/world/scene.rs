//! A small world for tests: an owner, a client, a bot, a forum in which the bot is administrator.
//! Flood limits are off unless a test switches them on.

use relevo_telegram_sim::control::{MadeBot, NewBot, Say};
use relevo_telegram_sim::request::{Answer, ApiError, Request, Upload};
use relevo_telegram_sim::schema::schema;
use relevo_telegram_sim::world::{AdminRights, Budgets, World};
use serde_json::{Value, json};

/// The world and who is in it.
pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) owner: i64,
    pub(crate) client: i64,
    pub(crate) bot: MadeBot,
    pub(crate) forum: i64,
    /// People may say things that are not in the Bot API.
    pub(crate) lenient: bool,
}

impl Scene {
    /// The bot has privacy mode off, administrates the forum and was started by the client. No update
    /// waits.
    pub(crate) fn new() -> Scene {
        let mut world = World::new(7);
        world.set_budgets(Budgets {
            on: false,
            ..Budgets::default()
        });
        let owner = world.make_named("Olga");
        let client = world.make_named("Kim");
        let bot = world.make_bot(NewBot {
            username: "desk_bot".to_owned(),
            privacy: false,
            ..NewBot::default()
        });
        let forum = world.make_forum("Desk", owner);
        world.add(owner, forum, bot.id).expect("the chat exists");
        world
            .promote(owner, forum, bot.id, AdminRights::all())
            .expect("the chat exists");
        world.start_bot(client, bot.id, None).expect("both exist");
        let mut scene = Scene {
            world,
            owner,
            client,
            bot,
            forum,
            lenient: false,
        };
        scene.drain();
        scene
    }

    /// One call of the scene's bot. What succeeds is checked against the Bot API's schema, request and
    /// answer.
    pub(crate) fn call(&mut self, method: &str, params: Value) -> Answer {
        self.request(&Request::new(method, params))
    }

    fn request(&mut self, request: &Request) -> Answer {
        let token = self.bot.token.clone();
        let answer = self.world.call(&token, request);
        if let Ok(result) = &answer {
            let method = schema().method(&request.method).expect("a Bot API method");
            let mut wrong = schema().check_request(method, request);
            wrong.extend(schema().check_result(method, result));
            assert!(wrong.is_empty() || self.lenient, "{request:?}: {wrong:?}");
        }
        answer
    }

    /// A call that must succeed.
    pub(crate) fn done(&mut self, method: &str, params: Value) -> Value {
        let shown = params.to_string();
        self.call(method, params)
            .unwrap_or_else(|error| panic!("{method} {shown}: {error}"))
    }

    /// The text of a refusal.
    pub(crate) fn refused(&mut self, method: &str, params: Value) -> String {
        self.refusal(method, params).description
    }

    /// A refusal.
    pub(crate) fn refusal(&mut self, method: &str, params: Value) -> ApiError {
        let shown = params.to_string();
        match self.call(method, params) {
            Ok(result) => panic!("{method} {shown} must be refused, but answered {result}"),
            Err(error) => error,
        }
    }

    /// A call with one uploaded file.
    pub(crate) fn upload(&mut self, method: &str, params: Value, field: &str) -> Answer {
        let upload = Upload {
            name: "note.pdf".to_owned(),
            mime: "application/pdf".to_owned(),
            bytes: b"some bytes".to_vec(),
        };
        self.request(&Request::new(method, params).with_file(field, upload))
    }

    /// `message_id` of a text sent by the bot.
    pub(crate) fn sent(&mut self, chat: i64, text: &str) -> i64 {
        let message = self.done("sendMessage", json!({"chat_id": chat, "text": text}));
        message["message_id"].as_i64().expect("a number")
    }

    /// What the client says to the bot, as number in the bot's eyes.
    pub(crate) fn heard(&mut self, say: Say) -> Value {
        self.world
            .say(self.client, self.bot.id, say)
            .expect("the client may write");
        self.drain().pop().expect("one update")["message"].clone()
    }

    /// All waiting updates, confirmed.
    pub(crate) fn drain(&mut self) -> Vec<Value> {
        let updates = drain(&mut self.world, &self.bot.token.clone());
        for update in &updates {
            let wrong = schema().check_type("Update", update);
            assert!(wrong.is_empty() || self.lenient, "{update}: {wrong:?}");
        }
        updates
    }

    /// The kinds of all waiting updates, confirmed.
    pub(crate) fn kinds(&mut self) -> Vec<String> {
        self.drain().iter().map(kind_of).collect()
    }

    pub(crate) fn move_ms(&mut self, by: i64) {
        let now_ms = self.world.now_ms();
        self.world.set_now_ms(now_ms + by);
    }
}

/// All waiting updates of a bot, confirmed.
pub(crate) fn drain(world: &mut World, token: &str) -> Vec<Value> {
    let mut all = Vec::new();
    let mut offset = 0;
    for _ in 0..100 {
        let request = Request::new("getUpdates", json!({"offset": offset}));
        let page = world.call(token, &request).expect("the bot may poll");
        let page = page.as_array().expect("a list").clone();
        let Some(last) = page.last() else {
            return all;
        };
        offset = last["update_id"].as_i64().expect("a number") + 1;
        all.extend(page);
    }
    panic!("more than 10,000 updates wait");
}

/// The payload field of an update.
pub(crate) fn kind_of(update: &Value) -> String {
    let fields = update.as_object().expect("an object");
    fields
        .keys()
        .find(|field| *field != "update_id")
        .expect("a payload")
        .clone()
}

/// Another bot of this name, added to a chat as an ordinary member.
pub(crate) fn join_bot(scene: &mut Scene, chat: i64, new: NewBot) -> MadeBot {
    let bot = scene.world.make_bot(new);
    scene
        .world
        .add(scene.owner, chat, bot.id)
        .expect("the chat exists");
    drain(&mut scene.world, &bot.token);
    scene.drain();
    bot
}
