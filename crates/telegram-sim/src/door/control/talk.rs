//! Operations on messages: saying, changing, reacting, pressing, and reading back.

use serde_json::{Value, json};

use super::Run::World;
use super::{Operation, done};
use crate::control::{Edit, Say};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "say",
        takes: &[
            "person",
            "chat",
            "text?",
            "content?",
            "thread?",
            "reply_to?",
            "reply_chat?",
            "quote?",
            "media_group?",
            "forward_from?",
            "forward_origin?",
            "sender_chat?",
            "as_anonymous?",
            "via_bot?",
            "protect?",
            "markup?",
            "more?",
        ],
        does: "An account says something; the result is the message id in its eyes. Either text, or content: \
               {\"kind\": text (text, entities) | media (media, caption, entities, name, bytes, spoiler) | \
               location (latitude, longitude, live_period) | venue | contact | dice (emoji) | \
               poll (question, options, correct, public) | sample (of: any kind, text) | raw (fields: those of Message)}. \
               forward_from: [chat, message], then neither is needed; forward_origin: a MessageOrigin outside this world. \
               reply_chat: the chat of reply_to, if it is another. more: further fields of Message. bytes is an array of numbers or a string in base64.",
        run: World(|world, given| {
            let text: Option<String> = given.get("text")?;
            let mut whole: serde_json::Map<String, Value> = given.all()?;
            whole.remove("text");
            // A forward says what its source says.
            let text = text.unwrap_or_default();
            whole
                .entry("content")
                .or_insert_with(|| json!({"kind": "text", "text": text}));
            let say: Say = super::arguments::read("say", Value::Object(whole))?;
            Ok(world
                .say(given.id("person")?, given.id("chat")?, say)?
                .into())
        }),
    },
    Operation {
        name: "say_service",
        takes: &["person", "chat", "field", "body"],
        does: "Posts a service message with this field of Message; the result is the message id.",
        run: World(|world, given| {
            let (person, chat) = (given.id("person")?, given.id("chat")?);
            Ok(world
                .say_service(person, chat, &given.text("field")?, given.get("body")?)?
                .into())
        }),
    },
    Operation {
        name: "edit",
        takes: &[
            "person",
            "chat",
            "message",
            "text?",
            "entities?",
            "content?",
        ],
        does: "A person edits an own message; without text and content nothing changes, but bots hear of it.",
        run: World(|world, given| {
            let (person, chat, message) =
                (given.id("person")?, given.id("chat")?, given.id("message")?);
            let edit = Edit {
                text: given.get("text")?,
                entities: given
                    .get::<Option<Vec<Value>>>("entities")?
                    .unwrap_or_default(),
                content: given.get("content")?,
            };
            done(world.edit(person, chat, message, edit))
        }),
    },
    Operation {
        name: "delete",
        takes: &["person", "chat", "message"],
        does: "A person deletes a message for everybody; no bot hears of it, but those connected to the account of either side.",
        run: World(|world, given| {
            done(world.delete(given.id("person")?, given.id("chat")?, given.id("message")?))
        }),
    },
    Operation {
        name: "delete_many",
        takes: &["person", "chat", "messages"],
        does: "As delete, with a list of messages at once.",
        run: World(|world, given| {
            let messages: Vec<i64> = given.get("messages")?;
            done(world.delete_many(given.id("person")?, given.id("chat")?, &messages))
        }),
    },
    Operation {
        name: "pin",
        takes: &["person", "chat", "message"],
        does: "A person pins a message.",
        run: World(|world, given| {
            done(world.pin_by(given.id("person")?, given.id("chat")?, given.id("message")?))
        }),
    },
    Operation {
        name: "unpin",
        takes: &["person", "chat"],
        does: "A person takes the pinned message down.",
        run: World(|world, given| done(world.unpin_by(given.id("person")?, given.id("chat")?))),
    },
    Operation {
        name: "read",
        takes: &["person", "chat", "message", "thread?"],
        does: "A person has read everything up to a message, in a forum of that topic (0 or none = General).",
        run: World(|world, given| {
            let (person, chat, message) =
                (given.id("person")?, given.id("chat")?, given.id("message")?);
            done(world.read(person, chat, given.get("thread")?, message))
        }),
    },
    Operation {
        name: "react",
        takes: &["person", "chat", "message", "emoji"],
        does: "A person reacts with a list of emoji; an empty list takes the reaction back.",
        run: World(|world, given| {
            let (person, chat, message) =
                (given.id("person")?, given.id("chat")?, given.id("message")?);
            let emoji: Vec<String> = given.get("emoji")?;
            let emoji: Vec<&str> = emoji.iter().map(String::as_str).collect();
            done(world.react(person, chat, message, &emoji))
        }),
    },
    Operation {
        name: "react_with",
        takes: &["person", "chat", "message", "reactions", "as_chat?"],
        does: "As react, with a list of ReactionType; as_chat: in the name of this channel.",
        run: World(|world, given| {
            let (person, chat, message) =
                (given.id("person")?, given.id("chat")?, given.id("message")?);
            let reactions = given.get("reactions")?;
            let as_chat: Option<i64> = given.get("as_chat")?;
            done(match as_chat {
                Some(channel) => {
                    world.react_on_behalf_of(channel, person, (chat, message), reactions)
                }
                None => world.react_with(person, chat, message, reactions),
            })
        }),
    },
    Operation {
        name: "press_button",
        takes: &["person", "chat", "message", "button"],
        does: "A person presses an inline button, numbered row by row from 0; the result is the callback query's id.",
        run: World(|world, given| {
            let (person, chat, message) =
                (given.id("person")?, given.id("chat")?, given.id("message")?);
            Ok(world
                .press_button(person, chat, message, given.get("button")?)?
                .into())
        }),
    },
    Operation {
        name: "callback_answer",
        takes: &["callback_query"],
        does: "The parameters with which the bot answered a pressed button, or null.",
        run: World(|world, given| {
            Ok(world
                .callback_answer(&given.text("callback_query")?)
                .cloned()
                .into())
        }),
    },
    Operation {
        name: "vote",
        takes: &["person", "chat", "message", "options"],
        does: "A person votes for options of a poll, by number; none takes the vote back.",
        run: World(|world, given| {
            let (person, chat, message) =
                (given.id("person")?, given.id("chat")?, given.id("message")?);
            let options: Vec<usize> = given.get("options")?;
            done(world.vote(person, chat, message, &options))
        }),
    },
    Operation {
        name: "close_poll",
        takes: &["person", "chat", "message"],
        does: "A person ends an own poll.",
        run: World(|world, given| {
            done(world.close_poll(given.id("person")?, given.id("chat")?, given.id("message")?))
        }),
    },
    Operation {
        name: "keyboard",
        takes: &["person", "bot"],
        does: "The reply keyboard that a person has on the screen in the chat with a bot, or null.",
        run: World(|world, given| {
            Ok(world
                .keyboard(given.id("person")?, given.id("bot")?)
                .cloned()
                .into())
        }),
    },
    Operation {
        name: "pick_chat",
        takes: &["person", "bot", "request?", "chat"],
        does: "A person taps the keyboard's button that asks for a chat, the first or that of the request id, and picks one; the result is the message id.",
        run: World(|world, given| {
            let (person, bot, chat) = (given.id("person")?, given.id("bot")?, given.id("chat")?);
            Ok(world
                .pick_chat(person, bot, given.get("request")?, chat)?
                .into())
        }),
    },
    Operation {
        name: "pickable_chats",
        takes: &["person", "bot", "request?"],
        does: "The chats that the person is offered for that button.",
        run: World(|world, given| {
            let (person, bot) = (given.id("person")?, given.id("bot")?);
            Ok(json!(world.pickable_chats(
                person,
                bot,
                given.get("request")?
            )?))
        }),
    },
    Operation {
        name: "transcript",
        takes: &["chat", "reader", "start?"],
        does: "All messages of a chat as the reader sees them, deleted ones marked; from message number start on.",
        run: World(|world, given| {
            let start: Option<usize> = given.get("start")?;
            Ok(json!(world.transcript_from(
                given.id("chat")?,
                given.id("reader")?,
                start.unwrap_or(0)
            )))
        }),
    },
    Operation {
        name: "chats_of",
        takes: &["account"],
        does: "The chats that an account has, private ones first.",
        run: World(|world, given| Ok(json!(world.chats_of(given.id("account")?)))),
    },
];
