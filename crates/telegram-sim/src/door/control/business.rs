//! Operations on the bot that is connected to a person's account.

use serde_json::{Value, json};

use super::Run::World;
use super::{Operation, done};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "connect_business",
        takes: &["owner", "bot", "rights"],
        does: "A person connects a bot to the own account, or changes its rights (BusinessBotRights); the result is the connection's id, a new one each time.",
        run: World(|world, given| {
            let (owner, bot) = (given.id("owner")?, given.id("bot")?);
            Ok(world
                .connect_business(owner, bot, given.get("rights")?)?
                .into())
        }),
    },
    Operation {
        name: "business_connection",
        takes: &["owner"],
        does: "The bot that is connected to a person's account, with its rights and where it is paused; or null.",
        run: World(|world, given| Ok(json!(world.business_connection(given.id("owner")?)))),
    },
    Operation {
        name: "pause_business",
        takes: &["owner", "on", "chat?"],
        does: "A person pauses the connected bot, or lets it go on: in one chat (which it is not told) or everywhere (is_enabled).",
        run: World(|world, given| {
            let chat: Option<i64> = given.get("chat")?;
            done(world.pause_business(given.id("owner")?, given.on("on")?, chat))
        }),
    },
    Operation {
        name: "disconnect_business",
        takes: &["owner"],
        does: "A person takes the connected bot off the own account.",
        run: World(|world, given| {
            world.disconnect_business(given.id("owner")?);
            Ok(Value::Bool(true))
        }),
    },
];
