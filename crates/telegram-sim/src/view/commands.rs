//! Which commands a person is offered in a chat, by Telegram's rules of scopes; and what a bot says about itself.

use serde::Serialize;
use serde_json::{Value, json};

use super::people::{Person, person};
use crate::world::World;
use crate::world::account::{Account, COMMANDS, DESCRIPTION, slot_of};
use crate::world::chat::Chat;
use crate::world::message::Place;

/// A command of a bot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Command {
    command: String,
    description: String,
    bot: Person,
}

/// The commands of every bot in the chat.
pub(super) fn commands(world: &World, viewer: i64, place: Place) -> Vec<Command> {
    let scopes = scopes(viewer, place, world.chat_of(place));
    let language = language_of(world, viewer);
    let bots = world.bots_in(place);
    bots.iter()
        .filter_map(|bot| world.account(*bot))
        .flat_map(|bot| of_bot(bot, &scopes, language))
        .collect()
}

fn language_of(world: &World, viewer: i64) -> &str {
    let account = world.account(viewer);
    account
        .and_then(|account| account.language.as_deref())
        .unwrap_or_default()
}

/// What a bot says about itself to who has not begun: first in the person's language, then without one.
pub(super) fn about(world: &World, viewer: i64, bot: i64) -> Option<String> {
    let stored = &world.bot(bot)?.stored;
    let said = |language: &str| {
        let value = stored.get(&(DESCRIPTION, slot_of(None, None, language)))?;
        value[DESCRIPTION].as_str().filter(|text| !text.is_empty())
    };
    said(language_of(world, viewer))
        .or_else(|| said(""))
        .map(str::to_owned)
}

/// From the narrowest scope to the widest.
fn scopes(viewer: i64, place: Place, chat: Option<&Chat>) -> Vec<Value> {
    let default = json!({"type": "default"});
    let Some(chat) = chat else {
        // A bot calls the private chat by the person's id.
        return vec![
            json!({"type": "chat", "chat_id": viewer}),
            json!({"type": "all_private_chats"}),
            default,
        ];
    };
    let id = place.id_for(viewer);
    let mut scopes = vec![json!({"type": "chat_member", "chat_id": id, "user_id": viewer})];
    let admin = chat.standing(viewer).is_admin();
    if admin {
        scopes.push(json!({"type": "chat_administrators", "chat_id": id}));
    }
    scopes.push(json!({"type": "chat", "chat_id": id}));
    if admin {
        scopes.push(json!({"type": "all_chat_administrators"}));
    }
    scopes.push(json!({"type": "all_group_chats"}));
    scopes.push(default);
    scopes
}

/// The first list that is set: each scope first in the person's language, then without one.
fn of_bot(bot: &Account, scopes: &[Value], language: &str) -> Vec<Command> {
    let Some(state) = bot.bot.as_deref() else {
        return Vec::new();
    };
    let stored = |scope: &Value, language: &str| {
        // Without a scope means the same as with the default one.
        let slot = slot_of(Some(scope), None, language);
        state
            .stored
            .get(&(COMMANDS, slot))
            .and_then(Value::as_array)
    };
    let list = scopes.iter().find_map(|scope| {
        let own = (!language.is_empty())
            .then(|| stored(scope, language))
            .flatten();
        own.or_else(|| stored(scope, ""))
            .filter(|list| !list.is_empty())
    });
    let text =
        |command: &Value, field: &str| command[field].as_str().unwrap_or_default().to_owned();
    list.into_iter()
        .flatten()
        .map(|command| Command {
            command: text(command, "command").trim_start_matches('/').to_owned(),
            description: text(command, "description"),
            bot: person(bot),
        })
        .collect()
}
