//! Operations on accounts: people and bots.

use serde_json::{Value, json};

use super::Operation;
use super::Run::World;
use crate::world::World as TheWorld;

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "make_person",
        takes: &[
            "first_name",
            "last_name?",
            "username?",
            "language?",
            "private_forwards?",
            "no_voice?",
            "id?",
        ],
        does: "Makes a person; the result is its user id.",
        run: World(|world, given| Ok(world.make_person(given.all()?).into())),
    },
    Operation {
        name: "make_bot",
        takes: &[
            "username",
            "first_name?",
            "token?",
            "privacy?",
            "bot_to_bot?",
            "owner_premium?",
        ],
        does: "Makes a bot; the result has its user id and token.",
        run: World(|world, given| Ok(json!(world.make_bot(given.all()?)))),
    },
    Operation {
        name: "start_bot",
        takes: &["person", "bot", "parameter?"],
        does: "The person presses Start, with a deep link's parameter if given; the result is the message id.",
        run: World(|world, given| {
            let parameter: Option<String> = given.get("parameter")?;
            Ok(world
                .start_bot(given.id("person")?, given.id("bot")?, parameter.as_deref())?
                .into())
        }),
    },
    Operation {
        name: "block_bot",
        takes: &["person", "bot"],
        does: "The person blocks the bot.",
        run: World(|world, given| {
            world.block_bot(given.id("person")?, given.id("bot")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "unblock_bot",
        takes: &["person", "bot"],
        does: "The person takes the block back.",
        run: World(|world, given| {
            world.unblock_bot(given.id("person")?, given.id("bot")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "delete_account",
        takes: &["person"],
        does: "The person's account ceases to be.",
        run: World(|world, given| {
            world.delete_account(given.id("person")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "rename_account",
        takes: &["account", "first_name", "last_name?"],
        does: "Renames a person or bot.",
        run: World(|world, given| {
            let last_name: Option<String> = given.get("last_name")?;
            world.rename_account(
                given.id("account")?,
                &given.text("first_name")?,
                last_name.as_deref(),
            );
            Ok(Value::Bool(true))
        }),
    },
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
];
