//! Operations on accounts: people and bots. What a bot's maker sets is `bots`.

use serde_json::{Value, json};

use super::Operation;
use super::Run::World;

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "make_person",
        takes: &[
            "first_name",
            "last_name?",
            "username?",
            "language?",
            "phone?",
            "password?",
            "private_forwards?",
            "no_voice?",
            "no_invites?",
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
            "business?",
            "manages_bots?",
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
];
