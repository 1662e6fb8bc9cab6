//! Operations on what a bot's maker sets, and on bots that are made for others to manage.

use serde_json::{Value, json};

use super::Operation;
use super::Run::World;
use crate::world::World as TheWorld;

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "revoke_token",
        takes: &["bot"],
        does: "The bot's token stops working; the result is the new one.",
        run: World(|world, given| Ok(json!(world.revoke_token(given.id("bot")?)))),
    },
    Operation {
        name: "set_privacy",
        takes: &["bot", "on"],
        does: "Privacy mode; in groups it counts from the next time the bot is added.",
        run: World(|world, given| {
            world.set_privacy(given.id("bot")?, given.on("on")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "set_bot_to_bot",
        takes: &["bot", "on"],
        does: "Bot-to-Bot Communication Mode.",
        run: World(|world, given| {
            world.set_bot_to_bot(given.id("bot")?, given.on("on")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "set_owner_premium",
        takes: &["bot", "on"],
        does: "Whether the bot's owner has Premium, so that the bot may send custom emoji.",
        run: World(|world, given| {
            world.set_owner_premium(given.id("bot")?, given.on("on")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "token_of",
        takes: &["bot"],
        does: "The bot's token, or null.",
        run: World(|world: &mut TheWorld, given| Ok(json!(world.token_of(given.id("bot")?)))),
    },
    Operation {
        name: "set_business_mode",
        takes: &["bot", "on"],
        does: "Secretary Mode: whether people may connect the bot to their accounts (getMe: can_connect_to_business).",
        run: World(|world, given| {
            world.set_business_mode(given.id("bot")?, given.on("on")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "set_manages_bots",
        takes: &["bot", "on"],
        does: "Bot Management Mode: whether bots may be made that this one manages (getMe: can_manage_bots).",
        run: World(|world, given| {
            world.set_manages_bots(given.id("bot")?, given.on("on")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "bot_settings",
        takes: &["bot"],
        does: "What the bot's maker has set, and the bot that manages it; null if there is no such bot.",
        run: World(|world, given| Ok(json!(world.bot_settings(given.id("bot")?)))),
    },
    Operation {
        name: "make_managed_bot",
        takes: &["person", "manager", "request?", "name", "username"],
        does: "A person makes a bot for another bot to manage: by the manager's button with this request id, or by a link; the result has its user id and token.",
        run: World(|world, given| Ok(json!(world.make_managed_bot(given.all()?)?))),
    },
];
